package dev.pollux.lint.flow;

import dev.pollux.lint.code.Stmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path as it arrives at a node. Two are equal when they can only go on alike: how they came is
 * not looked at.
 */
final class PathState<A> {
  final A automaton;
  final Memory memory;
  final Stmt.@Nullable Return returning;
  final boolean isImprecise;
  final @Nullable PathState<A> previous;
  final @Nullable Edge through;

  PathState(
      A automaton,
      Memory memory,
      Stmt.@Nullable Return returning,
      boolean isImprecise,
      @Nullable PathState<A> previous,
      @Nullable Edge through) {
    this.automaton = automaton;
    this.memory = memory;
    this.returning = returning;
    this.isImprecise = isImprecise;
    this.previous = previous;
    this.through = through;
  }

  /** The edges from the entry to here. */
  List<Edge> trail() {
    List<Edge> edges = new ArrayList<>();
    for (PathState<A> state = this; state != null; state = state.previous) {
      if (state.through != null) {
        edges.add(state.through);
      }
    }
    Collections.reverse(edges);
    return edges;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PathState<?> state
        && state.automaton.equals(automaton)
        && state.returning == returning
        && state.isImprecise == isImprecise
        && state.memory.equals(memory);
  }

  @Override
  public int hashCode() {
    return 31 * automaton.hashCode() + memory.hashCode();
  }
}
