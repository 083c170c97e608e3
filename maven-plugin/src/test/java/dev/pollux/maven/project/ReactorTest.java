package dev.pollux.maven.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Dependency;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReactorTest {

  @TempDir Path root;

  @Test
  void moduleOfTheReactor_isASiblingAndNoExternal() {
    MavenProject core = module("core");
    MavenProject app = module("app", uses("core", ""));

    Reactor reactor = Reactor.around(app, List.of(core, app));

    assertEquals(List.of(new Sibling(core, false)), reactor.siblings());
    assertEquals(List.of(), reactor.external());
  }

  @Test
  void siblingOfASibling_isReachedWithItsJars() {
    MavenProject base = module("base", uses("jar-of-base", ""));
    MavenProject core = module("core", uses("base", ""));
    MavenProject app = module("app", uses("core", ""));

    Reactor reactor = Reactor.around(app, List.of(base, core, app));

    assertEquals(List.of(new Sibling(core, false), new Sibling(base, false)), reactor.siblings());
    assertEquals(List.of("jar-of-base"), names(reactor));
  }

  @Test
  void testDependencyOfASibling_isNoneOfOurs() {
    MavenProject core = module("core", uses("junit", "<scope>test</scope>"));
    MavenProject app = module("app", uses("core", ""));

    assertEquals(List.of(), names(Reactor.around(app, List.of(core, app))));
  }

  @Test
  void optionalDependencyOfASibling_isNoneOfOurs() {
    MavenProject core = module("core", uses("extra", "<optional>true</optional>"));
    MavenProject app = module("app", uses("core", ""));

    assertEquals(List.of(), names(Reactor.around(app, List.of(core, app))));
  }

  @Test
  void ownTestDependency_isExternal() {
    MavenProject app = module("app", uses("junit", "<scope>test</scope>"));

    assertEquals(List.of("junit"), names(Reactor.around(app, List.of(app))));
  }

  @Test
  void testJarOfASibling_isReadFromItsTests() throws IOException {
    MavenProject core = module("core");
    MavenProject app = module("app", uses("core", "<type>test-jar</type>"));
    Files.createDirectories(root.resolve("core/src/main/java"));
    Path tests = Files.createDirectories(root.resolve("core/src/test/java"));

    Sibling sibling = Reactor.around(app, List.of(core, app)).siblings().get(0);

    assertEquals(List.of(tests), sibling.sources());
  }

  @Test
  void unbuiltSibling_hasNoClasses() {
    assertEquals(Optional.empty(), new Sibling(module("core"), false).classes());
  }

  @Test
  void compiledSibling_hasItsFolderOfClasses() throws IOException {
    Path classes = Files.createDirectories(root.resolve("core/target/classes"));

    assertEquals(Optional.of(classes), new Sibling(module("core"), false).classes());
  }

  private MavenProject module(String name, String... dependencies) {
    return Projects.project(
        root.resolve(name),
        "<groupId>com.acme</groupId><artifactId>"
            + name
            + "</artifactId><version>1</version><dependencies>"
            + String.join("", dependencies)
            + "</dependencies>");
  }

  private static String uses(String name, String rest) {
    return "<dependency><groupId>com.acme</groupId><artifactId>"
        + name
        + "</artifactId><version>1</version>"
        + rest
        + "</dependency>";
  }

  private static List<String> names(Reactor reactor) {
    return reactor.external().stream().map(Dependency::getArtifactId).toList();
  }
}
