package dev.pollux.lint.source;

import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What names mean inside a body: a chain of blocks and the classes around them. */
final class Scope {
  /** Where the values of {@code return} or {@code yield} go. */
  static final class Results {
    final @Nullable TypeRef target;
    final List<TypeRef> types = new ArrayList<>();

    Results(@Nullable TypeRef target) {
      this.target = target;
    }
  }

  private final @Nullable Scope outer;
  private final @Nullable SourceClass body;
  private final boolean isStatic;
  private final Map<String, Variable> variables = new HashMap<>();
  private final @Nullable Results returns;
  private final @Nullable Results yields;
  private NameScope types;

  private Scope(
      @Nullable Scope outer,
      @Nullable SourceClass body,
      boolean isStatic,
      NameScope types,
      @Nullable Results returns,
      @Nullable Results yields) {
    this.outer = outer;
    this.body = body;
    this.isStatic = isStatic;
    this.types = types;
    this.returns = returns;
    this.yields = yields;
  }

  /** The body of a class that stands in the outer scope, or at the top level. */
  static Scope ofClass(@Nullable Scope outer, SourceClass body) {
    return new Scope(outer, body, false, body.bodyScope(), null, null);
  }

  Scope block() {
    return new Scope(this, null, isStatic, types, returns, yields);
  }

  Scope method(NameScope typeNames, boolean isStaticMethod, Results results) {
    return new Scope(this, null, isStaticMethod, typeNames, results, null);
  }

  Scope lambda(Results results) {
    return new Scope(this, null, isStatic, types, results, null);
  }

  Scope switchExpression(Results results) {
    return new Scope(this, null, isStatic, types, returns, results);
  }

  void declare(Variable variable) {
    if (!variable.name().equals("_")) {
      variables.put(variable.name(), variable);
    }
  }

  /** Variables that a condition introduced, for the statements after it. */
  void declareAll(Scope condition) {
    variables.putAll(condition.variables);
  }

  void declareType(String simpleName, String binaryName) {
    types = types.with(simpleName, binaryName);
  }

  NameScope types() {
    return types;
  }

  @Nullable Results returns() {
    return returns;
  }

  @Nullable Results yields() {
    return yields;
  }

  @Nullable Scope outer() {
    return outer;
  }

  /** The class whose body this is, or null for a block. */
  @Nullable SourceClass body() {
    return body;
  }

  @Nullable Variable own(String name) {
    return variables.get(name);
  }

  /** The innermost class around this place. */
  SourceClass enclosingClass() {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.body != null) {
        return scope.body;
      }
    }
    throw new IllegalStateException("code outside of a class");
  }
}
