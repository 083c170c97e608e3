package com.example.consumer;

import dev.pollux.Futures;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.runtime.JoinHandle;
import dev.pollux.sync.Mpsc;
import dev.pollux.time.Time;
import java.time.Duration;

/** Touches each exported room of the runtime, and says how it was found. */
public final class Main {
  private Main() {}

  /** Prints one line. */
  public static void main(String[] args) {
    try (AsyncRuntime runtime = AsyncRuntime.create()) {
      Mpsc.Channel<Integer> channel = Mpsc.bounded(1);
      JoinHandle<Void> sending =
          runtime.spawn(Time.sleep(Duration.ofMillis(1)).then(slept -> channel.sender().send(42)));
      int received =
          runtime.blockOn(
              Futures.join(sending, channel.receiver().receive(), (sent, value) -> value));
      System.out.println(
          "received " + received + " with " + kindOf(AsyncRuntime.class.getModule()));
    }
  }

  private static String kindOf(Module module) {
    return module.isNamed() ? "module " + module.getName() : "the class path";
  }
}
