package dev.pollux.maven.project;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.model.Dependency;
import org.apache.maven.project.MavenProject;

/**
 * A project's dependencies, split into the modules of its own reactor and the rest of the world.
 *
 * <p>The rest contains what the modules themselves need, so that no repository is ever asked for a
 * module: on a fresh clone nobody has built it, and a question for it costs a round trip and an
 * answer that is no use.
 *
 * @param siblings modules that the project depends on, directly or through one another, nearest
 *     first
 * @param external dependencies that are no modules, the project's own first
 */
public record Reactor(List<Sibling> siblings, List<Dependency> external) {

  /** Scopes that a module's own dependencies must have to reach those who use the module. */
  private static final Set<String> TRANSITIVE = Set.of("compile", "runtime");

  /**
   * Splits the dependencies of a project.
   *
   * @param project the project
   * @param modules every module of the reactor, also those that are not built this time ({@code
   *     -pl})
   */
  public static Reactor around(MavenProject project, List<MavenProject> modules) {
    Map<String, MavenProject> byId = new LinkedHashMap<>();
    modules.forEach(module -> byId.put(id(module), module));
    Set<Sibling> siblings = new LinkedHashSet<>();
    List<Dependency> external = new ArrayList<>();
    Deque<MavenProject> open = new ArrayDeque<>(List.of(project));
    while (!open.isEmpty()) {
      MavenProject current = open.remove();
      for (Dependency dependency : current.getDependencies()) {
        if (current != project && !reachesUsers(dependency)) {
          continue;
        }
        MavenProject module = byId.get(id(dependency));
        if (module == null) {
          external.add(dependency);
        } else if (module != project && siblings.add(Sibling.of(module, dependency))) {
          open.add(module);
        }
      }
    }
    return new Reactor(List.copyOf(siblings), List.copyOf(external));
  }

  private static boolean reachesUsers(Dependency dependency) {
    return !dependency.isOptional()
        && (dependency.getScope() == null || TRANSITIVE.contains(dependency.getScope()));
  }

  static String id(MavenProject project) {
    return project.getGroupId() + ":" + project.getArtifactId() + ":" + project.getVersion();
  }

  private static String id(Dependency dependency) {
    return dependency.getGroupId()
        + ":"
        + dependency.getArtifactId()
        + ":"
        + dependency.getVersion();
  }
}
