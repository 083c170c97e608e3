package dev.pollux.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * JMH's own command line; on a JDK without virtual threads the peer that needs them is left out,
 * and said so.
 */
public final class Main {
  private Main() {}

  /** Takes JMH's options; {@code -h} lists them. */
  public static void main(String[] args) throws IOException {
    org.openjdk.jmh.Main.main(VirtualThreads.areAvailable() ? args : withoutVirtual(args));
  }

  private static String[] withoutVirtual(String[] args) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    if (all.stream().noneMatch(arg -> arg.startsWith("peer="))) {
      System.out.println(
          "No virtual threads on JDK "
              + Runtime.version().feature()
              + ": left out, and with them forkjoin, which only some benchmarks have."
              + " -p peer=pollux,kotlin,forkjoin asks for it.");
      all.add("-p");
      all.add("peer=pollux,kotlin");
    }
    return all.toArray(new String[0]);
  }
}
