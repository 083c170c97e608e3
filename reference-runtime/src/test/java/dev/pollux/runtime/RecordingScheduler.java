package dev.pollux.runtime;

import java.util.concurrent.atomic.AtomicInteger;

/** Runs nothing: it counts what a task asks of its scheduler. */
final class RecordingScheduler implements Scheduler {

  final AtomicInteger scheduled = new AtomicInteger();
  final AtomicInteger stranded = new AtomicInteger();
  final AtomicInteger released = new AtomicInteger();
  final AtomicInteger uncaught = new AtomicInteger();

  @Override
  public void schedule(Task<?> task) {
    scheduled.getAndIncrement();
  }

  @Override
  public void stranded() {
    stranded.getAndIncrement();
  }

  @Override
  public void released(Task<?> task) {
    released.getAndIncrement();
  }

  @Override
  public void uncaught(Throwable cause) {
    uncaught.getAndIncrement();
  }

  @Override
  public String closedMessage() {
    return "the runtime was closed";
  }
}
