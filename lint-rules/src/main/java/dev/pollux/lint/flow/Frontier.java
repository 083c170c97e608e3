package dev.pollux.lint.flow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Edges that have left their node and not yet reached one. */
final class Frontier {
  private record Dangling(Node from, Edge.Kind kind, @Nullable Object detail) {}

  private final List<Dangling> edges = new ArrayList<>(2);

  static Frontier of(Node from, Edge.Kind kind, @Nullable Object detail) {
    Frontier frontier = new Frontier();
    frontier.add(from, kind, detail);
    return frontier;
  }

  void add(Node from, Edge.Kind kind, @Nullable Object detail) {
    edges.add(new Dangling(from, kind, detail));
  }

  void addAll(Frontier other) {
    edges.addAll(other.edges);
  }

  /** Takes the other's edges; those that were on their plain way now go for a reason. */
  void addAll(Frontier other, Edge.Kind reason, @Nullable Object detail) {
    for (Dangling edge : other.edges) {
      edges.add(edge.kind == Edge.Kind.NORMAL ? new Dangling(edge.from, reason, detail) : edge);
    }
  }

  boolean isEmpty() {
    return edges.isEmpty();
  }

  void connect(Node to) {
    for (Dangling edge : edges) {
      edge.from.connect(to, edge.kind, edge.detail);
    }
  }
}
