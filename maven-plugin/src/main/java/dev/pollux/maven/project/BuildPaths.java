package dev.pollux.maven.project;

import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * From where paths are told: reports are the same wherever Maven is called from, a log is read
 * where it was.
 *
 * @param root the folder of the whole build: the one with {@code .mvn}, or else that of the POM
 *     Maven was called for; the module's own if it lies elsewhere
 * @param module the module's folder seen from the root, with {@code /}; empty for the root itself
 * @param prefix what to put before a path from the root so that it opens from where Maven was
 *     called; empty, or ends with {@code /}
 */
public record BuildPaths(Path root, String module, String prefix) {

  /** The paths of a project in a build. */
  public static BuildPaths of(MavenSession session, MavenProject project) {
    return of(
        session.getRequest().getMultiModuleProjectDirectory().toPath(),
        project.getBasedir().toPath(),
        Path.of(session.getSystemProperties().getProperty("user.dir", "")));
  }

  static BuildPaths of(Path build, Path module, Path caller) {
    Path folder = module.toAbsolutePath().normalize();
    Path root = build.toAbsolutePath().normalize();
    if (!folder.startsWith(root)) {
      root = folder;
    }
    String below = below(caller.toAbsolutePath().normalize(), root);
    return new BuildPaths(root, below(root, folder), below.isEmpty() ? "" : below + "/");
  }

  /** A path as it is told in the log. */
  public String told(Path path) {
    Path file = path.toAbsolutePath().normalize();
    return file.startsWith(root) ? prefix + below(root, file) : file.toString();
  }

  private static String below(Path top, Path path) {
    return path.startsWith(top) ? top.relativize(path).toString().replace('\\', '/') : "";
  }
}
