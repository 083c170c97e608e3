package dev.pollux.lint.source;

import dev.pollux.lint.code.TypeRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which values may stand where: subtyping, boxing, numeric promotion, common supertypes. */
final class Conversions {
  private static final List<String> NUMERIC =
      List.of("byte", "short", "int", "long", "float", "double");
  private static final Map<String, String> BOXES =
      Map.of(
          "boolean", "java.lang.Boolean",
          "byte", "java.lang.Byte",
          "char", "java.lang.Character",
          "short", "java.lang.Short",
          "int", "java.lang.Integer",
          "long", "java.lang.Long",
          "float", "java.lang.Float",
          "double", "java.lang.Double",
          "void", "java.lang.Void");
  private static final Set<String> ARRAY_SUPERTYPES =
      Set.of("java.lang.Object", "java.lang.Cloneable", "java.io.Serializable");

  private final Hierarchy hierarchy;

  Conversions(Hierarchy hierarchy) {
    this.hierarchy = hierarchy;
  }

  static TypeRef box(TypeRef type) {
    return type instanceof TypeRef.Primitive primitive && BOXES.containsKey(primitive.name())
        ? new TypeRef.Named(BOXES.get(primitive.name()))
        : type;
  }

  static @Nullable TypeRef unbox(TypeRef type) {
    TypeRef.Named named = type instanceof TypeRef.Primitive ? null : Hierarchy.classOf(type);
    if (named != null) {
      for (Map.Entry<String, String> box : BOXES.entrySet()) {
        if (box.getValue().equals(named.name())) {
          return NameScope.primitive(box.getKey());
        }
      }
    }
    return type instanceof TypeRef.Primitive ? type : null;
  }

  /** Subtyping of erased types, widening of primitives. */
  Truth isSubtype(TypeRef type, TypeRef target) {
    if (!type.isKnown() || !target.isKnown()) {
      return Truth.MAYBE;
    }
    if (type instanceof TypeRef.Primitive from) {
      return Truth.of(target instanceof TypeRef.Primitive to && isWidening(from.name(), to.name()));
    }
    if (target instanceof TypeRef.Primitive) {
      return Truth.NO;
    }
    if (type instanceof TypeRef.Null) {
      return Truth.YES;
    }
    if (type instanceof TypeRef.Variable variable) {
      if (type.equals(target)) {
        return Truth.YES;
      }
      Truth byBound = isSubtype(TypeTerms.erase(variable), target);
      // Only the first bound is known.
      return byBound == Truth.NO ? Truth.MAYBE : byBound;
    }
    if (target instanceof TypeRef.Variable) {
      return isSubtype(type, TypeTerms.erase(target));
    }
    if (type instanceof TypeRef.Array from) {
      if (target instanceof TypeRef.Array to) {
        return from.element() instanceof TypeRef.Primitive
                || to.element() instanceof TypeRef.Primitive
            ? Truth.of(from.element().equals(to.element()))
            : isSubtype(from.element(), to.element());
      }
      return Truth.of(target instanceof TypeRef.Named to && ARRAY_SUPERTYPES.contains(to.name()));
    }
    if (type instanceof TypeRef.Named from && target instanceof TypeRef.Named to) {
      return hierarchy.isSubtype(from.name(), to.name());
    }
    return Truth.NO;
  }

  /** As {@link #isSubtype}, with boxing and unboxing. */
  Truth isCompatible(TypeRef type, TypeRef target) {
    Truth direct = isSubtype(type, target);
    if (direct != Truth.NO) {
      return direct;
    }
    if (type instanceof TypeRef.Primitive && !(target instanceof TypeRef.Primitive)) {
      return type.equals(TypeRef.VOID) ? Truth.NO : isSubtype(box(type), target);
    }
    if (target instanceof TypeRef.Primitive) {
      TypeRef unboxed = unbox(type);
      return unboxed == null ? Truth.NO : isSubtype(unboxed, target);
    }
    return Truth.NO;
  }

  private static boolean isWidening(String from, String to) {
    if (from.equals(to)) {
      return true;
    }
    if (from.equals("char")) {
      return NUMERIC.indexOf(to) >= NUMERIC.indexOf("int");
    }
    int source = NUMERIC.indexOf(from);
    return source >= 0 && NUMERIC.indexOf(to) > source;
  }

  /** Binary numeric promotion; unknown when an operand is no number. */
  static TypeRef promote(TypeRef left, TypeRef right) {
    TypeRef a = unbox(left);
    TypeRef b = unbox(right);
    if (!(a instanceof TypeRef.Primitive x) || !(b instanceof TypeRef.Primitive y)) {
      return TypeRef.UNKNOWN;
    }
    for (String wide : List.of("double", "float", "long")) {
      if (x.name().equals(wide) || y.name().equals(wide)) {
        return new TypeRef.Primitive(wide);
      }
    }
    return isNumber(x) && isNumber(y) ? TypeRef.INT : TypeRef.UNKNOWN;
  }

  static boolean isNumber(TypeRef type) {
    return unbox(type) instanceof TypeRef.Primitive primitive
        && (NUMERIC.contains(primitive.name()) || primitive.name().equals("char"));
  }

  static boolean isBoolean(TypeRef type) {
    return TypeRef.BOOLEAN.equals(unbox(type));
  }

  /** The type of a conditional or switch whose arms have these types. */
  TypeRef join(TypeRef left, TypeRef right) {
    if (left.equals(right)) {
      return left;
    }
    if (left instanceof TypeRef.Null) {
      return box(right);
    }
    if (right instanceof TypeRef.Null) {
      return box(left);
    }
    if (!left.isKnown() || !right.isKnown()) {
      return TypeRef.UNKNOWN;
    }
    if (isNumber(left) && isNumber(right)) {
      return promote(left, right);
    }
    if (isBoolean(left) && isBoolean(right)) {
      return TypeRef.BOOLEAN;
    }
    return leastUpperBound(box(left), box(right));
  }

  /** The nearest common supertype; of several, the first. */
  TypeRef leastUpperBound(TypeRef left, TypeRef right) {
    if (left.equals(right) || right instanceof TypeRef.Null) {
      return left;
    }
    if (left instanceof TypeRef.Null || isSubtype(left, right) == Truth.YES) {
      return right;
    }
    if (isSubtype(right, left) == Truth.YES) {
      return left;
    }
    TypeRef.Named a = Hierarchy.classOf(left);
    TypeRef.Named b = Hierarchy.classOf(right);
    if (a == null || b == null || left instanceof TypeRef.Array || right instanceof TypeRef.Array) {
      return left.isKnown() && right.isKnown() ? TypeRef.OBJECT : TypeRef.UNKNOWN;
    }
    for (String candidate : hierarchy.ancestorNames(a.name())) {
      if (!candidate.equals("java.lang.Object")
          && hierarchy.isSubtype(b.name(), candidate) == Truth.YES) {
        TypeRef.Named found = hierarchy.asSuper(a, candidate);
        return found != null ? found : new TypeRef.Named(candidate);
      }
    }
    boolean complete =
        hierarchy.isSubtype(a.name(), "?") == Truth.NO
            && hierarchy.isSubtype(b.name(), "?") == Truth.NO;
    return complete ? TypeRef.OBJECT : TypeRef.UNKNOWN;
  }
}
