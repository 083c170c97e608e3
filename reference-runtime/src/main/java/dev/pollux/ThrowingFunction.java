package dev.pollux;

/**
 * A function that may throw.
 *
 * @param <A> the argument's type
 * @param <B> the result's type
 */
@FunctionalInterface
public interface ThrowingFunction<A, B> {
  B apply(A value) throws Exception;
}
