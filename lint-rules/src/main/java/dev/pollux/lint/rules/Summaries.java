package dev.pollux.lint.rules;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.Program;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.TreeWalker;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Types;
import dev.pollux.lint.code.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What methods that are declared in the linted sources do with what they are given. Safe for use by
 * many threads: a summary may be made twice, and is the same each time.
 */
final class Summaries {
  private final Program program;
  private final Types types;
  private final Map<MethodDecl, List<@Nullable Expr>> returned =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final Map<Variable, Boolean> ignored = new ConcurrentHashMap<>();

  Summaries(Program program) {
    this.program = program;
    this.types = program.types();
  }

  /** Whether every way out of the called method gives the object that it was called on. */
  boolean returnsReceiver(Expr.Call call) {
    MethodDecl method = declaration(call.target());
    return method != null && !method.isStatic() && returnsOnly(method, Summaries::isThis);
  }

  private static boolean isThis(Expr value) {
    return value instanceof Expr.This;
  }

  /**
   * Whether the called method makes nothing: it gives what was there before the call, such as a
   * field, a record's component or an argument.
   */
  boolean returnsWhatExists(MethodRef target) {
    MethodDecl method = declaration(target);
    if (method != null) {
      return returnsOnly(
          method,
          value ->
              isThis(value)
                  || value instanceof Expr.Field
                  || (value instanceof Expr.Local local
                      && local.variable().kind() == Variable.Kind.PARAMETER));
    }
    TypeDecl owner = types.declaration(target.owner());
    return owner != null
        && owner.kind() == TypeDecl.Kind.RECORD
        && target.parameters().isEmpty()
        && owner.fields().stream().anyMatch(f -> f.name().equals(target.name()));
  }

  /** Whether the method's return type is one of its type variables: it passes a value through. */
  boolean returnsTypeVariable(MethodRef target) {
    MethodDecl method = declaration(target);
    return method != null && method.returnType() instanceof TypeRef.Variable;
  }

  /**
   * Whether the method is known to make nothing of a parameter but to look at it. Methods that may
   * be overridden are not known.
   */
  boolean ignoresParameter(MethodRef target, int index) {
    MethodDecl method = declaration(target);
    Stmt.Block body = method == null ? null : method.body();
    if (method == null
        || body == null
        || target.isVarargs()
        || index >= method.parameters().size()
        || mayBeOverridden(method)) {
      return false;
    }
    Variable parameter = method.parameters().get(index);
    return ignored.computeIfAbsent(parameter, p -> !isRead(body, p));
  }

  private boolean mayBeOverridden(MethodDecl method) {
    boolean isFixed =
        method.isStatic()
            || method.isPrivate()
            || method.isFinal()
            || method.isConstructor()
            || method.owner().isFinal()
            || method.owner().kind() == TypeDecl.Kind.RECORD
            || method.owner().kind() == TypeDecl.Kind.ENUM;
    return !isFixed;
  }

  /** One level deep: what a callee's callees ignore is taken for read. */
  private boolean isRead(Stmt.Block body, Variable variable) {
    boolean[] found = new boolean[1];
    new UseWalker(program, this) {
      @Override
      boolean isDead(Expr container) {
        return false;
      }

      @Override
      boolean ignores(@Nullable MethodRef target, int index) {
        return false;
      }

      @Override
      void seen(Expr expr, Use use) {
        boolean isLook = use instanceof Use.Observed || use instanceof Use.Dropped;
        found[0] |= expr instanceof Expr.Local local && local.variable() == variable && !isLook;
      }
    }.walk(body);
    return found[0];
  }

  private boolean returnsOnly(MethodDecl method, Predicate<Expr> wanted) {
    Stmt.Block body = method.body();
    if (body == null) {
      return false;
    }
    List<@Nullable Expr> values = returned.computeIfAbsent(method, m -> returns(body));
    return !values.isEmpty()
        && values.stream().allMatch(v -> v != null && wanted.test(withoutCasts(v)));
  }

  private static Expr withoutCasts(Expr value) {
    return value instanceof Expr.Cast cast ? withoutCasts(cast.operand()) : value;
  }

  private static List<@Nullable Expr> returns(Stmt.Block body) {
    List<@Nullable Expr> values = new ArrayList<>();
    new TreeWalker() {
      @Override
      protected boolean enterStmt(Stmt stmt) {
        if (stmt instanceof Stmt.Return leave) {
          values.add(leave.value());
        }
        return !(stmt instanceof Stmt.LocalType);
      }

      @Override
      protected boolean enterExpr(Expr expr) {
        return false;
      }
    }.walk(body);
    return values;
  }

  private @Nullable MethodDecl declaration(@Nullable MethodRef target) {
    return target == null ? null : types.declaration(target);
  }
}
