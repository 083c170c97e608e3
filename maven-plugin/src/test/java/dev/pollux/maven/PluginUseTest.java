package dev.pollux.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PluginUseTest {

  private static final String COORDINATES = "dev.pollux:pollux-maven-plugin:1.2";

  @Test
  void calledWhereThePomNamesThePlugin_isShort() {
    assertEquals(
        "mvn pollux:explain", new PluginUse(COORDINATES, true, false, true).command("explain"));
  }

  @Test
  void calledElsewhere_isInFull() {
    assertEquals(
        "mvn test-compile dev.pollux:pollux-maven-plugin:1.2:check",
        new PluginUse(COORDINATES, true, true, false).command("test-compile", "check"));
  }

  @Test
  void snippet_isWhatAPomNeeds() {
    assertEquals(
        """
        <plugin>
          <groupId>dev.pollux</groupId>
          <artifactId>pollux-maven-plugin</artifactId>
          <version>1.2</version>
          <executions>
            <execution>
              <goals>
                <goal>check</goal>
              </goals>
            </execution>
          </executions>
        </plugin>""",
        String.join("\n", new PluginUse(COORDINATES, true, true, false).snippet()));
  }
}
