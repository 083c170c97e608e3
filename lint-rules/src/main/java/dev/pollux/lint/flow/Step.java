package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Pattern;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.Switch;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What happens at a node of the graph. Sub-expressions without an effect (names, literals,
 * comparisons, casts) have no step of their own: they are read where they are used.
 */
public sealed interface Step {
  /** The body begins. */
  record Entry() implements Step {}

  /** The body is left by a return, or by its end. */
  record Exit() implements Step {}

  /** The body is left by an exception. */
  record Raised() implements Step {}

  /** Paths meet, or an empty statement; nothing happens. */
  record Join() implements Step {}

  /**
   * A call, creation, assignment, increment, lambda, method reference or array is evaluated; its
   * operands have been.
   */
  record Eval(Expr expr) implements Step {}

  /** {@code this(..)} or {@code super(..)}; the arguments have been evaluated. */
  record Construct(Stmt.ConstructorCall call) implements Step {}

  /** A local variable or resource comes to be; the initialiser has been evaluated. */
  record Declare(Variable variable, @Nullable Expr initializer) implements Step {}

  /** A local, nested or anonymous class comes to be; it may read the variables around it. */
  record DeclareType(TypeDecl type) implements Step {}

  /** The value of an expression statement, or of a for loop's update, is dropped. */
  record Discard(Expr expr) implements Step {}

  /**
   * A condition without {@code &&}, {@code ||} or {@code !} at its top: a true and a false edge.
   */
  record Branch(Expr condition) implements Step {}

  /** Tries one case of a switch: a case edge when a label matches, a false edge when none does. */
  record Case(Switch of, Switch.Case labels) implements Step {}

  /** No case of an exhaustive switch matched: an exception. */
  record NoMatch(Switch of) implements Step {}

  /** A pattern variable takes the value; null when it is a component of what was matched. */
  record Bind(Variable variable, @Nullable Expr value) implements Step {}

  /** A component of a record pattern may not match: a true and a false edge. */
  record Component(Pattern pattern) implements Step {}

  /** {@code whole}, a conditional or switch expression, takes the value of one of its arms. */
  record Choose(Expr whole, Expr arm) implements Step {}

  /** {@code whole}, a logical expression, turned out true or false. */
  record Truth(Expr whole, boolean value) implements Step {}

  /** A foreach loop asks for its next element: a true edge with the element, and a false edge. */
  record Next(Stmt.ForEach loop) implements Step {}

  /** The value has been evaluated; what finally blocks there are run next. */
  record Return(Stmt.Return statement) implements Step {}

  /** The exception has been evaluated and is thrown. */
  record Throw(Stmt.Throw statement) implements Step {}

  /** After a finally block or a closed resource, the exception goes on. */
  record Rethrow(Stmt around) implements Step {}

  /** A catch clause begins; its variable is bound. */
  record Caught(Stmt.Catch clause) implements Step {}

  /** A resource is closed; the statement declares it, or names it. */
  record Close(Stmt resource) implements Step {}

  /** The monitor is taken; the lock expression has been evaluated. */
  record Enter(Stmt.Synchronized region) implements Step {}

  /** The monitor is given back. */
  record Leave(Stmt.Synchronized region) implements Step {}
}
