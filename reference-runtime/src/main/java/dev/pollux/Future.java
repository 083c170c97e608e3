package dev.pollux;

/**
 * A value that may not be there yet. It does nothing until it is polled.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface Future<T> {
  Poll<T> poll(Context cx) throws Exception;

  default void cancel() {}
}
