package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.TypeRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a walk must know beyond the language: which values polls are, and what calls do. */
public interface Meaning {
  /** Takes every call for unknown, and supposes that it leaves fields as they are. */
  Meaning PLAIN = new Meaning() {};

  /** The value of a field that always has the same one, such as a constant for Pending. */
  default @Nullable Value constant(Expr.Field field) {
    return null;
  }

  /**
   * The value of a call, or null when nothing is known of it.
   *
   * @param receiver the value it is called on; null when there is none
   */
  default @Nullable Value call(Expr.Call call, @Nullable Value receiver, List<Value> arguments) {
    return null;
  }

  /** What {@code value instanceof type} asks; null for the plain question. */
  default Value.@Nullable Test instance(Value value, TypeRef type) {
    return null;
  }

  /** What is known of a token, or of any value of a certain origin. */
  default @Nullable Boolean decide(Value value, Predicate predicate) {
    return null;
  }

  /**
   * Whether the call only looks: it has no arguments, changes nothing, and gives the same answer
   * until something happens to its receiver.
   */
  default boolean isObserver(Expr.Call call) {
    return false;
  }

  /** Which fields a call or creation may change. */
  default Writes writes(Expr call) {
    return Writes.NONE;
  }

  /**
   * Fields that may be changed.
   *
   * @param everything any field that is not final
   * @param fields names of fields, when not everything
   */
  record Writes(boolean everything, java.util.Set<String> fields) {
    public static final Writes NONE = new Writes(false, java.util.Set.of());
    public static final Writes EVERYTHING = new Writes(true, java.util.Set.of());
  }
}
