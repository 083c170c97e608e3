package dev.pollux.lint.report;

import java.util.ArrayList;
import java.util.List;

/** Reads a rule's page, which has fixed headings. */
public final class RulePage {
  /** The headings every page has, in this order. */
  public static final List<String> HEADINGS =
      List.of("What it finds", "Why", "Example", "Instead", "Limits", "Suppress");

  private RulePage() {}

  /** The text under a heading, without it; empty when there is no such heading. */
  public static String section(String page, String heading) {
    List<String> lines = new ArrayList<>();
    boolean inside = false;
    for (String line : page.lines().toList()) {
      if (line.startsWith("## ")) {
        inside = line.equals("## " + heading);
      } else if (inside) {
        lines.add(line);
      }
    }
    return String.join("\n", lines).strip();
  }

  /** The first paragraph of "What it finds", on one line. */
  public static String firstParagraph(String page) {
    return section(page, HEADINGS.get(0)).split("\\n\\s*\\n", 2)[0].replace('\n', ' ').strip();
  }

  /** The fenced {@code java} blocks under a heading. */
  public static List<String> javaBlocks(String page, String heading) {
    List<String> blocks = new ArrayList<>();
    String section = "\n" + section(page, heading) + "\n";
    int from = section.indexOf("\n```java\n");
    while (from >= 0) {
      int start = from + "\n```java\n".length();
      int end = section.indexOf("\n```\n", start - 1);
      blocks.add(section.substring(start, end + 1));
      from = section.indexOf("\n```java\n", end + 4);
    }
    return blocks;
  }
}
