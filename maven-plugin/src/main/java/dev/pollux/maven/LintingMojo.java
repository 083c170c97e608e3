package dev.pollux.maven;

import dev.pollux.lint.LintInputException;
import dev.pollux.maven.lint.BuildLog;
import dev.pollux.maven.lint.FailOn;
import dev.pollux.maven.lint.InvalidSettingException;
import dev.pollux.maven.lint.LintSettings;
import dev.pollux.maven.lint.LintSummary;
import dev.pollux.maven.lint.ProjectLint;
import dev.pollux.maven.lint.ReportKind;
import dev.pollux.maven.lint.RuleLevels;
import dev.pollux.maven.project.TypeContext;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** The parameters of the goals that lint. */
abstract class LintingMojo extends AbstractMojo {

  /** Skips every goal of Pollux. */
  @Parameter(property = "pollux.skip", defaultValue = "false")
  private boolean skip;

  /** Skips the lint. */
  @Parameter(property = "pollux.lint.skip", defaultValue = "false")
  private boolean skipLint;

  /**
   * The lightest finding that fails the build: {@code error}, {@code warning} or {@code info};
   * {@code never} lets all findings pass.
   */
  @Parameter(property = "pollux.failOn", defaultValue = "error")
  private String failOn = "error";

  /**
   * Ant patterns of the files to lint, from the source root or from the project's folder. All by
   * default. On the command line separated by commas.
   */
  @Parameter(property = "pollux.includes")
  private @Nullable List<String> includes;

  /**
   * Ant patterns of files not to lint; their types are still known to the others. On the command
   * line separated by commas.
   */
  @Parameter(property = "pollux.excludes")
  private @Nullable List<String> excludes;

  /**
   * Whether test sources are linted. An error in a test weighs as a warning, unless {@code rules}
   * says otherwise.
   */
  @Parameter(property = "pollux.includeTests", defaultValue = "true")
  private boolean includeTests;

  /**
   * Whether generated sources are left alone: what lies below the build directory or is annotated
   * {@code @Generated}.
   */
  @Parameter(property = "pollux.excludeGenerated", defaultValue = "true")
  private boolean excludeGenerated;

  /**
   * What single rules weigh: {@code off}, {@code info}, {@code warning} or {@code error} by the
   * rule's name.
   */
  @Parameter private @Nullable Map<String, String> rules;

  /**
   * The same on the command line, where it wins: {@code
   * -Dpollux.rules=BusyWake=off,StaleWaker=error}.
   */
  @Parameter(property = "pollux.rules")
  private @Nullable String ruleLevels;

  /**
   * Files that describe async libraries; Pollux itself is known. On the command line separated by
   * commas.
   */
  @Parameter(property = "pollux.models")
  private @Nullable List<File> models;

  /** How the sources are encoded. */
  @Parameter(property = "pollux.encoding", defaultValue = "${project.build.sourceEncoding}")
  private @Nullable String encoding;

  /** The Java level of the sources. By default what the build gives the compiler. */
  @Parameter(property = "pollux.release")
  private @Nullable String release;

  /**
   * The report files to write: {@code sarif}, {@code json}, {@code text}. On the command line
   * separated by commas.
   */
  @Parameter(property = "pollux.formats", defaultValue = "sarif")
  private @Nullable List<String> formats;

  /** Where the report files go. */
  @Parameter(
      property = "pollux.outputDirectory",
      defaultValue = "${project.build.directory}/pollux")
  private File outputDirectory;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  private final RepositorySystem repositories;
  private @Nullable TypeContext types;

  LintingMojo(RepositorySystem repositories) {
    this.repositories = repositories;
  }

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("Pollux is skipped (pollux.skip)");
      return;
    }
    try {
      run();
    } catch (InvalidSettingException | LintInputException e) {
      throw new MojoExecutionException("Pollux cannot start: " + e.getMessage(), e);
    } catch (IOException | UncheckedIOException e) {
      throw new MojoExecutionException("Pollux cannot read or write: " + e, e);
    }
  }

  /** What the goal does unless it is skipped. */
  abstract void run() throws MojoExecutionException, MojoFailureException, IOException;

  /**
   * Lints and prints the findings.
   *
   * @return empty if it is skipped or there is nothing to lint
   */
  final Optional<LintSummary> lint() throws IOException {
    if (skipLint) {
      getLog().info("Pollux lint is skipped (pollux.lint.skip)");
      return Optional.empty();
    }
    return new ProjectLint(project, session, settings(), log()).run(this::types);
  }

  /** Where types come from, found when first asked for: repositories are slow. */
  final TypeContext types() {
    if (types == null) {
      types =
          TypeContext.of(
              project, session.getAllProjects(), repositories, session.getRepositorySession());
    }
    return types;
  }

  final MavenProject project() {
    return project;
  }

  final MavenSession session() {
    return session;
  }

  final BuildLog log() {
    return new BuildLog(getLog());
  }

  /** How the project uses this plugin. */
  final PluginUse plugin() {
    return PluginUse.of(session, project, execution);
  }

  private LintSettings settings() {
    return new LintSettings(
        FailOn.parse(failOn),
        RuleLevels.of(
            Objects.requireNonNullElse(rules, Map.of()),
            Objects.requireNonNullElse(ruleLevels, "")),
        Objects.requireNonNullElse(includes, List.of()),
        Objects.requireNonNullElse(excludes, List.of()),
        includeTests,
        excludeGenerated,
        Objects.requireNonNullElse(models, List.<File>of()).stream().map(File::toPath).toList(),
        LintSettings.encoding(Objects.requireNonNullElse(encoding, "")),
        LintSettings.release(Objects.requireNonNullElse(release, "")),
        ReportKind.parse(Objects.requireNonNullElse(formats, List.of("sarif"))),
        outputDirectory.toPath());
  }
}
