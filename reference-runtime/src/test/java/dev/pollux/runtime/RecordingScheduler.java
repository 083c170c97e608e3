package dev.pollux.runtime;

import java.util.concurrent.atomic.AtomicInteger;

/** Runs nothing: it counts what a task asks of its scheduler. */
final class RecordingScheduler extends Scheduler {

  final AtomicInteger scheduled = new AtomicInteger();
  final AtomicInteger released = new AtomicInteger();
  final AtomicInteger uncaught = new AtomicInteger();

  @Override
  void schedule(Task<?> task) {
    scheduled.getAndIncrement();
  }

  @Override
  void released(Task<?> task) {
    released.getAndIncrement();
  }

  @Override
  void uncaught(Throwable cause) {
    uncaught.getAndIncrement();
  }

  @Override
  String closedMessage() {
    return "the runtime was closed";
  }
}
