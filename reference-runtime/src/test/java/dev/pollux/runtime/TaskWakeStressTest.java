package dev.pollux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Waker;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Ten million wakes from three threads at tasks of a work-stealing runtime, some of them for
 * nothing, while other tasks are aborted. A task counts what it was given; one lost wake-up, and it
 * never gets to its sum.
 */
@Timeout(120)
class TaskWakeStressTest {

  private static final int WAKES = 10_000_000;
  private static final int WAKERS = 3;
  private static final int TASKS = 64;

  @Test
  void tenMillionWakes_loseNone() throws InterruptedException {
    long seed = System.nanoTime();
    System.out.println("TaskWakeStressTest seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
      List<Mailbox> mailboxes = new ArrayList<>();
      List<JoinHandle<Long>> handles = new ArrayList<>();
      for (int i = 0; i < TASKS; i++) {
        Mailbox mailbox = new Mailbox();
        mailboxes.add(mailbox);
        handles.add(runtime.spawn(mailbox));
      }
      List<Thread> senders = new ArrayList<>();
      for (int i = 0; i < WAKERS; i++) {
        Sender sender = new Sender(runtime, mailboxes, random.split());
        senders.add(sender);
        sender.start();
      }
      for (Thread sender : senders) {
        sender.join();
      }
      mailboxes.forEach(Mailbox::end);

      long received = 0;
      for (JoinHandle<Long> handle : handles) {
        received += runtime.blockOn(handle);
      }
      assertEquals(mailboxes.stream().mapToLong(mailbox -> mailbox.sent.get()).sum(), received);
      assertTrue(received > WAKES / 2, "most wakes carry something: " + received);
    }
  }

  @Test
  void abortsAmongWakes_endEveryTaskAndCancelItOnce() {
    long seed = System.nanoTime();
    System.out.println("TaskWakeStressTest seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    AtomicInteger cancelled = new AtomicInteger();
    int aborted = 0;
    try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
      for (int round = 0; round < 50_000; round++) {
        Mailbox mailbox = new Mailbox();
        JoinHandle<Long> handle = runtime.spawn(mailbox.onCancel(cancelled::incrementAndGet));
        if (random.nextBoolean()) {
          mailbox.send();
        }
        handle.abort();
        mailbox.wake();
        try {
          runtime.blockOn(handle);
        } catch (JoinException e) {
          assertTrue(e.isAborted());
          aborted++;
        }
      }
    }
    assertEquals(50_000, aborted);
    assertEquals(50_000, cancelled.get());
  }

  /** Ready with how much it was sent, once it was told of the end. */
  private static final class Mailbox implements Future<Long> {

    final AtomicLong sent = new AtomicLong();

    private volatile Waker waker = Waker.noop();
    private volatile boolean ended;

    private final AtomicLong unread = new AtomicLong();
    private long received;

    void send() {
      sent.getAndIncrement();
      unread.getAndIncrement();
      waker.wake();
    }

    void wake() {
      waker.wake();
    }

    void end() {
      ended = true;
      waker.wake();
    }

    @Override
    public Poll<Long> poll(Context cx) {
      waker = cx.waker();
      boolean last = ended;
      received += unread.getAndSet(0);
      return last ? Poll.ready(received) : Poll.pending();
    }
  }

  /** Wakes tasks at random, one time in eight for nothing, and aborts some of its own. */
  private static final class Sender extends Thread {

    private final AsyncRuntime runtime;
    private final List<Mailbox> mailboxes;
    private final SplittableRandom random;

    Sender(AsyncRuntime runtime, List<Mailbox> mailboxes, SplittableRandom random) {
      this.runtime = runtime;
      this.mailboxes = mailboxes;
      this.random = random;
    }

    @Override
    public void run() {
      for (int i = 0; i < WAKES / WAKERS + 1; i++) {
        Mailbox mailbox = mailboxes.get(random.nextInt(mailboxes.size()));
        if (random.nextInt(8) == 0) {
          mailbox.wake();
        } else {
          mailbox.send();
        }
        if (random.nextInt(10_000) == 0) {
          JoinHandle<Void> doomed = runtime.spawn(Future.pending());
          doomed.abort();
          doomed.detach();
        }
      }
    }
  }
}
