package dev.pollux.maven.lint;

import dev.pollux.lint.LintRequest;
import dev.pollux.maven.project.JavaLevel;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a user may set for a lint.
 *
 * @param failOn what fails the build
 * @param rules what single rules weigh
 * @param includes Ant patterns of the files to lint; empty for all
 * @param excludes Ant patterns of files not to lint
 * @param tests whether test sources are linted
 * @param excludeGenerated whether generated sources are left alone
 * @param models descriptions of async libraries besides the built-in ones
 * @param encoding how source files are encoded
 * @param release the Java level of the sources; empty: what the project says
 * @param formats the report files to write
 * @param reports the folder for them
 */
public record LintSettings(
    FailOn failOn,
    RuleLevels rules,
    List<String> includes,
    List<String> excludes,
    boolean tests,
    boolean excludeGenerated,
    List<Path> models,
    Charset encoding,
    Optional<JavaLevel> release,
    List<ReportKind> formats,
    Path reports) {

  /** Copies the lists. */
  public LintSettings {
    includes = List.copyOf(includes);
    excludes = List.copyOf(excludes);
    models = List.copyOf(models);
    formats = List.copyOf(formats);
  }

  /**
   * Reads {@code pollux.encoding}.
   *
   * @param name the name of a character set; blank for UTF-8
   * @throws InvalidSettingException if there is no such character set
   */
  public static Charset encoding(String name) {
    try {
      return name.isBlank() ? StandardCharsets.UTF_8 : Charset.forName(name.strip());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new InvalidSettingException(
          "pollux.encoding is '%s', which this JDK does not know: name a character set, such as UTF-8"
              .formatted(name));
    }
  }

  /**
   * Reads {@code pollux.release}. A level newer than the linter knows is read as the newest, with a
   * note.
   *
   * @param text a Java level; blank if the user says nothing
   * @throws InvalidSettingException if the text is not a number
   */
  public static Optional<JavaLevel> release(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    if (!text.strip().matches("(1\\.)?\\d{1,3}")) {
      throw new InvalidSettingException(
          "pollux.release is '%s': give a Java level from %d to %d, or leave it out"
              .formatted(text, LintRequest.MIN_RELEASE, LintRequest.MAX_RELEASE));
    }
    return Optional.of(JavaLevel.parse(text.strip(), LintRequest.MAX_RELEASE));
  }
}
