package dev.pollux;

/** What a poll is given: valid only during the call it is passed to. */
public interface Context {
  Waker waker();

  default boolean proceed() {
    return true;
  }

  default void spend() {}

  default <S> S service(Class<S> type) {
    throw new IllegalStateException(
        "no "
            + type.getSimpleName()
            + " here: poll this future inside AsyncRuntime.blockOn or spawn");
  }

  static Context of(Waker waker) {
    return () -> waker;
  }
}
