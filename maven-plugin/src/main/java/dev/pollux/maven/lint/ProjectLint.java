package dev.pollux.maven.lint;

import dev.pollux.lint.LintReport;
import dev.pollux.lint.LintRequest;
import dev.pollux.lint.Linter;
import dev.pollux.maven.project.JavaLevel;
import dev.pollux.maven.project.TypeContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/**
 * One lint of one project: gathers, asks the engine, writes the report files, prints the findings.
 */
public final class ProjectLint {

  private final MavenProject project;
  private final MavenSession session;
  private final LintSettings settings;
  private final LintConsole console;

  /** Prepares a lint. */
  public ProjectLint(MavenProject project, MavenSession session, LintSettings settings, Log log) {
    this.project = project;
    this.session = session;
    this.settings = settings;
    this.console = new LintConsole(log);
  }

  /**
   * Lints, and prints what was found.
   *
   * @param types where types come from; not asked if there is nothing to lint
   * @return what it came to; empty if there is nothing to lint
   * @throws IOException if a report file cannot be written
   */
  public Optional<LintSummary> run(Supplier<TypeContext> types) throws IOException {
    LintInput input = LintInput.of(project, settings);
    input
        .unreadable()
        .forEach(path -> console.note("%s cannot be read and is left out".formatted(path)));
    if (input.isEmpty()) {
      console.note(input.whyEmpty());
      return Optional.empty();
    }
    JavaLevel level =
        settings
            .release()
            .orElseGet(
                () -> JavaLevel.of(project, session.getUserProperties(), LintRequest.MAX_RELEASE));
    level.note().ifPresent(console::note);
    TypeContext context = types.get();
    context.note().ifPresent(console::note);
    LintReport report =
        new Linter().lint(input.request(settings, context, base(), level.level(), threads()));
    report.notes().forEach(console::note);
    console.findings(report);
    return Optional.of(new LintSummary(report, settings.failOn(), write(report)));
  }

  private Path write(LintReport report) throws IOException {
    return settings.reports().resolve("lint.sarif");
  }

  /** The folder of the whole build, so that paths read the same in each of its modules. */
  private Path base() {
    Path build = session.getRequest().getMultiModuleProjectDirectory().toPath().toAbsolutePath();
    Path module = project.getBasedir().toPath().toAbsolutePath().normalize();
    return module.startsWith(build.normalize()) ? build.normalize() : module;
  }

  /** Modules that build at the same time share the processors. */
  private int threads() {
    int processors = Runtime.getRuntime().availableProcessors();
    return Math.max(1, processors / Math.max(1, session.getRequest().getDegreeOfConcurrency()));
  }
}
