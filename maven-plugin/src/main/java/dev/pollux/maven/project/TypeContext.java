package dev.pollux.maven.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;

/**
 * Where the types come from that a project names: its own compiled classes, the modules around it,
 * and jars. Anything may be missing; what is, is said.
 *
 * @param project the project itself
 * @param siblings modules of the reactor that it depends on
 * @param external jars from repositories
 */
public record TypeContext(MavenProject project, List<Sibling> siblings, LenientClassPath external) {

  /** How many missing jars a note names: the cause is mostly one, and the rest its consequences. */
  private static final int NAMED = 5;

  /**
   * Finds everything that can be found.
   *
   * @param project the project
   * @param modules every module of the reactor, also those that are not built this time
   * @param repositories Maven's own
   * @param session the build's
   */
  public static TypeContext of(
      MavenProject project,
      List<MavenProject> modules,
      RepositorySystem repositories,
      RepositorySystemSession session) {
    Reactor reactor = Reactor.around(project, modules);
    return new TypeContext(
        project,
        reactor.siblings(),
        LenientClassPath.resolve(repositories, session, project, reactor, modules));
  }

  /** Folders of sources of other modules. */
  public List<Path> siblingSources() {
    return siblings.stream().flatMap(sibling -> sibling.sources().stream()).distinct().toList();
  }

  /** Class folders and jars that exist, in class path order: tests, main, modules, repositories. */
  public List<Path> classPath() {
    return Stream.of(
            Stream.of(
                    project.getBuild().getTestOutputDirectory(),
                    project.getBuild().getOutputDirectory())
                .map(Path::of)
                .filter(Files::isDirectory),
            siblings.stream().map(Sibling::classes).flatMap(Optional::stream),
            external.jars().stream())
        .flatMap(entries -> entries)
        .distinct()
        .toList();
  }

  /**
   * What a class path that runs would still need, by name: modules that are not compiled, jars that
   * cannot be had.
   */
  public List<String> missingToRun() {
    List<String> missing = new ArrayList<>();
    siblings.stream()
        .filter(sibling -> sibling.classes().isEmpty())
        .map(Sibling::name)
        .forEach(missing::add);
    missing.addAll(external.missing());
    return missing;
  }

  /** One line for all jars that cannot be had. */
  public Optional<String> note() {
    List<String> missing = external.missing();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String named = String.join(", ", missing.subList(0, Math.min(NAMED, missing.size())));
    String rest = missing.size() > NAMED ? " and %d more".formatted(missing.size() - NAMED) : "";
    return Optional.of(
        "no repository gave %s%s: types from there stay unknown, and what depends on them is not reported"
            .formatted(named, rest));
  }
}
