package dev.pollux;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A future that ends when the test says so, and keeps a log of what is done to it. */
public final class Probe<T extends @Nullable Object> implements Future<T> {
  private final String name;
  private final List<String> log;
  private @Nullable Poll<T> outcome;
  private @Nullable Throwable failure;
  private @Nullable RuntimeException inCancel;
  public @Nullable Waker waker;
  public int polls;
  public int cancels;

  public Probe() {
    this("probe", new ArrayList<>());
  }

  public Probe(String name, List<String> log) {
    this.name = name;
    this.log = log;
  }

  public static <V extends @Nullable Object> Probe<V> named(String name, List<String> log) {
    return new Probe<>(name, log);
  }

  public Probe<T> ready(T value) {
    outcome = Poll.ready(value);
    return this;
  }

  public Probe<T> failing(Throwable thrown) {
    failure = thrown;
    return this;
  }

  public Probe<T> throwingInCancel(RuntimeException thrown) {
    inCancel = thrown;
    return this;
  }

  public void complete(T value) {
    ready(value);
    wake();
  }

  public void fail(Throwable thrown) {
    failing(thrown);
    wake();
  }

  public void wake() {
    if (waker != null) {
      waker.wake();
    }
  }

  @Override
  public Poll<T> poll(Context cx) throws Exception {
    polls++;
    log.add("poll " + name);
    waker = cx.waker();
    if (failure != null) {
      throw Children.raise(failure);
    }
    return outcome == null ? Poll.pending() : outcome;
  }

  @Override
  public void cancel() {
    cancels++;
    log.add("cancel " + name);
    if (inCancel != null) {
      throw inCancel;
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
