package dev.pollux.expectations;

import java.util.List;
import java.util.regex.Pattern;

/** A page of ours. */
record Markdown(String text) {
  /** The page at that path from the top of the repository. */
  static Markdown at(String path) {
    return new Markdown(TestProject.read(TestProject.ALL.resolveSibling(path)));
  }

  /** What stands below that second-level heading. */
  Markdown section(String heading) {
    String from = text.substring(text.indexOf("\n## " + heading + "\n") + 1);
    int next = from.indexOf("\n## ", 1);
    return new Markdown(next < 0 ? from : from.substring(0, next + 1));
  }

  /** The contents of its fenced blocks in that language. */
  List<String> blocks(String language) {
    return Pattern.compile("^```" + language + "\\R(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(text)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  /** The targets of its links that name a file of this repository. */
  List<String> links() {
    return Pattern.compile("\\]\\((?!https?:|#)([^)#]+)")
        .matcher(text)
        .results()
        .map(link -> link.group(1))
        .toList();
  }
}
