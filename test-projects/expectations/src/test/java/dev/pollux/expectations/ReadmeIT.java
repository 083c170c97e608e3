package dev.pollux.expectations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The front page is true. */
class ReadmeIT {
  private final Markdown readme = Markdown.at("README.md");

  @Test
  void the_quick_start_is_two_commands_of_one_line_each() {
    List<String> commands = readme.section("Quick start").blocks("sh");
    assertEquals(2, commands.size());
    assertEquals(List.of(1L, 1L), commands.stream().map(c -> c.lines().count()).toList());
  }

  @Test
  void the_finding_shown_is_the_one_that_is_found() {
    String found =
        TestProject.in("quickstart").lint().findings().stream()
            .map(f -> f.file() + ":" + f.line() + " " + f.rule())
            .collect(Collectors.joining());
    assertEquals(found, shownFinding());
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "docs/laws-of-poll.md"})
  void each_link_into_the_repository_leads_to_a_file(String page) {
    var folder = TestProject.ALL.resolveSibling(page).getParent();
    assertEquals(
        List.of(),
        Markdown.at(page).links().stream().filter(l -> !Files.exists(folder.resolve(l))).toList());
  }

  private String shownFinding() {
    return readme
        .section("The finding, and its cure")
        .text()
        .replaceAll("(?s).*?(src/main/java\\S+\\.java:\\d+):\\d+: \\w+: \\[(\\w+)\\].*", "$1 $2");
  }
}
