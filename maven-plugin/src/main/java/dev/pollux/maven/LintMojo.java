package dev.pollux.maven;

import dev.pollux.maven.lint.LintSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.eclipse.aether.RepositorySystem;

/**
 * Lints the project's sources for async misuse. Needs nothing built and nothing resolved: modules
 * of the same build are read from their sources, and a jar that cannot be had is a note.
 */
@Mojo(name = "lint", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class LintMojo extends LintingMojo {

  @Inject
  LintMojo(RepositorySystem repositories) {
    super(repositories);
  }

  @Override
  void run() throws MojoFailureException, IOException {
    Optional<LintSummary> lint = lint();
    if (lint.isEmpty()) {
      return;
    }
    LintSummary summary = lint.get();
    List<String> lines = new ArrayList<>();
    lines.add("Pollux lint: " + summary.line());
    lines.addAll(summary.advice(plugin()));
    log().entry(summary.weight(), lines);
    if (!summary.passed()) {
      throw new MojoFailureException("Pollux lint: " + summary.failure());
    }
  }
}
