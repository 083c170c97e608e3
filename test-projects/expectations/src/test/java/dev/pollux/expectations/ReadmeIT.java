package dev.pollux.expectations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.lint.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The front page is true. */
class ReadmeIT {
  private static final Pattern FINDING =
      Pattern.compile("(src/main/java\\S+\\.java):(\\d+):\\d+: \\w+: \\[(\\w+)\\]");
  private static final Pattern RULE = Pattern.compile("(?m)^\\| ([A-Z]\\w+) \\| ([1-6]?) ?\\|");

  private final Markdown readme = Markdown.at("README.md");
  private final TestProject quickstart = TestProject.in("quickstart");

  @Test
  void the_quick_start_is_two_commands_of_one_line_each() {
    assertEquals(
        List.of(1L, 1L),
        readme.section("Quick start").blocks("sh").stream().map(c -> c.lines().count()).toList());
  }

  @Test
  void the_finding_shown_is_the_one_that_is_found() {
    assertEquals(
        List.copyOf(quickstart.lint().findings()),
        FINDING
            .matcher(readme.section("The finding, and its cure").text())
            .results()
            .map(m -> new Finding(m.group(1), Integer.parseInt(m.group(2)), m.group(3)))
            .toList());
  }

  @Test
  void what_the_cure_takes_out_stands_in_the_quickstart() {
    Path source = Path.of("src/main/java/com/example/quickstart/Conversation.java");
    assertTrue(
        TestProject.read(quickstart.folder().resolve(source))
            .contains(
                readme
                    .blocks("diff")
                    .get(0)
                    .lines()
                    .filter(line -> !line.startsWith("+"))
                    .map(line -> line.substring(1) + "\n")
                    .collect(Collectors.joining())));
  }

  @Test
  void the_table_of_rules_is_the_catalogue() {
    assertEquals(
        Rules.all().stream()
            .map(rule -> rule.name() + (rule.law() == null ? "" : " " + rule.law().number()))
            .sorted()
            .toList(),
        RULE.matcher(readme.section("The rules").text())
            .results()
            .map(row -> (row.group(1) + " " + row.group(2)).strip())
            .sorted()
            .toList());
  }

  @Test
  void the_fifteen_lines_compile_and_say_hello(@TempDir Path folder) throws Exception {
    assertEquals(
        "hello", JavaExample.of(readme.section("The runtime in fifteen lines")).run(folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "CONTRIBUTING.md",
        "docs/laws-of-poll.md",
        "docs/architecture.md",
        "docs/adr/README.md"
      })
  void each_link_into_the_repository_leads_somewhere(String page) {
    Path folder = TestProject.ALL.resolveSibling(page).getParent();
    assertEquals(
        List.of(),
        Markdown.at(page).links().stream().filter(l -> !Files.exists(folder.resolve(l))).toList());
  }
}
