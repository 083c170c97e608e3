package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Variable;
import org.jspecify.annotations.Nullable;

/** Something that holds a value on a path. */
public sealed interface Place {
  /** A local variable or parameter. */
  record Local(Variable variable) implements Place {}

  /**
   * A field.
   *
   * @param base what it is a field of; null for {@code this} or an object around it
   */
  record Field(@Nullable Place base, @Nullable String owner, String name) implements Place {}

  /** A static field. */
  record Static(@Nullable String owner, String name) implements Place {}

  /**
   * What an observer such as {@code isDone()} answers as long as nothing happens to its receiver.
   *
   * @param base the receiver; null for {@code this}
   */
  record Observed(@Nullable Place base, String method) implements Place {}

  /** The value that is being returned, while finally blocks run and at the exit. */
  record Result() implements Place {}

  /** The value of an expression that has been evaluated; one expression, one place. */
  final class Temp implements Place {
    private final Expr expr;

    Temp(Expr expr) {
      this.expr = expr;
    }

    public Expr expr() {
      return expr;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Temp temp && temp.expr == expr;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(expr);
    }

    @Override
    public String toString() {
      return "Temp@" + expr.span();
    }
  }

  Place RESULT = new Result();

  /** The place that an expression names: a variable, or a field at most two steps away. */
  static @Nullable Place of(@Nullable Expr expr) {
    return of(expr, 2);
  }

  private static @Nullable Place of(@Nullable Expr expr, int fields) {
    if (expr instanceof Expr.Local local) {
      return new Local(local.variable());
    }
    if (expr instanceof Expr.Cast cast) {
      return of(cast.operand(), fields);
    }
    if (!(expr instanceof Expr.Field field) || fields == 0) {
      return null;
    }
    if (field.isStatic()) {
      return new Static(field.owner(), field.name());
    }
    if (field.target() == null
        || field.target() instanceof Expr.This
        || field.target() instanceof Expr.Super) {
      return new Field(null, field.owner(), field.name());
    }
    Place base = of(field.target(), fields - 1);
    return base == null ? null : new Field(base, field.owner(), field.name());
  }

  /** What it belongs to; null when it stands alone, or belongs to {@code this}. */
  default @Nullable Place base() {
    return null;
  }

  /** Whether it is the other, or belongs to it at any distance. */
  default boolean isWithin(Place other) {
    for (Place place = this; place != null; place = place.base()) {
      if (place.equals(other)) {
        return true;
      }
    }
    return false;
  }
}
