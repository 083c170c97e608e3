package dev.pollux.runtime;

import dev.pollux.Context;
import dev.pollux.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The context of one polling thread. It is used again for each task: only the waker and the budget
 * change. Polling thread only, but for {@link #takeDeferred}.
 *
 * <p>The budget makes a task yield that always finds something ready (Tokio's cooperative
 * scheduling): each leaf that made progress spends one unit, and a leaf that finds none left defers
 * its waker and returns pending.
 */
final class PollContext implements Context, Deferral {

  static final int BUDGET = 128;

  private static final int KEPT = 4096; // a longer list is not kept for the next time

  private static final VarHandle DEFERRED;
  private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(Waker[].class);

  static {
    try {
      DEFERRED = MethodHandles.lookup().findVarHandle(PollContext.class, "deferred", Waker[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Services services;
  private int budget = BUDGET;
  private @Nullable Waker waker; // null between polls

  /*
   *   Who yielded stands in a list. The thread that polls fills it during polls and empties it between them;
   *   the watchdog takes it away from behind a poll that does not end.
   *
   *   who       transition                       mode         publishes
   *   owner     deferred: null -> list           release      a list without wakers
   *   owner     list[count] := waker             release      the waker
   *   owner     deferred: list -> longer list    CAS          the wakers; fails if the watchdog was first
   *   owner     deferred: list -> null           xchg         nothing: it wakes them itself
   *   watchdog  deferred: list -> null           xchg         nothing: it wakes them
   *   watchdog  list[i]: waker -> null           xchg         nothing
   *
   *   The owner may have read the list just before the watchdog took it, and be about to add a waker. So
   *   the watchdog goes through the list again, until it saw that the poll was over: the worker's counter
   *   is released after the last write of a poll, and a later poll finds null and begins another list.
   */
  @SuppressWarnings("unused") // through DEFERRED
  private @Nullable Waker @Nullable [] deferred;

  // the thread that polls only
  private int deferredCount;
  private @Nullable Waker @Nullable [] spare = new Waker[8]; // a list without wakers

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
    waker = null;
  }

  @Override
  public Waker waker() {
    Waker polled = waker;
    return polled == null ? Waker.noop() : polled;
  }

  @Override
  public boolean proceed() {
    return proceed(waker());
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
    @Nullable Waker[] list = listToFill();
    if (deferredCount > 0 && list[deferredCount - 1] == waker) {
      return;
    }
    if (deferredCount == list.length) {
      list = longer(list);
    }
    SLOTS.setRelease(list, deferredCount, waker);
    deferredCount++;
  }

  private @Nullable Waker[] listToFill() {
    @Nullable Waker[] list = (Waker[]) DEFERRED.getOpaque(this);
    return list == null ? begunList() : list;
  }

  private @Nullable Waker[] begunList() {
    @Nullable Waker[] list = spare == null ? new Waker[8] : spare;
    spare = null;
    deferredCount = 0;
    DEFERRED.setRelease(this, list);
    return list;
  }

  private @Nullable Waker[] longer(@Nullable Waker[] list) {
    @Nullable Waker[] longer = Arrays.copyOf(list, list.length * 2);
    return DEFERRED.compareAndSet(this, list, longer) ? longer : begunList();
  }

  boolean hasDeferred() {
    return DEFERRED.getOpaque(this) != null;
  }

  /** Wakes who yielded, the last one first. A wake never throws, but a waker of the user's may. */
  void wakeDeferred() {
    @Nullable Waker[] list = takeDeferred();
    if (list == null) {
      return;
    }
    for (int i = deferredCount - 1; i >= 0; i--) {
      Waker next = list[i];
      list[i] = null;
      if (next != null) {
        Wakes.wake(next);
      }
    }
    if (list.length <= KEPT) {
      spare = list;
    }
  }

  /**
   * Any thread: the list of those who yielded, which the caller then owns; the watchdog with the
   * reserve above.
   */
  @Nullable Waker @Nullable [] takeDeferred() {
    return DEFERRED.getOpaque(this) == null
        ? null
        : (Waker[]) DEFERRED.getAndSet(this, (Waker[]) null);
  }

  /** The watchdog only: wakes those in a list that it took, as far as they can be seen. */
  static void wakeTaken(@Nullable Waker[] list) {
    for (int i = 0; i < list.length; i++) {
      Waker next = (Waker) SLOTS.getAndSet(list, i, (Waker) null);
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
