package dev.pollux.maven.project;

import java.io.StringReader;
import java.nio.file.Path;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.project.MavenProject;

/** Projects as Maven hands them to a goal, read from the text of a POM. */
final class Projects {

  private Projects() {}

  /** A project without a folder. */
  static MavenProject project(String pom) {
    return project(Path.of("").toAbsolutePath().resolve("no-such-project"), pom);
  }

  /** A project in a folder of the usual layout. */
  static MavenProject project(Path basedir, String pom) {
    try {
      Model model = new MavenXpp3Reader().read(new StringReader("<project>" + pom + "</project>"));
      MavenProject project = new MavenProject(model);
      project.setFile(basedir.resolve("pom.xml").toFile());
      project.getBuild().setDirectory(basedir.resolve("target").toString());
      project.getBuild().setOutputDirectory(basedir.resolve("target/classes").toString());
      project.getBuild().setTestOutputDirectory(basedir.resolve("target/test-classes").toString());
      project.addCompileSourceRoot(basedir.resolve("src/main/java").toString());
      project.addTestCompileSourceRoot(basedir.resolve("src/test/java").toString());
      return project;
    } catch (Exception e) {
      throw new IllegalArgumentException("not the inside of a POM: " + pom, e);
    }
  }
}
