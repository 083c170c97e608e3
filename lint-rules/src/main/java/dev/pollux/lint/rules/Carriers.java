package dev.pollux.lint.rules;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Types;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls that only carry a value: into a collection, or through to whoever takes their result. */
final class Carriers {
  private static final String COLLECTION = "java.util.Collection";
  private static final String MAP = "java.util.Map";

  private static final Set<String> FILLING =
      Set.of(
          "add",
          "addAll",
          "addFirst",
          "addLast",
          "offer",
          "offerFirst",
          "offerLast",
          "push",
          "put",
          "putAll",
          "putIfAbsent",
          "set");

  private static final Set<String> LOOKING =
      Set.of("clear", "size", "isEmpty", "contains", "containsKey", "containsValue");

  private static final Set<String> FACTORY_OWNERS =
      Set.of(
          "java.util.List",
          "java.util.Set",
          "java.util.Map",
          "java.util.Arrays",
          "java.util.Optional",
          "java.util.Collections");

  private static final Set<String> FACTORIES =
      Set.of("of", "asList", "ofNullable", "singletonList", "singleton", "singletonMap");

  private Carriers() {}

  /** Whether the call puts its arguments into the collection or map it is called on. */
  static boolean fills(Expr.Call call, Types types) {
    return FILLING.contains(call.name()) && isContainer(call.receiver(), types);
  }

  /** Whether the call asks or empties a collection or map, and no element gets out of it. */
  static boolean looksInto(Expr.Call call, Use use, Types types) {
    boolean keepsIn =
        LOOKING.contains(call.name())
            || (call.name().equals("remove") && use instanceof Use.Dropped);
    return keepsIn && isContainer(call.receiver(), types);
  }

  static boolean isContainer(@Nullable Expr expr, Types types) {
    return expr != null && isContainer(expr.type(), types);
  }

  static boolean isContainer(TypeRef type, Types types) {
    return type instanceof TypeRef.Array
        || types.isKnownSubtype(type, COLLECTION)
        || types.isKnownSubtype(type, MAP);
  }

  /** Whether the call gives its first argument back. */
  static boolean isIdentity(@Nullable MethodRef target) {
    return target != null
        && ((target.owner().equals("java.util.Objects")
                && target.name().startsWith("requireNonNull"))
            || (target.owner().equals("com.google.common.base.Preconditions")
                && target.name().equals("checkNotNull")));
  }

  /** Whether the call makes a new collection of its arguments. */
  static boolean isFactory(@Nullable MethodRef target) {
    return target != null
        && target.isStatic()
        && FACTORY_OWNERS.contains(target.owner())
        && FACTORIES.contains(target.name());
  }

  /** Whether the expression makes a collection or array that nobody else can know. */
  static boolean isFresh(Expr expr) {
    if (expr instanceof Expr.New creation) {
      return creation.type() instanceof TypeRef.Named named
          && named.name().startsWith("java.util.")
          && creation.body() == null;
    }
    return expr instanceof Expr.NewArray
        || (expr instanceof Expr.Call call && isFactory(call.target()));
  }
}
