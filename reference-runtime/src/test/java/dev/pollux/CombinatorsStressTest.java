package dev.pollux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Children completed from other threads, in any order, with spurious wakes. */
class CombinatorsStressTest {
  private static final int ROUNDS = 2_000;
  private static final int CHILDREN = 16;

  /** Ready when a thread says so. */
  private static final class Flag implements Future<Integer> {
    private final AtomicWaker waker = new AtomicWaker();
    private final int value;
    private volatile boolean set;

    Flag(int value) {
      this.value = value;
    }

    void set() {
      set = true;
      waker.wake();
    }

    @Override
    public Poll<Integer> poll(Context cx) {
      waker.register(cx.waker());
      return set ? Poll.ready(value) : Poll.pending();
    }
  }

  @Test
  void joinAll_seesEveryChildEnd() throws Exception {
    List<List<Flag>> rounds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      List<Flag> flags = new ArrayList<>();
      for (int i = 0; i < CHILDREN; i++) {
        flags.add(new Flag(i));
      }
      rounds.add(flags);
    }
    AtomicInteger sum = new AtomicInteger();

    Stress.together(
        3,
        Stress.seed("CombinatorsStressTest"),
        (thread, random) -> {
          for (List<Flag> flags : rounds) {
            if (thread == 0) {
              Stress.await(Futures.joinAll(flags)).forEach(sum::addAndGet);
            } else {
              int offset = random.nextInt(CHILDREN);
              for (int i = 0; i < CHILDREN; i++) {
                Flag flag = flags.get((i + offset) % CHILDREN);
                if (flag.value % 2 == thread - 1) {
                  flag.set();
                } else {
                  flag.waker.wake();
                }
              }
            }
          }
        });

    assertEquals(ROUNDS * CHILDREN * (CHILDREN - 1) / 2, sum.get());
  }

  @Test
  void sharedHandles_allSeeTheEndWhileOthersAreCancelled() throws Exception {
    List<Flag> flags = new ArrayList<>();
    List<List<Shared<Integer>>> handles = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Flag flag = new Flag(1);
      Shared<Integer> first = Futures.shared(flag);
      flags.add(flag);
      handles.add(List.of(first, first.copy(), first.copy()));
    }
    AtomicInteger sum = new AtomicInteger();
    Context once = Context.of(Waker.noop());

    Stress.together(
        4,
        Stress.seed("CombinatorsStressTest"),
        (thread, random) -> {
          for (int round = 0; round < ROUNDS; round++) {
            if (thread == 3) {
              flags.get(round).waker.wake();
              flags.get(round).set();
            } else if (thread == 2) {
              Shared<Integer> handle = handles.get(round).get(2);
              if (handle.poll(once).isPending()) {
                handle.cancel();
              }
            } else {
              sum.addAndGet(Stress.await(handles.get(round).get(thread)));
            }
          }
        });

    assertEquals(2 * ROUNDS, sum.get());
  }
}
