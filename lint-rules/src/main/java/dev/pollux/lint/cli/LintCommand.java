package dev.pollux.lint.cli;

import dev.pollux.lint.Baseline;
import dev.pollux.lint.LintInputException;
import dev.pollux.lint.LintReport;
import dev.pollux.lint.LintRequest;
import dev.pollux.lint.Linter;
import dev.pollux.lint.Rules;
import dev.pollux.lint.report.ReportFile;
import dev.pollux.lint.report.RuleIndex;
import dev.pollux.lint.report.Summary;
import dev.pollux.lint.report.ToolVersion;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Options in, request out; report in, text and exit status out. */
@Command(
    name = "pollux-lint",
    mixinStandardHelpOptions = true,
    versionProvider = LintCommand.Version.class,
    sortOptions = false,
    description = "Finds misuse of futures, polls and wakers in Java sources.",
    footer = {
      "",
      "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 bad usage or an input that could not"
          + " be read.",
      "The report goes to standard output or --output; counts and notes go to standard error.",
      "Sources below src/test or src/it are tests: an error weighs as a warning there.",
      "Suppress a finding with @SuppressWarnings(\"RuleName\") on a declaration, or with",
      "`// pollux:ignore RuleName: reason` on the line or the line above."
    })
final class LintCommand implements Callable<Integer> {
  private static final List<String> TESTS = List.of("**/src/test/**", "**/src/it/**");

  private final Path workingDirectory;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Folders, `.java` files, jars of sources, or globs.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text (default), json, sarif or github.")
  private Format format = Format.TEXT;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the report goes; written whole or not at all.")
  private @Nullable String output;

  @Option(
      names = "--classpath",
      paramLabel = "CP",
      description = "Jars and class folders that types are resolved against.")
  private @Nullable String classPath;

  @Option(
      names = "--release",
      paramLabel = "N",
      description = "Java language level, 8 to 25; that of the running JDK by default.")
  private @Nullable Integer release;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description = "error (default), warning, info or never.")
  private @Nullable FailOn failOn;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "A description of an async library; may be repeated.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Known findings, which do not count.")
  private @Nullable String baseline;

  @Option(
      names = "--write-baseline",
      description = "Write everything that is found to the file of --baseline.")
  private boolean writeBaseline;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Severities, globs and the like, in YAML.")
  private @Nullable String config;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads work; the report does not depend on it.")
  private @Nullable Integer threads;

  @Option(
      names = "--explain",
      paramLabel = "RULE",
      description = "Print the page of a rule, and do nothing else.")
  private @Nullable String explain;

  @Option(names = "--rules", description = "Print the index of all rules, and do nothing else.")
  private boolean rules;

  LintCommand(Path workingDirectory) {
    this.workingDirectory = workingDirectory;
  }

  @Override
  public Integer call() {
    if (explain != null) {
      print(Rules.page(explain));
      return Main.CLEAN;
    }
    if (rules) {
      print(RuleIndex.markdown());
      return Main.CLEAN;
    }
    if (paths.isEmpty()) {
      throw refused("nothing to lint: name a folder, a `.java` file or a jar of sources");
    }
    Config settings = config == null ? Config.none() : Config.read(resolve(config));
    Inputs inputs = Inputs.of(workingDirectory, paths);
    Path known = baseline == null ? settings.baseline() : resolve(baseline);
    if (writeBaseline && known == null) {
      throw refused("--write-baseline needs a file: name it with --baseline");
    }
    LintRequest request = request(settings, inputs, writeBaseline ? null : known);
    LintReport report = new Linter().lint(request);
    if (report.files() == 0 && report.findings().isEmpty() && report.unreadable().isEmpty()) {
      throw new LintInputException(
          "there is no `.java` file in "
              + String.join(", ", paths)
              + " that is included: name the folder of the sources");
    }
    if (writeBaseline) {
      return write(known, report);
    }
    publish(inputs, report);
    if (!report.unreadable().isEmpty()) {
      return Main.REFUSED;
    }
    return threshold(settings).isMetBy(report) ? Main.FOUND : Main.CLEAN;
  }

  private LintRequest request(Config settings, Inputs inputs, @Nullable Path known) {
    LintRequest.Builder builder =
        LintRequest.builder(inputs.base())
            .mainSources(inputs.paths().stream().filter(p -> !isBelowTests(p)).toList())
            .testSources(inputs.paths().stream().filter(LintCommand::isBelowTests).toList())
            .tests(Stream.concat(TESTS.stream(), settings.tests().stream()).toList())
            .includes(settings.include())
            .excludes(settings.exclude())
            .excludeGenerated(!settings.generated())
            .classPath(classPath(settings))
            .modelFiles(
                Stream.concat(settings.models().stream(), models.stream().map(this::resolve))
                    .toList())
            .baseline(known);
    if (release != null) {
      builder.release(release);
    } else if (settings.release() != null) {
      builder.release(settings.release());
    } else {
      builder.release(Math.min(LintRequest.MAX_RELEASE, Runtime.version().feature()));
    }
    if (threads != null) {
      builder.threads(threads);
    }
    settings.rules().forEach(builder::level);
    return builder.build();
  }

  /** A path that is named below a test folder has no such part left once it is relative. */
  private static boolean isBelowTests(Path path) {
    String text = path.toString().replace('\\', '/') + "/";
    return text.contains("/src/test/") || text.contains("/src/it/");
  }

  private List<Path> classPath(Config settings) {
    List<Path> entries = new ArrayList<>(settings.classPath());
    if (classPath != null) {
      for (String entry : classPath.split(File.pathSeparator)) {
        if (!entry.isBlank()) {
          entries.add(resolve(entry));
        }
      }
    }
    return entries;
  }

  private void publish(Inputs inputs, LintReport report) {
    String prefix = inputs.base().equals(workingDirectory) ? "" : inputs.base() + "/";
    String text = format.report(prefix).render(report);
    if (output == null) {
      print(text);
    } else {
      save(resolve(output), text);
    }
    PrintWriter err = spec.commandLine().getErr();
    Summary.lines(report).forEach(line -> err.println("pollux-lint: " + line));
    err.flush();
  }

  private int write(Path file, LintReport report) {
    Baseline made = Baseline.of(report);
    save(file, made.text());
    PrintWriter err = spec.commandLine().getErr();
    err.println("pollux-lint: wrote " + made.size() + " findings to " + file);
    err.flush();
    return Main.CLEAN;
  }

  private static void save(Path file, String text) {
    try {
      ReportFile.write(file, text);
    } catch (IOException e) {
      throw new LintInputException(
          "`"
              + file
              + "` cannot be written ("
              + e.getMessage()
              + "): name a file in a folder that can",
          e);
    }
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  private FailOn threshold(Config settings) {
    if (failOn != null) {
      return failOn;
    }
    return settings.failOn() == null ? FailOn.ERROR : settings.failOn();
  }

  private Path resolve(String path) {
    return workingDirectory.resolve(path).normalize();
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Asked for by {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"pollux-lint " + ToolVersion.get()};
    }
  }
}
