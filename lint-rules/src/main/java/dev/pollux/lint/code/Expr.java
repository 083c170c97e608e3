package dev.pollux.lint.code;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression with the type that was found for it. Parentheses leave no trace. */
public sealed interface Expr {
  TypeRef type();

  Span span();

  /**
   * A method call.
   *
   * @param receiver what it is called on; null for an unqualified call; a {@link TypeName} for a
   *     qualified static one
   * @param target the method, or null when it could not be found out
   * @param nameSpan where the method's name stands
   */
  record Call(
      @Nullable Expr receiver,
      String name,
      List<Expr> arguments,
      @Nullable MethodRef target,
      TypeRef type,
      Span span,
      Span nameSpan)
      implements Expr {}

  /** {@code new T(..)}, with a body when anonymous. */
  record New(
      @Nullable Expr outer,
      List<Expr> arguments,
      @Nullable MethodRef target,
      @Nullable TypeDecl body,
      TypeRef type,
      Span span)
      implements Expr {}

  /** {@code this} or {@code Outer.this}: the type says which. */
  record This(TypeRef type, Span span) implements Expr {}

  /** {@code super} as receiver. */
  record Super(TypeRef type, Span span) implements Expr {}

  /** A local variable, parameter or pattern variable. */
  record Local(Variable variable, Span span) implements Expr {
    @Override
    public TypeRef type() {
      return variable.type();
    }
  }

  /**
   * A field.
   *
   * @param target null for a simple name; a {@link TypeName} for a qualified static one
   * @param owner binary name of the declaring class, or null when unknown
   */
  record Field(
      @Nullable Expr target,
      String name,
      @Nullable String owner,
      boolean isStatic,
      TypeRef type,
      Span span)
      implements Expr {}

  /** A type used as qualifier. */
  record TypeName(TypeRef type, Span span) implements Expr {}

  /** A name that is neither local, field nor type as far as could be found out. */
  record UnknownName(String name, Span span) implements Expr {
    @Override
    public TypeRef type() {
      return TypeRef.UNKNOWN;
    }
  }

  /**
   * A literal.
   *
   * @param value Boolean, Character, Integer, Long, Float, Double or String; null for {@code null}
   */
  record Literal(@Nullable Object value, TypeRef type, Span span) implements Expr {}

  /** {@code T.class}. */
  record ClassLiteral(TypeRef of, TypeRef type, Span span) implements Expr {}

  /** {@code target = value}, or compound with an operator such as {@code +=}. */
  record Assign(Expr target, String operator, Expr value, TypeRef type, Span span) implements Expr {
    public boolean isCompound() {
      return !operator.equals("=");
    }
  }

  /** Prefix or postfix; the operator is as written: {@code !}, {@code -}, {@code ++}, ... */
  record Unary(String operator, boolean isPostfix, Expr operand, TypeRef type, Span span)
      implements Expr {}

  /** Any binary operator but assignment. */
  record Binary(String operator, Expr left, Expr right, TypeRef type, Span span) implements Expr {}

  /** {@code condition ? whenTrue : whenFalse}. */
  record Conditional(Expr condition, Expr whenTrue, Expr whenFalse, TypeRef type, Span span)
      implements Expr {}

  /** {@code operand instanceof pattern}; a plain type test is a type pattern without variable. */
  record InstanceOf(Expr operand, Pattern pattern, Span span) implements Expr {
    @Override
    public TypeRef type() {
      return TypeRef.BOOLEAN;
    }
  }

  /** A cast. */
  record Cast(Expr operand, TypeRef type, Span span) implements Expr {}

  /** A switch expression. */
  record SwitchExpr(Switch of, TypeRef type) implements Expr {
    @Override
    public Span span() {
      return of.span();
    }
  }

  /**
   * A lambda. Its type is the functional interface it is given to, when known.
   *
   * @param body a block; an expression body is one {@link Stmt.Return}, or one {@link
   *     Stmt.ExprStmt} when the interface's method is known to return void
   * @param isExpression whether the body was written as an expression
   */
  record Lambda(
      List<Variable> parameters, Stmt.Block body, boolean isExpression, TypeRef type, Span span)
      implements Expr {}

  /** {@code scope::name}; {@code T::new} has the name {@code <init>}. */
  record MethodReference(
      Expr scope, String name, @Nullable MethodRef target, TypeRef type, Span span)
      implements Expr {}

  /** {@code array[index]}. */
  record ArrayAccess(Expr array, Expr index, TypeRef type, Span span) implements Expr {}

  /** {@code new T[n][]} or {@code {a, b}}. */
  record NewArray(List<Expr> dimensions, List<Expr> elements, TypeRef type, Span span)
      implements Expr {}
}
