package dev.pollux.maven.lint;

import dev.pollux.lint.Finding;
import dev.pollux.lint.LintReport;
import dev.pollux.lint.LintRequest;
import dev.pollux.lint.Linter;
import dev.pollux.lint.report.ReportFile;
import dev.pollux.lint.report.TextReport;
import dev.pollux.maven.project.BuildPaths;
import dev.pollux.maven.project.JavaLevel;
import dev.pollux.maven.project.TypeContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * One lint of one project: gathers, asks the engine, writes the report files, logs the findings.
 */
public final class ProjectLint {

  private final MavenProject project;
  private final MavenSession session;
  private final LintSettings settings;
  private final BuildLog log;
  private final BuildPaths paths;

  /** Prepares a lint. */
  public ProjectLint(
      MavenProject project, MavenSession session, LintSettings settings, BuildLog log) {
    this.project = project;
    this.session = session;
    this.settings = settings;
    this.log = log;
    this.paths = BuildPaths.of(session, project);
  }

  /**
   * Lints.
   *
   * @param types where types come from; not asked if there is nothing to lint
   * @return what it came to; empty if there is nothing to lint
   * @throws IOException if a source cannot be read or a report file cannot be written; what was
   *     found is logged before
   */
  public Optional<LintSummary> run(Supplier<TypeContext> types) throws IOException {
    LintInput input = LintInput.of(project, settings);
    if (input.isEmpty() && input.unreadable().isEmpty()) {
      log.note(input.whyEmpty());
      return Optional.empty();
    }
    JavaLevel level =
        settings
            .release()
            .orElseGet(
                () -> JavaLevel.of(project, session.getUserProperties(), LintRequest.MAX_RELEASE));
    level.note().ifPresent(log::note);
    TypeContext context = types.get();
    context.note().ifPresent(log::note);
    LintReport report =
        new Linter().lint(input.request(settings, context, paths.root(), level.level(), threads()));
    report.notes().forEach(log::note);
    log(report.findings());
    for (ReportKind kind : settings.formats()) {
      write(kind, report);
    }
    failIfUnreadable(input, report);
    return Optional.of(new LintSummary(report, settings.failOn(), paths.told(settings.reports())));
  }

  private void log(List<Finding> findings) {
    TextReport text = new TextReport(paths.prefix());
    for (Finding finding : findings) {
      log.entry(finding.severity(), text.render(finding).lines().toList());
    }
  }

  private void write(ReportKind kind, LintReport report) throws IOException {
    Path file = settings.reports().resolve(kind.fileName());
    try {
      ReportFile.write(file, kind.format(paths.module()).render(report));
    } catch (IOException e) {
      throw new IOException(
          "the report %s cannot be written (%s): check pollux.outputDirectory"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Half a truth must not pass for the whole. */
  private static void failIfUnreadable(LintInput input, LintReport report) throws IOException {
    List<String> unreadable = new ArrayList<>(report.unreadable());
    input
        .unreadable()
        .forEach(
            path -> unreadable.add("`%s` cannot be read: check its permissions".formatted(path)));
    if (!unreadable.isEmpty()) {
      throw new IOException(String.join("; ", unreadable));
    }
  }

  /** Modules that build at the same time share the processors. */
  private int threads() {
    int processors = Runtime.getRuntime().availableProcessors();
    return Math.max(1, processors / Math.max(1, session.getRequest().getDegreeOfConcurrency()));
  }
}
