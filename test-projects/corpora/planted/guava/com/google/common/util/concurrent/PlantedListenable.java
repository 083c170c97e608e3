package com.google.common.util.concurrent;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Waker;
import java.util.List;

/** The first of several listenable futures that is done; a cancelled one ends the search too early. */
final class PlantedListenable<T> implements Future<ListenableFuture<T>> {
  private final List<ListenableFuture<T>> candidates;
  private volatile Waker waker;
  private boolean listening;

  PlantedListenable(List<ListenableFuture<T>> candidates) {
    this.candidates = candidates;
  }

  @Override
  public Poll<ListenableFuture<T>> poll(Context cx) {
    search:
    for (; ; ) {
      for (ListenableFuture<T> candidate : candidates) {
        if (candidate.isCancelled()) {
          break search;
        }
        if (candidate.isDone()) {
          return Poll.ready(candidate);
        }
      }
      waker = cx.waker();
      if (listening) {
        return Poll.pending();
      }
      listening = true;
      candidates.forEach(candidate -> candidate.addListener(this::wake, Runnable::run));
    }
    return Poll.pending(); // planted: PendingWithoutWaker
  }

  private void wake() {
    waker.wake();
  }
}
