package dev.pollux;

import org.jspecify.annotations.Nullable;

/**
 * Which of two futures ended first, and its value: what {@link Futures#select} gives.
 *
 * @param <A> the type of the first future's value
 * @param <B> the type of the second future's value
 */
public sealed interface Selected<A extends @Nullable Object, B extends @Nullable Object>
    permits Selected.First, Selected.Second {

  /**
   * The first future ended first.
   *
   * @param value its value
   * @param <A> the type of the first future's value
   * @param <B> the type of the second future's value
   */
  record First<A extends @Nullable Object, B extends @Nullable Object>(A value)
      implements Selected<A, B> {}

  /**
   * The second future ended first.
   *
   * @param value its value
   * @param <A> the type of the first future's value
   * @param <B> the type of the second future's value
   */
  record Second<A extends @Nullable Object, B extends @Nullable Object>(B value)
      implements Selected<A, B> {}

  /**
   * Tells which one it was.
   *
   * @return true for {@link First}, false for {@link Second}
   */
  default boolean isFirst() {
    return this instanceof First;
  }
}
