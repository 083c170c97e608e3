package dev.pollux.testing.probe;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The calls that the agent writes into classes. Where no listener is at work on the thread, they do
 * nothing.
 */
public final class PollProbe {
  private static final ThreadLocal<@Nullable PollListener> LISTENER = new ThreadLocal<>();

  private static final MethodType PLAIN =
      MethodType.methodType(Poll.class, Object.class, Context.class);
  private static final MethodHandle AROUND;

  static {
    try {
      AROUND =
          MethodHandles.lookup()
              .findStatic(
                  PollProbe.class,
                  "around",
                  MethodType.methodType(
                      Poll.class, MethodHandle.class, Object.class, Context.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private PollProbe() {}

  /**
   * Sets who listens on this thread.
   *
   * @return who listened before, for the one who sets it back
   */
  public static @Nullable PollListener listen(@Nullable PollListener listener) {
    PollListener before = LISTENER.get();
    if (listener == null) {
      LISTENER.remove();
    } else {
      LISTENER.set(listener);
    }
    return before;
  }

  /** Who listens on this thread. */
  public static @Nullable PollListener listener() {
    return LISTENER.get();
  }

  /**
   * Links a rewritten call of {@code poll}. The call keeps its meaning: the handle is looked up
   * with the rights of the class it stands in, and dispatches as the instruction did.
   */
  public static CallSite bootstrap(MethodHandles.Lookup caller, String name, MethodType type)
      throws NoSuchMethodException, IllegalAccessException {
    MethodHandle poll =
        caller.findVirtual(type.parameterType(0), name, type.dropParameterTypes(0, 1));
    return new ConstantCallSite(AROUND.bindTo(poll.asType(PLAIN)).asType(type));
  }

  private static Poll<?> around(MethodHandle poll, Object receiver, Context cx) throws Throwable {
    PollListener listener = LISTENER.get();
    if (listener == null || !(receiver instanceof Future<?> future)) {
      return (Poll<?>) poll.invokeExact(receiver, cx);
    }
    Object token = listener.entering(future);
    Poll<?> found;
    try {
      found = (Poll<?>) poll.invokeExact(receiver, cx);
    } catch (Throwable thrown) {
      listener.threw(token, thrown);
      throw thrown;
    }
    listener.left(token, found);
    return found;
  }

  /** Stands before each return of a method that returns a poll. */
  public static void returned(@Nullable Poll<?> poll) {
    PollListener listener = LISTENER.get();
    if (listener != null) {
      listener.returned(poll);
    }
  }

  /** Stands before a call that blocks. */
  public static void blocking(String call) {
    PollListener listener = LISTENER.get();
    if (listener != null) {
      listener.blocking(call);
    }
  }

  /** Stands before a call that begins something. */
  public static void beginning(String call) {
    PollListener listener = LISTENER.get();
    if (listener != null) {
      listener.beginning(call);
    }
  }
}
