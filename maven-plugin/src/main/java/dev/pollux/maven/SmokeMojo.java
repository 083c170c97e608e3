package dev.pollux.maven;

import dev.pollux.maven.smoke.ProjectSmoke;
import dev.pollux.maven.smoke.SmokeRun;
import dev.pollux.maven.smoke.SmokeSummary;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;

/**
 * Runs the project's {@code @SmokeTest} methods in a JVM of their own, under a checker that tests
 * the laws of poll on the running futures.
 */
@Mojo(
    name = "smoke",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public final class SmokeMojo extends AbstractMojo {
  /** Skips every goal of Pollux. */
  @Parameter(property = "pollux.skip", defaultValue = "false")
  private boolean skip;

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

  /** The longest time that one run of one test may take, in seconds. */
  @Parameter(property = "pollux.smoke.timeLimit", defaultValue = "60")
  private long timeLimit;

  /** The longest time that all tests of a module may take, in seconds. */
  @Parameter(property = "pollux.smoke.moduleTimeLimit", defaultValue = "600")
  private long moduleTimeLimit;

  /** What shuffles the order of the tests. */
  @Parameter(property = "pollux.smoke.seed", defaultValue = "1")
  private long seed;

  /** Arguments for the JVM that runs the tests. */
  @Parameter(property = "pollux.smoke.jvmArguments")
  private String jvmArguments;

  /**
   * Which tests to run: {@code Class}, {@code Class#method} or {@code #method}, with {@code *} for
   * any characters, separated by commas. All by default.
   */
  @Parameter(property = "pollux.smoke.test")
  private String test;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  private final ToolchainManager toolchains;

  @Inject
  SmokeMojo(ToolchainManager toolchains) {
    this.toolchains = toolchains;
  }

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    if (skip || skipSmoke || skipTests) {
      getLog().info("Smoke tests are skipped.");
      return;
    }
    SmokeSummary summary = run();
    if (!summary.passed() && testFailureIgnore) {
      getLog().error(summary.failure() + " (testFailureIgnore: the build goes on)");
    } else if (!summary.passed()) {
      throw new MojoFailureException(summary.failure());
    }
  }

  private SmokeSummary run() throws MojoExecutionException {
    try {
      return SmokeRun.execute(
          ProjectSmoke.settings(
              project, session, toolchains, timeLimit, moduleTimeLimit, seed, jvmArguments, test),
          getLog());
    } catch (IOException | IllegalArgumentException e) {
      throw new MojoExecutionException("The smoke tests could not run: " + e.getMessage(), e);
    } catch (DependencyResolutionRequiredException e) {
      throw new MojoExecutionException("The test class path is not there: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("The smoke tests were interrupted", e);
    }
  }
}
