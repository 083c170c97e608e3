package dev.pollux.maven;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/**
 * How a project uses this plugin, and so how its user calls it.
 *
 * @param coordinates {@code group:artifact:version} of the plugin
 * @param bound whether the project names the plugin in its build
 * @param calledByName whether the user called the goal, and no phase did
 * @param prefixed whether Maven knows {@code pollux:} where it was called: it looks for prefixes in
 *     the POM of that folder only
 */
public record PluginUse(String coordinates, boolean bound, boolean calledByName, boolean prefixed) {

  /** The use of the plugin that a running goal belongs to. */
  public static PluginUse of(MavenSession session, MavenProject project, MojoExecution execution) {
    PluginDescriptor plugin = execution.getMojoDescriptor().getPluginDescriptor();
    MavenProject top = session.getTopLevelProject();
    Path caller = Path.of(session.getSystemProperties().getProperty("user.dir", ""));
    return new PluginUse(
        plugin.getId(),
        names(project, plugin),
        execution.getSource() == MojoExecution.Source.CLI,
        names(top, plugin) && top.getBasedir().toPath().equals(caller));
  }

  private static boolean names(MavenProject project, PluginDescriptor plugin) {
    return project.getBuildPlugins().stream()
        .map(Plugin::getKey)
        .anyMatch(plugin.getPluginLookupKey()::equals);
  }

  /** The command line of a goal. */
  public String command(String goal) {
    return "mvn " + name(goal);
  }

  /** The command line that runs a phase first. */
  public String command(String phase, String goal) {
    return "mvn " + phase + " " + name(goal);
  }

  private String name(String goal) {
    return (prefixed ? "pollux" : coordinates) + ":" + goal;
  }

  /** What a POM needs so that every build checks: for {@code <build><plugins>}. */
  public List<String> snippet() {
    String[] gav = coordinates.split(":");
    return List.of(
        "<plugin>",
        "  <groupId>" + gav[0] + "</groupId>",
        "  <artifactId>" + gav[1] + "</artifactId>",
        "  <version>" + gav[2] + "</version>",
        "  <executions>",
        "    <execution>",
        "      <goals>",
        "        <goal>check</goal>",
        "      </goals>",
        "    </execution>",
        "  </executions>",
        "</plugin>");
  }
}
