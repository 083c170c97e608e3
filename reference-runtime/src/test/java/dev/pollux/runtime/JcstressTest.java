package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Runs the jcstress tests beside it in a JVM of their own, shortly; {@code mvn -Pjcstress verify}
 * runs them at length. What they are asked to do is the property {@code jcstress.arguments} of the
 * pom.
 */
class JcstressTest {

  /** So that none is left out in silence. */
  private static final int TESTS = 9;

  private static final Path FOLDER = Path.of("target", "jcstress");

  @Test
  void shippedClasses_showNoForbiddenOutcome() throws Exception {
    Assumptions.assumeTrue(
        Runtime.getRuntime().availableProcessors() > 1, "two actors need two processors");
    Files.createDirectories(FOLDER);
    Path output = FOLDER.resolve("output.txt");

    Process process =
        new ProcessBuilder(command())
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(5, TimeUnit.HOURS);
    process.destroyForcibly();

    String report = Files.readString(output);
    assertTrue(ended, report);
    assertEquals(0, process.exitValue(), report);
    assertTrue(report.contains("All remaining tests: " + TESTS + " matching"), report);
    assertTrue(report.contains("Failed tests: No matches."), report);
    assertTrue(report.contains("Error tests: No matches."), report);
  }

  private static List<String> command() {
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
    command.addAll(List.of("-t", "dev.pollux.runtime", "-r", "report"));
    command.addAll(List.of(System.getProperty("jcstress.arguments").split(" ")));
    return command;
  }
}
