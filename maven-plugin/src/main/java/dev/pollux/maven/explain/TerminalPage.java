package dev.pollux.maven.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A page of Markdown as plain text. Only what our own pages use is turned: headings are set in
 * capitals, fences become an indent, and links show their text. The rest of Markdown is made to be
 * read as it is.
 */
public final class TerminalPage {

  private static final String INDENT = "    ";

  private TerminalPage() {}

  /** Renders a page. */
  public static String render(String markdown) {
    List<String> lines = new ArrayList<>();
    boolean code = false;
    for (String line : markdown.strip().lines().toList()) {
      if (line.startsWith("```")) {
        code = !code;
      } else {
        lines.add(code ? (INDENT + line).stripTrailing() : prose(line));
      }
    }
    return lines.stream().collect(Collectors.joining(System.lineSeparator()));
  }

  private static String prose(String line) {
    String text = line.replaceAll("\\[([^\\]]+)\\]\\([^)]+\\)", "$1");
    return text.matches("#{2,6} .*")
        ? text.replaceFirst("#+ +", "").toUpperCase(Locale.ROOT)
        : text.replaceFirst("^# +", "");
  }
}
