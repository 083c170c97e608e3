package dev.pollux.benchmarks;

import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.Poll;
import dev.pollux.runtime.AsyncRuntime;
import dev.pollux.runtime.Tasks;
import dev.pollux.sync.Oneshot;
import java.util.concurrent.CountDownLatch;

/** This project's runtime, one worker per processor. */
final class PolluxPeer implements Peer {
  private final AsyncRuntime runtime = AsyncRuntime.create();

  @Override
  public void spawnMany(int tasks) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(tasks);
    for (int i = 0; i < tasks; i++) {
      runtime.spawn(countDown(left)).detach();
    }
    left.await();
  }

  @Override
  public void pingPong(int pairs) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(pairs);
    for (int i = 0; i < pairs; i++) {
      runtime.spawn(exchange().then(reply -> countDown(left))).detach();
    }
    left.await();
  }

  private static Future<Void> countDown(CountDownLatch left) {
    return Futures.pollFn(
        cx -> {
          left.countDown();
          return Poll.ready();
        });
  }

  /** Lazy to the core: the first poll makes the channels and starts the partner. */
  private static Future<Integer> exchange() {
    return Futures.lazy(
        () -> {
          Oneshot.Channel<Integer> ping = Oneshot.channel();
          Oneshot.Channel<Integer> pong = Oneshot.channel();
          Tasks.spawn(ping.receiver().map(pong.sender()::send)).detach();
          ping.sender().send(1);
          return pong.receiver();
        });
  }

  @Override
  public void close() {
    runtime.close();
  }
}
