package dev.pollux.testing;

import dev.pollux.Future;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each future that was seen in a poll: who polls it now, and whether it has ended.
 * Futures are told apart by identity and held weakly.
 */
final class FutureLedger {
  private static final ClassValue<Boolean> STATELESS =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (java.lang.reflect.Field field : c.getDeclaredFields()) {
              if (!Modifier.isStatic(field.getModifiers())) {
                return false;
              }
            }
          }
          return true;
        }
      };

  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

  /**
   * The entry of a future; null for one without a field. Such a future cannot know that it ended,
   * and a lambda that captures nothing is one object for ever, however often it is evaluated.
   */
  @Nullable Entry of(Future<?> future) {
    for (Reference<?> key = gone.poll(); key != null; key = gone.poll()) {
      entries.remove(key);
    }
    if (STATELESS.get(future.getClass())) {
      return null;
    }
    Entry known = entries.get(new Key(future, null));
    return known != null
        ? known
        : entries.computeIfAbsent(new Key(future, gone), key -> new Entry(future));
  }

  /** How a future ended. */
  enum End {
    NOT_YET("has not ended"),
    READY("had returned Ready"),
    THREW("had thrown");

    final String words;

    End(String words) {
      this.words = words;
    }
  }

  /** One future. It does not reach the future. */
  static final class Entry {
    final String name;
    final boolean ours;

    // guarded by this
    private @Nullable Thread poller;
    private int depth;
    private End end = End.NOT_YET;

    Entry(Future<?> future) {
      this.name = Frames.name(future);
      this.ours = Frames.isOurs(future.getClass().getName());
    }

    /** Whom else it is polled by at this moment; null if nobody, or this very thread. */
    synchronized @Nullable Thread begin() {
      Thread now = Thread.currentThread();
      if (poller != null && poller != now) {
        return poller;
      }
      poller = now;
      depth++; // a poll that calls itself for its next step is one poll
      return null;
    }

    synchronized End end() {
      return end;
    }

    synchronized void finish(End how) {
      if (poller == Thread.currentThread()) {
        depth--;
        if (depth == 0) {
          poller = null;
        }
      }
      if (how != End.NOT_YET) {
        end = how;
      }
    }
  }

  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object future, @Nullable ReferenceQueue<Object> gone) {
      super(future, gone);
      this.hash = System.identityHashCode(future);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      Object mine = get();
      return mine != null && other instanceof Key key && key.refersTo(mine);
    }
  }
}
