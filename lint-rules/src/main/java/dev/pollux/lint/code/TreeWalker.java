package dev.pollux.lint.code;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tree in source order, into lambdas, local and anonymous classes too. A subclass overrides
 * what it wants to see; {@code enter...} says whether to go into the node, {@code leave...} is
 * called only after it said yes.
 */
public abstract class TreeWalker {
  protected boolean enterType(TypeDecl type) {
    return true;
  }

  protected void leaveType(TypeDecl type) {}

  protected boolean enterField(FieldDecl field) {
    return true;
  }

  protected void leaveField(FieldDecl field) {}

  protected boolean enterMethod(MethodDecl method) {
    return true;
  }

  protected void leaveMethod(MethodDecl method) {}

  protected boolean enterStmt(Stmt stmt) {
    return true;
  }

  protected void leaveStmt(Stmt stmt) {}

  protected boolean enterExpr(Expr expr) {
    return true;
  }

  protected void leaveExpr(Expr expr) {}

  /**
   * @param declaration the stretch of code in which an annotation at the variable holds: the
   *     statement, with its initialiser, or the bare parameter or pattern
   */
  protected void variable(Variable variable, Span declaration) {}

  public final void walk(SourceUnit unit) {
    unit.types().forEach(this::walk);
  }

  public final void walk(TypeDecl type) {
    if (!enterType(type)) {
      return;
    }
    type.fields().forEach(this::walk);
    type.methods().forEach(this::walk);
    type.nested().forEach(this::walk);
    leaveType(type);
  }

  public final void walk(FieldDecl field) {
    if (enterField(field)) {
      walk(field.initializer());
      leaveField(field);
    }
  }

  public final void walk(MethodDecl method) {
    if (enterMethod(method)) {
      parameters(method.parameters());
      walk(method.body());
      leaveMethod(method);
    }
  }

  public final void walk(@Nullable Stmt stmt) {
    if (stmt != null && enterStmt(stmt)) {
      inside(stmt);
      leaveStmt(stmt);
    }
  }

  public final void walk(@Nullable Expr expr) {
    if (expr != null && enterExpr(expr)) {
      inside(expr);
      leaveExpr(expr);
    }
  }

  private void statements(List<Stmt> stmts) {
    stmts.forEach(this::walk);
  }

  private void expressions(List<Expr> exprs) {
    exprs.forEach(this::walk);
  }

  private void parameters(List<Variable> parameters) {
    parameters.forEach(p -> variable(p, p.span()));
  }

  private void inside(Stmt stmt) {
    if (stmt instanceof Stmt.Block s) {
      statements(s.statements());
    } else if (stmt instanceof Stmt.ExprStmt s) {
      walk(s.expression());
    } else if (stmt instanceof Stmt.LocalDecl s) {
      variable(s.variable(), s.span());
      walk(s.initializer());
    } else if (stmt instanceof Stmt.If s) {
      walk(s.condition());
      walk(s.then());
      walk(s.otherwise());
    } else if (stmt instanceof Stmt.While s) {
      walk(s.condition());
      walk(s.body());
    } else if (stmt instanceof Stmt.DoWhile s) {
      walk(s.body());
      walk(s.condition());
    } else if (stmt instanceof Stmt.For s) {
      statements(s.init());
      walk(s.condition());
      expressions(s.update());
      walk(s.body());
    } else if (stmt instanceof Stmt.ForEach s) {
      variable(s.variable(), s.variable().span());
      walk(s.iterable());
      walk(s.body());
    } else if (stmt instanceof Stmt.SwitchStmt s) {
      inside(s.of());
    } else if (stmt instanceof Stmt.Yield s) {
      walk(s.value());
    } else if (stmt instanceof Stmt.Return s) {
      walk(s.value());
    } else if (stmt instanceof Stmt.Throw s) {
      walk(s.value());
    } else if (stmt instanceof Stmt.Labeled s) {
      walk(s.body());
    } else if (stmt instanceof Stmt.Try s) {
      statements(s.resources());
      walk(s.body());
      s.catches().forEach(this::inside);
      walk(s.finallyBlock());
    } else if (stmt instanceof Stmt.Synchronized s) {
      walk(s.lock());
      walk(s.body());
    } else if (stmt instanceof Stmt.Assert s) {
      walk(s.condition());
      walk(s.message());
    } else if (stmt instanceof Stmt.LocalType s) {
      walk(s.type());
    } else if (stmt instanceof Stmt.ConstructorCall s) {
      walk(s.outer());
      expressions(s.arguments());
    }
  }

  private void inside(Stmt.Catch clause) {
    variable(clause.variable(), clause.variable().span());
    walk(clause.body());
  }

  private void inside(Switch of) {
    walk(of.selector());
    for (Switch.Case one : of.cases()) {
      expressions(one.constants());
      one.patterns().forEach(this::inside);
      walk(one.guard());
      statements(one.body());
    }
  }

  private void inside(Pattern pattern) {
    if (pattern instanceof Pattern.OfType p && p.variable() != null) {
      variable(p.variable(), p.span());
    } else if (pattern instanceof Pattern.OfRecord p) {
      p.components().forEach(this::inside);
    }
  }

  private void inside(Expr expr) {
    if (expr instanceof Expr.Call e) {
      walk(e.receiver());
      expressions(e.arguments());
    } else if (expr instanceof Expr.New e) {
      walk(e.outer());
      expressions(e.arguments());
      if (e.body() != null) {
        walk(e.body());
      }
    } else if (expr instanceof Expr.Field e) {
      walk(e.target());
    } else if (expr instanceof Expr.Assign e) {
      walk(e.target());
      walk(e.value());
    } else if (expr instanceof Expr.Unary e) {
      walk(e.operand());
    } else if (expr instanceof Expr.Binary e) {
      walk(e.left());
      walk(e.right());
    } else if (expr instanceof Expr.Conditional e) {
      walk(e.condition());
      walk(e.whenTrue());
      walk(e.whenFalse());
    } else if (expr instanceof Expr.InstanceOf e) {
      walk(e.operand());
      inside(e.pattern());
    } else if (expr instanceof Expr.Cast e) {
      walk(e.operand());
    } else if (expr instanceof Expr.SwitchExpr e) {
      inside(e.of());
    } else if (expr instanceof Expr.Lambda e) {
      parameters(e.parameters());
      walk(e.body());
    } else if (expr instanceof Expr.MethodReference e) {
      walk(e.scope());
    } else if (expr instanceof Expr.ArrayAccess e) {
      walk(e.array());
      walk(e.index());
    } else if (expr instanceof Expr.NewArray e) {
      expressions(e.dimensions());
      expressions(e.elements());
    }
  }
}
