package dev.pollux.lint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Names for findings that outlive edits elsewhere in the file: rule, file, enclosing member, a hash
 * of the line without its blanks, and a count that tells equal ones apart. No line numbers.
 */
public final class Fingerprints {
  private final Map<Finding, Fingerprint> byFinding = new IdentityHashMap<>();

  /**
   * A finding's name.
   *
   * @param ordinal from 1: which of those that are equal in everything else, in source order
   */
  public record Fingerprint(String rule, String path, String member, String hash, int ordinal) {}

  private Fingerprints() {}

  /**
   * @param findings all of one run, also the suppressed ones: the count depends on all of them
   */
  public static Fingerprints of(List<Finding> findings) {
    Fingerprints fingerprints = new Fingerprints();
    List<Finding> ordered = new ArrayList<>(findings);
    Collections.sort(ordered);
    Map<Fingerprint, Integer> counts = new HashMap<>();
    for (Finding finding : ordered) {
      Fingerprint first =
          new Fingerprint(
              finding.rule(), finding.path(), finding.member(), hash(finding.sourceLine()), 1);
      int ordinal = counts.merge(first, 1, Integer::sum);
      fingerprints.byFinding.put(
          finding,
          new Fingerprint(first.rule(), first.path(), first.member(), first.hash(), ordinal));
    }
    return fingerprints;
  }

  public Fingerprint of(Finding finding) {
    return Objects.requireNonNull(byFinding.get(finding), "a finding of another run");
  }

  private static String hash(String line) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(line.replaceAll("\\s+", "").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
