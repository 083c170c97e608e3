package dev.pollux.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PluginUseTest {

  private static final String COORDINATES = "dev.pollux:pollux-maven-plugin:1.2";

  @Test
  void projectThatNamesThePlugin_callsItShort() {
    assertEquals("mvn pollux:explain", new PluginUse(COORDINATES, true, false).command("explain"));
  }

  @Test
  void otherProject_callsItInFull() {
    assertEquals(
        "mvn test-compile dev.pollux:pollux-maven-plugin:1.2:check",
        new PluginUse(COORDINATES, false, true).command("test-compile", "check"));
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
        String.join("\n", new PluginUse(COORDINATES, false, true).snippet()));
  }
}
