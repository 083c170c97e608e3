package dev.pollux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The page of behaviours, against the tests that it names. */
class BehavioursTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| (.+) \\| (.+) \\|$");
  private static final Pattern TEST = Pattern.compile("`([A-Za-z.]+)#([A-Za-z0-9_]+)`");
  private static final Set<Class<? extends Annotation>> MARKS =
      Set.of(Test.class, RepeatedTest.class, ParameterizedTest.class);

  private static String page() throws IOException {
    Path besideTheModule = Path.of("..", "docs", "behaviours.md");
    return Files.readString(
        Files.exists(besideTheModule) ? besideTheModule : Path.of("docs", "behaviours.md"));
  }

  private static Stream<MatchResult> rows() throws IOException {
    return ROW.matcher(page()).results();
  }

  @Test
  void behaviours_areNumberedFrom1To40() throws IOException {
    List<Integer> numbers = rows().map(row -> Integer.valueOf(row.group(1))).toList();

    assertEquals(IntStream.rangeClosed(1, 40).boxed().toList(), numbers);
  }

  @Test
  void behaviour_namesATest() throws IOException {
    List<String> without =
        rows().filter(row -> !TEST.matcher(row.group(3)).find()).map(row -> row.group(1)).toList();

    assertEquals(List.of(), without, "behaviours without a test");
  }

  @Test
  void namedTest_exists() throws IOException {
    List<MatchResult> named = TEST.matcher(page()).results().toList();
    List<String> missing =
        named.stream().filter(test -> !exists(test)).map(MatchResult::group).distinct().toList();

    assertTrue(named.size() > 100, "only " + named.size() + " were read: the pattern is wrong");
    assertEquals(List.of(), missing, "tests that docs/behaviours.md names and nobody can run");
  }

  private static boolean exists(MatchResult test) {
    try {
      Class<?> outer =
          Class.forName(
              "dev.pollux." + test.group(1), false, BehavioursTest.class.getClassLoader());
      // Tests of one subject may be gathered in nested classes.
      return Stream.concat(Stream.of(outer), Arrays.stream(outer.getDeclaredClasses()))
          .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
          .anyMatch(method -> method.getName().equals(test.group(2)) && isTest(method));
    } catch (ClassNotFoundException none) {
      return false;
    }
  }

  private static boolean isTest(Method method) {
    return MARKS.stream().anyMatch(method::isAnnotationPresent);
  }
}
