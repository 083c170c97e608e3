package dev.pollux.maven.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The Java language level of a project's sources, found the way maven-compiler-plugin finds it: its
 * own configuration first ({@code release}, then {@code source}), the {@code maven.compiler.*}
 * properties where the configuration is silent.
 *
 * <p>Never a reason to fail: a level that nobody states, that is not a number, or that is newer
 * than the reader knows becomes the newest known one, with a note. Sources of several levels in one
 * project (tests, a {@code module-info} compiled apart) are read at the highest.
 *
 * @param level a level the reader knows
 * @param note why the level is not the one that the project states, if so
 */
public record JavaLevel(int level, Optional<String> note) {

  private static final String COMPILER = "org.apache.maven.plugins:maven-compiler-plugin";

  /**
   * Below it nothing differs that a reader of sources would notice, but for names such as {@code
   * enum}.
   */
  private static final int OLDEST = 8;

  /**
   * Finds the level of a project.
   *
   * @param project the project
   * @param session the user properties of the build: they win over the project's
   * @param newestKnown the newest level that the reader of the sources knows
   */
  public static JavaLevel of(MavenProject project, Properties session, int newestKnown) {
    List<String> stated = stated(project, session);
    if (stated.isEmpty()) {
      return new JavaLevel(
          newestKnown,
          Optional.of(
              "the project states no Java level: read as Java %d (set maven.compiler.release, or -Dpollux.release=N)"
                  .formatted(newestKnown)));
    }
    JavaLevel highest = parse(stated.get(0), newestKnown);
    for (String value : stated) {
      JavaLevel level = parse(value, newestKnown);
      if (level.level > highest.level) {
        highest = level;
      }
    }
    return highest;
  }

  /** The level that a text such as {@code 17}, {@code 1.8} or {@code 26-ea} stands for. */
  public static JavaLevel parse(String text, int newestKnown) {
    OptionalInt number = number(text);
    if (number.isEmpty()) {
      return new JavaLevel(
          newestKnown,
          Optional.of(
              "Java level '%s' is not a number: read as Java %d".formatted(text, newestKnown)));
    }
    if (number.getAsInt() > newestKnown) {
      return new JavaLevel(
          newestKnown,
          Optional.of(
              "Java level %s is newer than %d, the newest that the linter knows: read as Java %d"
                  .formatted(text, newestKnown, newestKnown)));
    }
    return new JavaLevel(Math.max(OLDEST, number.getAsInt()), Optional.empty());
  }

  private static OptionalInt number(String text) {
    String digits = text.startsWith("1.") ? text.substring(2) : text;
    int end = 0;
    while (end < digits.length() && Character.isDigit(digits.charAt(end))) {
      end++;
    }
    boolean suffixed = end < digits.length() && "-+.".indexOf(digits.charAt(end)) < 0;
    return end == 0 || end > 3 || suffixed
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(digits.substring(0, end)));
  }

  /** Every level that the project states: of the main sources, then of the test sources. */
  private static List<String> stated(MavenProject project, Properties session) {
    List<String> levels = new ArrayList<>();
    levels.addAll(firstStated(project, session, "release", "source"));
    levels.addAll(firstStated(project, session, "testRelease", "testSource"));
    return levels;
  }

  /** {@code release} silences {@code source}, wherever either is written. */
  private static List<String> firstStated(
      MavenProject project, Properties session, String release, String source) {
    List<String> releases = values(project, session, release);
    return releases.isEmpty() ? values(project, session, source) : releases;
  }

  private static List<String> values(MavenProject project, Properties session, String parameter) {
    List<String> configured = configured(project, parameter);
    if (!configured.isEmpty()) {
      return configured;
    }
    String property = "maven.compiler." + parameter;
    String value = session.getProperty(property, project.getProperties().getProperty(property));
    return value == null || value.isBlank() ? List.of() : List.of(value.strip());
  }

  private static List<String> configured(MavenProject project, String parameter) {
    Plugin compiler = project.getBuild().getPluginsAsMap().get(COMPILER);
    if (compiler == null) {
      return List.of();
    }
    return Stream.concat(Stream.of(compiler), compiler.getExecutions().stream())
        .map(ConfigurationContainer::getConfiguration)
        .filter(Xpp3Dom.class::isInstance)
        .map(configuration -> ((Xpp3Dom) configuration).getChild(parameter))
        .filter(child -> child != null && child.getValue() != null && !child.getValue().isBlank())
        .map(child -> child.getValue().strip())
        .distinct()
        .toList();
  }
}
