package dev.pollux.maven;

import dev.pollux.lint.Severity;
import dev.pollux.maven.check.CheckSummary;
import dev.pollux.maven.check.SmokePart;
import dev.pollux.maven.lint.LintSummary;
import dev.pollux.maven.project.SourceRoots;
import dev.pollux.maven.project.TypeContext;
import dev.pollux.maven.smoke.ProjectSmoke;
import dev.pollux.maven.smoke.SmokeRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Lints the project's sources and runs its smoke tests, with one summary and one verdict: the smoke
 * tests run also if the lint finds errors.
 *
 * <p>Bound in a POM it finds the classes that the build has compiled. Called by name it compiles
 * nothing (a forked lifecycle would build every module twice): without classes it lints, and says
 * how to have the smoke tests too.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends LintingMojo {

  /** Skips the smoke tests. */
  @Parameter(property = "pollux.smoke.skip", defaultValue = "false")
  private boolean skipSmoke;

  /** Skips the smoke tests with all other tests. */
  @Parameter(property = "skipTests", defaultValue = "false")
  private boolean skipTests;

  /**
   * Lets the build go on when a smoke test fails, as for every other test; it is reported all the
   * same.
   */
  @Parameter(property = "maven.test.failure.ignore", defaultValue = "false")
  private boolean testFailureIgnore;

  /** The longest time that one run of one smoke test may take, in seconds. */
  @Parameter(property = "pollux.smoke.timeLimit", defaultValue = "60")
  private long timeLimit;

  /** The longest time that all smoke tests of a module may take, in seconds. */
  @Parameter(property = "pollux.smoke.moduleTimeLimit", defaultValue = "600")
  private long moduleTimeLimit;

  /** What shuffles the order of the smoke tests. */
  @Parameter(property = "pollux.smoke.seed", defaultValue = "1")
  private long seed;

  /** Arguments for the JVM that runs the smoke tests. */
  @Parameter(property = "pollux.smoke.jvmArguments")
  private String jvmArguments;

  /**
   * Which smoke tests to run: {@code Class}, {@code Class#method} or {@code #method}, with {@code
   * *} for any characters, separated by commas. All by default.
   */
  @Parameter(property = "pollux.smoke.test")
  private String test;

  private final ToolchainManager toolchains;

  @Inject
  CheckMojo(RepositorySystem repositories, ToolchainManager toolchains) {
    super(repositories);
    this.toolchains = toolchains;
  }

  @Override
  void run() throws MojoExecutionException, MojoFailureException, IOException {
    Optional<LintSummary> lint = lint();
    CheckSummary summary = new CheckSummary(project().getArtifactId(), lint, smoke());
    log().entry(summary.weight(), summary.lines(plugin()));
    offerBinding();
    if (!summary.passed()) {
      throw new MojoFailureException(summary.failure());
    }
  }

  private SmokePart smoke() throws MojoExecutionException, IOException {
    if (skipSmoke || skipTests) {
      return SmokePart.none(
          "skipped (%s)".formatted(skipSmoke ? "pollux.smoke.skip" : "skipTests"));
    }
    SourceRoots roots = SourceRoots.of(project());
    if (Stream.of(true, false).allMatch(tests -> roots.all(tests).isEmpty())) {
      return SmokePart.none("nothing to run: no sources");
    }
    if (outputs().noneMatch(Files::isDirectory)) {
      return SmokePart.impossible(
          "not run: no classes yet, call " + plugin().command("test-compile", "check"));
    }
    TypeContext types = types();
    if (!types.missingToRun().isEmpty()) {
      return SmokePart.impossible(
          "not run: the class path lacks %s, call %s"
              .formatted(
                  String.join(", ", types.missingToRun()),
                  plugin().command("test-compile", "check")));
    }
    return run(types);
  }

  private SmokePart run(TypeContext types) throws MojoExecutionException, IOException {
    try {
      return SmokePart.ran(
          SmokeRun.run(
              ProjectSmoke.settings(
                  project(),
                  session(),
                  toolchains,
                  types.classPath(),
                  timeLimit,
                  moduleTimeLimit,
                  seed,
                  jvmArguments,
                  test),
              getLog()),
          testFailureIgnore);
    } catch (IllegalArgumentException e) {
      throw new MojoExecutionException("Pollux cannot start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("The smoke tests were interrupted", e);
    }
  }

  private Stream<Path> outputs() {
    return Stream.of(
            project().getBuild().getTestOutputDirectory(),
            project().getBuild().getOutputDirectory())
        .map(Path::of);
  }

  /**
   * Said once a build, after its last module, to those who called the goal by name and have it
   * nowhere in their build.
   */
  private void offerBinding() {
    boolean last =
        project().equals(session().getProjects().get(session().getProjects().size() - 1));
    if (last && plugin().calledByName() && !plugin().bound()) {
      List<String> lines = new ArrayList<>();
      lines.add("To check in every build, add to <build><plugins> of the POM:");
      plugin().snippet().forEach(line -> lines.add("  " + line));
      log().entry(Severity.INFO, lines);
    }
  }
}
