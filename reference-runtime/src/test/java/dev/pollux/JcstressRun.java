package dev.pollux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs the jcstress tests of a package in a JVM of their own. What they are asked to do is the
 * property {@code jcstress.arguments} of the pom: little in the build, all in the profile jcstress.
 */
public final class JcstressRun {
  private JcstressRun() {}

  /**
   * Fails unless all tests of the package ran and none showed a forbidden outcome.
   *
   * @param tests how many there are, so that none is left out in silence
   */
  public static void showsNoForbiddenOutcome(String inPackage, int tests)
      throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Runtime.getRuntime().availableProcessors() > 1, "two actors need two processors");
    Path folder = Path.of("target", "jcstress", inPackage);
    Files.createDirectories(folder);
    Path output = folder.resolve("output.txt");

    Process process =
        new ProcessBuilder(command(inPackage))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(5, TimeUnit.HOURS);
    process.destroyForcibly();

    String report = Files.readString(output);
    assertTrue(ended, report);
    assertEquals(0, process.exitValue(), report);
    assertTrue(report.contains("All remaining tests: " + tests + " matching"), report);
    assertTrue(report.contains("Failed tests: No matches."), report);
    assertTrue(report.contains("Error tests: No matches."), report);
  }

  private static List<String> command(String inPackage) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            Path.of("target", "test-classes").toAbsolutePath().toString(),
            Path.of("target", "classes").toAbsolutePath().toString(),
            System.getProperty("java.class.path")));
    command.add("org.openjdk.jcstress.Main");
    command.addAll(List.of("-t", inPackage + ".", "-r", "report"));
    command.addAll(List.of(System.getProperty("jcstress.arguments").split(" ")));
    return command;
  }
}
