package dev.pollux.lint.code;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement. */
public sealed interface Stmt {
  Span span();

  /** {@code { .. }}. */
  record Block(List<Stmt> statements, Span span) implements Stmt {}

  /** An expression used as a statement. */
  record ExprStmt(Expr expression, Span span) implements Stmt {}

  /** One declared local variable; {@code int a = 1, b;} is two of them. */
  record LocalDecl(Variable variable, @Nullable Expr initializer, Span span) implements Stmt {}

  record If(Expr condition, Stmt then, @Nullable Stmt otherwise, Span span) implements Stmt {}

  record While(Expr condition, Stmt body, Span span) implements Stmt {}

  record DoWhile(Stmt body, Expr condition, Span span) implements Stmt {}

  /** A basic for loop; no condition means true. */
  record For(List<Stmt> init, @Nullable Expr condition, List<Expr> update, Stmt body, Span span)
      implements Stmt {}

  record ForEach(Variable variable, Expr iterable, Stmt body, Span span) implements Stmt {}

  record SwitchStmt(Switch of) implements Stmt {
    @Override
    public Span span() {
      return of.span();
    }
  }

  record Yield(Expr value, Span span) implements Stmt {}

  record Return(@Nullable Expr value, Span span) implements Stmt {}

  record Throw(Expr value, Span span) implements Stmt {}

  record Break(@Nullable String label, Span span) implements Stmt {}

  record Continue(@Nullable String label, Span span) implements Stmt {}

  record Labeled(String label, Stmt body, Span span) implements Stmt {}

  /**
   * A try statement.
   *
   * @param resources local declarations, or expression statements for {@code try (existing)}
   */
  record Try(
      List<Stmt> resources,
      Block body,
      List<Catch> catches,
      @Nullable Block finallyBlock,
      Span span)
      implements Stmt {}

  /** A catch clause; a multi-catch has several types. */
  record Catch(Variable variable, List<TypeRef> types, Block body, Span span) {}

  record Synchronized(Expr lock, Block body, Span span) implements Stmt {}

  record Assert(Expr condition, @Nullable Expr message, Span span) implements Stmt {}

  /** A local class, interface, enum or record. */
  record LocalType(TypeDecl type, Span span) implements Stmt {}

  /** {@code this(..)} or {@code super(..)} in a constructor. */
  record ConstructorCall(
      boolean isThis,
      @Nullable Expr outer,
      List<Expr> arguments,
      @Nullable MethodRef target,
      Span span)
      implements Stmt {}

  record Empty(Span span) implements Stmt {}

  /** Something the parser gave up on: analyses give up on the whole method. */
  record Unparsable(Span span) implements Stmt {}
}
