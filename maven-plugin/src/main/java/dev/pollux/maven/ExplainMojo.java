package dev.pollux.maven;

import dev.pollux.lint.Rules;
import dev.pollux.maven.explain.RuleIndex;
import dev.pollux.maven.explain.TerminalPage;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Prints the page of a rule: what it finds, why, an example, what to write instead. Without a rule,
 * the list of all. Needs no project and no network.
 */
@Mojo(name = "explain", requiresProject = false, threadSafe = true)
public final class ExplainMojo extends AbstractMojo {

  /** The rule's name. */
  @Parameter(property = "pollux.rule")
  private @Nullable String rule;

  /** The same, for those who type: {@code -Drule=BusyWake}. */
  @Parameter(property = "rule")
  private @Nullable String ruleShort;

  @Override
  public void execute() throws MojoExecutionException {
    RuleIndex index = new RuleIndex(Rules.all());
    String wanted = rule != null ? rule : ruleShort;
    if (wanted == null || wanted.isBlank()) {
      print("The rules; -Dpollux.rule=NAME shows the page of one:", index.text());
      return;
    }
    String name =
        index.spelled(wanted).orElseThrow(() -> new MojoExecutionException(index.unknown(wanted)));
    print("", TerminalPage.render(Rules.page(name)));
  }

  /**
   * The text is what the user called for: {@code mvn -q} leaves out the build's talk, not the
   * answer.
   */
  private void print(String heading, String text) {
    if (getLog().isInfoEnabled()) {
      getLog().info(heading + System.lineSeparator() + text);
    } else {
      System.out.println(text);
    }
  }
}
