package dev.pollux.runtime;

import dev.pollux.Context;
import dev.pollux.Waker;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The context of one polling thread. It is used again for each task: only the waker and the budget
 * change. Polling thread only.
 *
 * <p>The budget makes a task yield that always finds something ready (Tokio's cooperative
 * scheduling): each leaf that made progress spends one unit, and a leaf that finds none left defers
 * its waker and returns pending.
 */
final class PollContext implements Context, Deferral {

  static final int BUDGET = 128;

  private final Services services;
  private int budget = BUDGET;
  private Waker waker = Waker.noop();
  private @Nullable Waker[] deferred = new Waker[8];
  private int deferredCount;

  PollContext(Services services) {
    this.services = services;
  }

  /** A new turn: who is polled from here on, with a whole budget. */
  void begin(Waker waker) {
    this.waker = waker;
    this.budget = BUDGET;
  }

  /** Another task in the same turn: it lives on what the one before it left over. */
  void chain(Waker waker) {
    this.waker = waker;
  }

  boolean hasBudget() {
    return budget > 0;
  }

  /** Forgets who was polled last, so that an idle thread keeps no task alive. */
  void end() {
    waker = Waker.noop();
  }

  @Override
  public Waker waker() {
    return waker;
  }

  @Override
  public boolean proceed() {
    return proceed(waker);
  }

  private boolean proceed(Waker waker) {
    if (budget > 0) {
      return true;
    }
    defer(waker);
    return false;
  }

  @Override
  public void spend() {
    if (budget > 0) {
      budget--;
    }
  }

  @Override
  public Context withWaker(Waker waker) {
    return waker == this.waker ? this : new Child(this, waker);
  }

  @Override
  public <S> S service(Class<S> type) {
    if (type == Deferral.class) {
      return type.cast(this);
    }
    return services.find(type);
  }

  @Override
  public void defer(Waker waker) {
    if (deferredCount > 0 && deferred[deferredCount - 1] == waker) {
      return;
    }
    if (deferredCount == deferred.length) {
      deferred = Arrays.copyOf(deferred, deferredCount * 2);
    }
    deferred[deferredCount++] = waker;
  }

  boolean hasDeferred() {
    return deferredCount > 0;
  }

  /** Wakes who yielded, the last one first. A wake never throws, but a waker of the user's may. */
  void wakeDeferred() {
    while (deferredCount > 0) {
      Waker next = deferred[--deferredCount];
      deferred[deferredCount] = null;
      if (next != null) {
        Wakes.wake(next);
      }
    }
  }

  /**
   * The same turn seen by a child of a combinator: what it leaves to be woken is its own waker,
   * else a combinator that polls only the children that were woken would never come back to it.
   */
  private record Child(PollContext turn, Waker waker) implements Context, Deferral {

    @Override
    public boolean proceed() {
      return turn.proceed(waker);
    }

    @Override
    public void spend() {
      turn.spend();
    }

    @Override
    public Context withWaker(Waker other) {
      return new Child(turn, other);
    }

    @Override
    public <S> S service(Class<S> type) {
      return turn.service(type);
    }

    @Override
    public void defer(Waker other) {
      turn.defer(other);
    }
  }
}
