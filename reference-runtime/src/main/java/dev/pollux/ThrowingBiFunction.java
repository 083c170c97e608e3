package dev.pollux;

import org.jspecify.annotations.Nullable;

/**
 * A function of two arguments that may throw; what it throws fails the future it was given to.
 *
 * @param <A> the first argument's type
 * @param <B> the second argument's type
 * @param <C> the result's type
 */
@FunctionalInterface
public interface ThrowingBiFunction<
    A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> {

  /**
   * Applies the function.
   *
   * @param first the first argument
   * @param second the second argument
   * @return the result
   * @throws Exception if the function fails
   */
  C apply(A first, B second) throws Exception;
}
