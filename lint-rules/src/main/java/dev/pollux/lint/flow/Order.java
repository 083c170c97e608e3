package dev.pollux.lint.flow;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Orders of a graph's nodes. */
final class Order {
  private record Visit(Node node, int nextEdge) {}

  private Order() {}

  /** For each node id, its rank: a node comes after those that lead to it, but for loops. */
  static int[] reversePostorder(Cfg cfg) {
    int[] rank = new int[cfg.nodes().size()];
    Arrays.fill(rank, rank.length);
    boolean[] visited = new boolean[rank.length];
    Deque<Visit> open = new ArrayDeque<>();
    int next = rank.length;
    open.push(new Visit(cfg.entry(), 0));
    visited[cfg.entry().id()] = true;
    while (!open.isEmpty()) {
      Visit visit = open.pop();
      if (visit.nextEdge == visit.node.out().size()) {
        rank[visit.node.id()] = --next;
        continue;
      }
      open.push(new Visit(visit.node, visit.nextEdge + 1));
      Node to = visit.node.out().get(visit.nextEdge).to();
      if (!visited[to.id()]) {
        visited[to.id()] = true;
        open.push(new Visit(to, 0));
      }
    }
    return rank;
  }
}
