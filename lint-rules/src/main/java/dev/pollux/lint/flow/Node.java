package dev.pollux.lint.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a control-flow graph. A finally block has a node for each way into it, so one place in
 * the source may have several.
 */
public final class Node {
  private final int id;
  private final Step step;
  private final List<Edge> out = new ArrayList<>(2);
  private final List<Edge> in = new ArrayList<>(2);

  Node(int id, Step step) {
    this.id = id;
    this.step = step;
  }

  /** Its place in {@link Cfg#nodes()}. */
  public int id() {
    return id;
  }

  public Step step() {
    return step;
  }

  public List<Edge> out() {
    return Collections.unmodifiableList(out);
  }

  public List<Edge> in() {
    return Collections.unmodifiableList(in);
  }

  void connect(Node to, Edge.Kind kind, @Nullable Object detail) {
    Edge edge = new Edge(this, to, kind, detail);
    out.add(edge);
    to.in.add(edge);
  }

  @Override
  public String toString() {
    return id + ":" + step.getClass().getSimpleName();
  }
}
