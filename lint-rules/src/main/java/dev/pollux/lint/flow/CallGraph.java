package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Types;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is called: the one method where the language leaves no choice (private, static, final, super,
 * constructors), every override in the sources otherwise (class-hierarchy analysis).
 */
public final class CallGraph {
  /** With more targets than this, a call is unknown. */
  static final int MAX_TARGETS = 8;

  /** Types looked at in search of overrides. */
  private static final int MAX_TYPES = 200;

  private final Types types;

  public CallGraph(Types types) {
    this.types = types;
  }

  /**
   * The methods of the sources that a call may run; empty when it is unknown, or may run something
   * that is not in the sources.
   */
  public List<MethodDecl> targets(Expr.Call call) {
    MethodRef target = call.target();
    if (target == null) {
      return List.of();
    }
    MethodDecl declared = types.declaration(target);
    if (declared != null && (isFixed(declared) || call.receiver() instanceof Expr.Super)) {
      return declared.body() == null ? List.of() : List.of(declared);
    }
    String receiver = exactType(call.receiver());
    return declared == null && receiver == null
        ? List.of()
        : overrides(target, declared, receiver == null ? target.owner() : receiver);
  }

  /** The one method of the sources that a call runs, whatever the receiver's class; or null. */
  public @Nullable MethodDecl onlyTarget(Expr.Call call) {
    MethodRef target = call.target();
    MethodDecl declared = target == null ? null : types.declaration(target);
    return declared != null
            && declared.body() != null
            && (isFixed(declared) || call.receiver() instanceof Expr.Super)
        ? declared
        : null;
  }

  /** The constructor of the sources that is run, or empty. */
  public List<MethodDecl> targets(Expr.New creation) {
    return ofConstructor(creation.target());
  }

  /** The method of the sources that a reference names, or empty. */
  public List<MethodDecl> targets(Expr.MethodReference reference) {
    MethodRef target = reference.target();
    MethodDecl declared = target == null ? null : types.declaration(target);
    if (target == null || declared == null) {
      return List.of();
    }
    return isFixed(declared) || declared.isConstructor()
        ? ofConstructor(target)
        : overrides(target, declared, target.owner());
  }

  List<MethodDecl> ofConstructor(@Nullable MethodRef target) {
    MethodDecl declared = target == null ? null : types.declaration(target);
    return declared == null || declared.body() == null ? List.of() : List.of(declared);
  }

  private static boolean isFixed(MethodDecl method) {
    return method.isPrivate()
        || method.isStatic()
        || method.isFinal()
        || method.isConstructor()
        || method.owner().isFinal()
        || method.owner().kind() == TypeDecl.Kind.RECORD
        || method.owner().kind() == TypeDecl.Kind.ANONYMOUS;
  }

  /** The class of an object that is made on the spot. */
  private static @Nullable String exactType(@Nullable Expr receiver) {
    return receiver instanceof Expr.New creation
            && creation.body() == null
            && creation.type() instanceof TypeRef.Named type
        ? type.name()
        : null;
  }

  /** What runs in the type itself, which may be inherited, and in each of its subtypes. */
  private List<MethodDecl> overrides(
      MethodRef target, @Nullable MethodDecl declared, String receiver) {
    Map<String, List<MethodDecl>> ordered = new LinkedHashMap<>();
    if (declared != null && declared.body() != null) {
      ordered.put(declared.owner().name(), List.of(declared));
    }
    Deque<String> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    open.add(receiver);
    seen.add(receiver);
    while (!open.isEmpty()) {
      if (seen.size() > MAX_TYPES) {
        return List.of();
      }
      for (TypeDecl subtype : types.directSubtypes(open.remove())) {
        if (seen.add(subtype.name())) {
          open.add(subtype.name());
          List<MethodDecl> here = overriding(subtype, target);
          if (!here.isEmpty()) {
            ordered.put(subtype.name(), here);
          }
        }
      }
    }
    List<MethodDecl> all = ordered.values().stream().flatMap(List::stream).toList();
    boolean isKnown =
        all.size() <= MAX_TARGETS && all.stream().allMatch(method -> method.body() != null);
    return isKnown ? all : List.of();
  }

  private static List<MethodDecl> overriding(TypeDecl type, MethodRef target) {
    List<MethodDecl> alike =
        type.methods().stream()
            .filter(m -> m.name().equals(target.name()))
            .filter(m -> m.parameters().size() == target.parameters().size())
            .filter(m -> !m.isStatic() && !m.isPrivate() && !m.isAbstract())
            .toList();
    if (alike.size() <= 1) {
      return alike;
    }
    List<MethodDecl> exact =
        alike.stream()
            .filter(
                m -> {
                  for (int i = 0; i < m.parameters().size(); i++) {
                    if (!erasure(m.parameters().get(i).type())
                        .equals(erasure(target.parameters().get(i)))) {
                      return false;
                    }
                  }
                  return true;
                })
            .toList();
    return exact.isEmpty() ? alike : exact;
  }

  private static Object erasure(TypeRef type) {
    if (type instanceof TypeRef.Variable variable) {
      return erasure(variable.bound());
    }
    if (type instanceof TypeRef.Array array) {
      return Collections.singletonList(erasure(array.element()));
    }
    return type instanceof TypeRef.Named named ? named.name() : type;
  }
}
