package dev.pollux;

import org.jspecify.annotations.Nullable;

/**
 * A function that may throw; what it throws fails the future it was given to.
 *
 * @param <A> the argument's type
 * @param <B> the result's type
 */
@FunctionalInterface
public interface ThrowingFunction<A extends @Nullable Object, B extends @Nullable Object> {

  /**
   * Applies the function.
   *
   * @param value the argument
   * @return the result
   * @throws Exception if the function fails
   */
  B apply(A value) throws Exception;
}
