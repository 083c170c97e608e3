package dev.pollux;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How combinators treat the futures they own: poll, refuse what is no poll, cancel. */
final class Children {
  private Children() {}

  /**
   * Polls a child and refuses {@code null}, which would otherwise surface far from its cause.
   *
   * @throws NullPointerException if the child returned {@code null}, naming it
   * @throws Exception what the child throws
   */
  static <V extends @Nullable Object> Poll<V> poll(Future<V> child, Context cx) throws Exception {
    Poll<V> poll = child.poll(cx);
    if (poll == null) {
      throw new NullPointerException(
          "poll() of "
              + child
              + " returned null: return Poll.ready(value) or, with a wake-up arranged,"
              + " Poll.pending()");
    }
    return poll;
  }

  /**
   * Cancels a child that broke off. A {@code cancel} that throws breaks its contract, but must not
   * keep the others from being cancelled, nor take the place of a result: it is logged.
   */
  static void cancel(@Nullable Future<?> child) {
    if (child == null) {
      return;
    }
    try {
      child.cancel();
    } catch (Throwable thrown) {
      CancelFailure.log(child, thrown);
    }
  }

  /** Cancels a child because of a failure, which also carries what {@code cancel} may throw. */
  static void cancel(@Nullable Future<?> child, Throwable because) {
    if (child == null) {
      return;
    }
    try {
      child.cancel();
    } catch (Throwable thrown) {
      suppress(because, thrown);
    }
  }

  /** Adds {@code other} to what {@code main} suppresses; an exception cannot suppress itself. */
  static void suppress(Throwable main, Throwable other) {
    if (main != other) {
      main.addSuppressed(other);
    }
  }

  /** Throws what ended a future as it is, whatever it is. */
  @SuppressWarnings("unchecked") // the cast is gone at run time: this is how a Throwable passes
  static <X extends Throwable> RuntimeException raise(Throwable thrown) throws X {
    throw (X) thrown;
  }

  /** Copies what the user passed, naming a {@code null} by its place. */
  static <V> List<V> copy(Iterable<? extends V> elements, String name) {
    if (elements == null) {
      throw new NullPointerException(name + " is null: pass a list of futures");
    }
    ArrayList<V> copy = new ArrayList<>();
    for (V element : elements) {
      if (element == null) {
        throw new NullPointerException(name + "[" + copy.size() + "] is null: pass a future");
      }
      copy.add(element);
    }
    return copy;
  }
}
