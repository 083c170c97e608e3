package dev.pollux.maven.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaLevelTest {

  @ParameterizedTest
  @CsvSource({"17,17", "1.8,8", "8,8", "25,25", "21-ea,21", "11.0.2,11", "1.5,8", "6,8"})
  void knownLevel_isTakenWithoutNote(String text, int level) {
    assertEquals(new JavaLevel(level, Optional.empty()), JavaLevel.parse(text, 25));
  }

  @Test
  void newerLevel_becomesNewestKnownWithNote() {
    assertEquals(
        new JavaLevel(
            25,
            Optional.of(
                "Java level 31 is newer than 25, the newest that the linter knows: read as Java 25")),
        JavaLevel.parse("31", 25));
  }

  @ParameterizedTest
  @CsvSource({"${java.level}", "latest", "17x", "99999999999", "-1"})
  void notANumber_becomesNewestKnownWithNote(String text) {
    assertEquals(
        new JavaLevel(
            25, Optional.of("Java level '" + text + "' is not a number: read as Java 25")),
        JavaLevel.parse(text, 25));
  }

  @Test
  void nothingStated_becomesNewestKnownWithNote() {
    JavaLevel level = level("<artifactId>a</artifactId>");

    assertEquals(25, level.level());
    assertEquals(
        "the project states no Java level: read as Java 25 (set maven.compiler.release, or -Dpollux.release=N)",
        level.note().orElseThrow());
  }

  @Test
  void releaseProperty_isTheLevel() {
    assertEquals(
        17,
        level("<properties><maven.compiler.release>17</maven.compiler.release></properties>")
            .level());
  }

  @Test
  void releaseProperty_silencesSourceProperty() {
    assertEquals(
        11,
        level(
                "<properties><maven.compiler.release>11</maven.compiler.release>"
                    + "<maven.compiler.source>21</maven.compiler.source></properties>")
            .level());
  }

  @Test
  void sourceProperty_isTheLevelWithoutRelease() {
    assertEquals(
        8,
        level("<properties><maven.compiler.source>1.8</maven.compiler.source></properties>")
            .level());
  }

  @Test
  void configuredRelease_winsOverProperty() {
    assertEquals(
        21,
        level(
                "<properties><maven.compiler.release>11</maven.compiler.release></properties>"
                    + compiler("<configuration><release>21</release></configuration>"))
            .level());
  }

  @Test
  void configuredSource_isTheLevel() {
    assertEquals(11, level(compiler("<configuration><source>11</source></configuration>")).level());
  }

  @Test
  void executionsOfSeveralLevels_areReadAtTheHighest() {
    assertEquals(
        9,
        level(
                compiler(
                    "<configuration><release>8</release></configuration><executions><execution>"
                        + "<id>module-info</id><configuration><release>9</release></configuration>"
                        + "</execution></executions>"))
            .level());
  }

  @Test
  void testsOfANewerLevel_areReadAtIt() {
    assertEquals(
        21,
        level(
                "<properties><maven.compiler.release>17</maven.compiler.release>"
                    + "<maven.compiler.testRelease>21</maven.compiler.testRelease></properties>")
            .level());
  }

  @Test
  void userProperty_winsOverProjectProperty() {
    Properties user = new Properties();
    user.setProperty("maven.compiler.release", "25");

    JavaLevel level =
        JavaLevel.of(
            Projects.project(
                "<properties><maven.compiler.release>17</maven.compiler.release></properties>"),
            user,
            25);

    assertEquals(25, level.level());
  }

  private static JavaLevel level(String pom) {
    return JavaLevel.of(Projects.project(pom), new Properties(), 25);
  }

  private static String compiler(String inside) {
    return "<build><plugins><plugin><groupId>org.apache.maven.plugins</groupId>"
        + "<artifactId>maven-compiler-plugin</artifactId>"
        + inside
        + "</plugin></plugins></build>";
  }
}
