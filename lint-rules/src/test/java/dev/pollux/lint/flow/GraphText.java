package dev.pollux.lint.flow;

import dev.pollux.lint.code.TypeRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A graph written down: one line for each edge, and its paths. */
final class GraphText {
  private final Source source;
  private final Cfg cfg;

  GraphText(Source source) {
    this.source = source;
    this.cfg = source.graph();
  }

  static GraphText of(String statements) {
    return new GraphText(Source.body(statements));
  }

  /** Every edge as {@code from -KIND-> to}; nodes where nothing happens are passed over. */
  Set<String> edges() {
    return cfg.nodes().stream()
        .flatMap(n -> n.out().stream())
        .map(e -> label(e.from()) + " -" + kind(e) + "-> " + label(e.to()))
        .collect(Collectors.toSet());
  }

  /**
   * What happens on each path that passes no edge twice, such as {@code f(); g(); return}; one way
   * into a loop may be passed twice.
   */
  Set<String> paths() {
    Set<String> paths = new HashSet<>();
    walk(cfg.entry(), new ArrayList<>(), new ArrayList<>(), paths);
    return paths;
  }

  private void walk(Node node, List<String> steps, List<Edge> passed, Set<String> paths) {
    String label = label(node);
    if (!label.isEmpty()) {
      steps.add(label);
    }
    if (node.out().isEmpty()) {
      paths.add(String.join("; ", steps));
    }
    for (Edge edge : node.out()) {
      int allowed = edge.from().step() instanceof Step.Join ? 2 : 1;
      if (Collections.frequency(passed, edge) < allowed) {
        passed.add(edge);
        walk(edge.to(), new ArrayList<>(steps), passed, paths);
        passed.remove(passed.size() - 1);
      }
    }
  }

  private static String kind(Edge edge) {
    return edge.detail() instanceof String label
        ? edge.kind() + " " + label
        : edge.detail() instanceof TypeRef.Named type
            ? edge.kind() + " " + type.simpleName()
            : edge.kind().toString();
  }

  private String label(Node node) {
    Step step = node.step();
    if (step instanceof Step.Eval eval) {
      return source.text(eval.expr().span());
    } else if (step instanceof Step.Branch branch) {
      return "if " + source.text(branch.condition().span());
    } else if (step instanceof Step.Return) {
      return "return";
    } else if (step instanceof Step.Throw) {
      return "throw";
    } else if (step instanceof Step.Exit) {
      return "exit";
    } else if (step instanceof Step.Raised) {
      return "raised";
    } else if (step instanceof Step.Case of) {
      return "case " + of.of().cases().indexOf(of.labels());
    } else if (step instanceof Step.Caught caught) {
      return "catch " + caught.clause().variable();
    } else if (step instanceof Step.Bind bind) {
      return "bind " + bind.variable();
    } else if (step instanceof Step.Next next) {
      return "next " + next.loop().variable();
    } else if (step instanceof Step.Declare || step instanceof Step.Discard) {
      return "";
    } else if (step instanceof Step.Join || step instanceof Step.Entry) {
      return "";
    } else if (step instanceof Step.Close close) {
      return "close " + source.text(close.resource().span()).replaceAll(".* (\\w+) =.*", "$1");
    }
    return step.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }
}
