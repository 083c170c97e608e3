package dev.pollux.maven.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.DependencyManagement;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.DependencyFilter;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.DependencyResult;

/**
 * The jars of a project, as many as can be had. Maven's own {@code requiresDependencyResolution} is
 * all or nothing: one jar that no repository holds, and the goal does not even start.
 *
 * @param jars what was found, in class path order
 * @param missing what was not, as {@code group:artifact:version}, sorted
 */
public record LenientClassPath(List<Path> jars, List<String> missing) {

  /**
   * Collects and resolves. Never throws for a dependency that cannot be had.
   *
   * @param repositories Maven's own
   * @param session the build's
   * @param project whose repositories and managed versions apply
   * @param reactor the project's dependencies
   * @param modules every module of the reactor: none is asked of a repository, also not where a jar
   *     from outside depends on one
   */
  public static LenientClassPath resolve(
      RepositorySystem repositories,
      RepositorySystemSession session,
      MavenProject project,
      Reactor reactor,
      List<MavenProject> modules) {
    // Without its listener the session does not warn of each missing POM: what is missing is in the
    // result.
    DefaultRepositorySystemSession quiet = new DefaultRepositorySystemSession(session);
    quiet.setRepositoryListener(null);
    return resolveQuietly(repositories, quiet, project, reactor, modules);
  }

  private static LenientClassPath resolveQuietly(
      RepositorySystem repositories,
      DefaultRepositorySystemSession session,
      MavenProject project,
      Reactor reactor,
      List<MavenProject> modules) {
    Set<String> missing = new TreeSet<>();
    DependencyNode graph =
        collect(repositories, session, request(session, project, reactor), missing);
    if (graph == null) {
      return new LenientClassPath(List.of(), List.copyOf(missing));
    }
    Set<String> ids = modules.stream().map(Reactor::id).collect(Collectors.toSet());
    DependencyFilter outside =
        (node, parents) -> node.getArtifact() != null && !ids.contains(id(node.getArtifact()));
    List<Path> jars = new ArrayList<>();
    for (ArtifactResult result : resolve(repositories, session, graph, outside)) {
      Artifact artifact = result.getArtifact();
      if (!result.isResolved() || artifact == null || artifact.getFile() == null) {
        missing.add(id(result.getRequest().getArtifact()));
      } else if (artifact.getExtension().equals("jar")) {
        jars.add(artifact.getFile().toPath());
      }
    }
    return new LenientClassPath(List.copyOf(jars), List.copyOf(missing));
  }

  private static CollectRequest request(
      RepositorySystemSession session, MavenProject project, Reactor reactor) {
    CollectRequest request = new CollectRequest();
    request.setRootArtifact(RepositoryUtils.toArtifact(project.getArtifact()));
    request.setRequestContext("project");
    request.setRepositories(project.getRemoteProjectRepositories());
    for (Dependency dependency : reactor.external()) {
      request.addDependency(
          RepositoryUtils.toDependency(dependency, session.getArtifactTypeRegistry()));
    }
    DependencyManagement managed = project.getDependencyManagement();
    if (managed != null) {
      for (Dependency dependency : managed.getDependencies()) {
        request.addManagedDependency(
            RepositoryUtils.toDependency(dependency, session.getArtifactTypeRegistry()));
      }
    }
    return request;
  }

  /** A graph with holes is a graph: the failure carries it. */
  private static DependencyNode collect(
      RepositorySystem repositories,
      RepositorySystemSession session,
      CollectRequest request,
      Set<String> missing) {
    try {
      return repositories.collectDependencies(session, request).getRoot();
    } catch (DependencyCollectionException e) {
      for (Exception failure : e.getResult().getExceptions()) {
        missing.add(String.valueOf(failure.getMessage()));
      }
      return e.getResult().getRoot();
    }
  }

  private static List<ArtifactResult> resolve(
      RepositorySystem repositories,
      RepositorySystemSession session,
      DependencyNode graph,
      DependencyFilter filter) {
    DependencyResult result;
    try {
      result = repositories.resolveDependencies(session, new DependencyRequest(graph, filter));
    } catch (DependencyResolutionException e) {
      result = e.getResult();
    }
    return result.getArtifactResults();
  }

  private static String id(Artifact artifact) {
    return artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getBaseVersion();
  }
}
