package dev.pollux.lint.cli;

import dev.pollux.lint.LintInputException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;

/** The entry point of the jar. */
public final class Main {
  /** Exit status: nothing at or above the threshold. */
  static final int CLEAN = 0;

  /** Exit status: findings. */
  static final int FOUND = 1;

  /** Exit status: bad usage, or an input that could not be read at all. */
  static final int REFUSED = 2;

  private Main() {}

  public static void main(String[] arguments) {
    PrintWriter out = utf8(System.out);
    PrintWriter err = utf8(System.err);
    int status = run(Path.of("").toAbsolutePath(), out, err, arguments);
    out.flush();
    err.flush();
    System.exit(status);
  }

  /**
   * Runs the command without ending the process.
   *
   * @param workingDirectory what relative paths are relative to
   */
  static int run(Path workingDirectory, PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine command = new CommandLine(new LintCommand(workingDirectory));
    command.setOut(out);
    command.setErr(err);
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setParameterExceptionHandler(
        (problem, args) -> {
          err.println("pollux-lint: " + problem.getMessage());
          err.println("Try `--help` for the options.");
          return REFUSED;
        });
    command.setExecutionExceptionHandler(
        (problem, line, parsed) -> {
          if (problem instanceof LintInputException) {
            err.println("pollux-lint: " + problem.getMessage());
          } else {
            err.println("pollux-lint: this is a bug of the linter, please report it:");
            problem.printStackTrace(err);
          }
          return REFUSED;
        });
    return command.execute(arguments);
  }

  /** Reports are UTF-8 and end their lines with a line feed on every platform. */
  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)) {
      @Override
      public void println() {
        write("\n");
        flush();
      }
    };
  }
}
