package dev.pollux.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * JMH's own command line; on a JDK without virtual threads the peer that needs them is left out,
 * and said so.
 */
public final class Main {
  private Main() {}

  /** Takes JMH's options; {@code -h} lists them. */
  public static void main(String[] args) throws IOException {
    org.openjdk.jmh.Main.main(VirtualThreadPeer.isAvailable() ? args : withoutVirtual(args));
  }

  private static String[] withoutVirtual(String[] args) {
    if (Arrays.asList(args).contains("-p")) {
      return args;
    }
    System.out.println("No virtual threads on JDK " + Runtime.version().feature() + ": left out.");
    return Stream.concat(Arrays.stream(args), Stream.of("-p", "peer=pollux,forkjoin"))
        .toArray(String[]::new);
  }
}
