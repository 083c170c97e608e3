package dev.pollux.runtime;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Answers each poll with the next step of a script, and writes down what is done to it. */
final class ScriptedFuture<T> implements Future<T> {

  /** What one poll does. */
  interface Step<T> {
    Poll<T> poll(Context cx) throws Throwable;
  }

  final List<String> log = new ArrayList<>();
  private final ArrayDeque<Step<T>> steps;

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  ScriptedFuture(Step<T>... steps) {
    this.steps = new ArrayDeque<>(List.of(steps));
  }

  @Override
  public Poll<T> poll(Context cx) throws Exception {
    log.add("poll");
    try {
      return steps.remove().poll(cx);
    } catch (Throwable thrown) {
      throw ScriptedFuture.<RuntimeException>sneaky(thrown);
    }
  }

  @Override
  public void cancel() {
    log.add("cancel");
  }

  @SuppressWarnings("unchecked") // throws what it is given, checked or not
  private static <X extends Throwable> X sneaky(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
