package dev.pollux.lint.code;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one description file says of an async library; see {@link ModelReader} for its form.
 *
 * @param name the model's name
 * @param futures types that are polled
 * @param results types that a poll gives
 * @param wakers types that wake
 * @param methods every list of methods, by the key it stands under
 * @param blocking methods that may block the thread
 */
record ModelFile(
    String name,
    List<FutureType> futures,
    List<ResultType> results,
    List<WakerType> wakers,
    List<Listed> methods,
    List<Blocks> blocking) {

  /**
   * @param isLazy whether it does nothing until it is polled
   * @param isStream whether it gives many values, and so may be polled again after Ready
   * @param waker index of the parameter of its polls that is, or gives, the waker
   * @param context the method of that parameter that gives the waker; null when it is the waker
   */
  record FutureType(
      String type,
      boolean isLazy,
      boolean isStream,
      List<CallPattern> polls,
      int waker,
      @Nullable String context,
      List<Form> pending) {}

  /** A type that a poll gives, with ways to make and ask it. */
  record ResultType(
      String type,
      List<Form> pending,
      List<Form> ready,
      List<CallPattern> isPending,
      List<CallPattern> isReady,
      List<CallPattern> value) {}

  record WakerType(String type, List<CallPattern> wake, List<CallPattern> willWake) {}

  /** One way a value looks; exactly one part is not null. */
  record Form(
      @Nullable String type,
      @Nullable String field,
      @Nullable CallPattern call,
      @Nullable Object constant,
      boolean isNull) {
    static Form ofType(String type) {
      return new Form(type, null, null, null, false);
    }
  }

  /** A pattern under a key such as {@code offload}; {@code removes} when written with {@code !}. */
  record Listed(String key, CallPattern pattern, boolean removes) {}

  /** A pattern that blocks; no reason when it takes a match out again. */
  record Blocks(CallPattern pattern, @Nullable Blocking reason) {}
}
