package dev.pollux.lint.rules;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.flow.PollExit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The places that give Pending, each with the paths that end there. */
final class Sinks {
  private Sinks() {}

  /** Each place once, in the order in which paths were found. */
  static List<Expr> of(List<PollExit> exits) {
    List<Expr> sinks = new ArrayList<>();
    for (PollExit exit : exits) {
      Expr sink = exit.sink();
      if (sink != null && sinks.stream().noneMatch(known -> known == sink)) {
        sinks.add(sink);
      }
    }
    return sinks;
  }

  /** Whether no more special rule has a word for what is wrong with the path. */
  static boolean isPlain(PollExit exit) {
    return exit.state().readyChild() == null && exit.state().passedBy() == null;
  }

  static List<PollExit> at(@Nullable Expr sink, List<PollExit> exits) {
    return exits.stream().filter(exit -> exit.sink() == sink).toList();
  }
}
