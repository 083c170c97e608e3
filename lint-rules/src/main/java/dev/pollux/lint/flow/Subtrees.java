package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.FieldDecl;
import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.Switch;
import dev.pollux.lint.code.TypeDecl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Walks trees in source order without recursion, however deep they are. */
public final class Subtrees {
  private Subtrees() {}

  /**
   * Visits every expression below the roots, in source order.
   *
   * @param roots {@link Expr}, {@link Stmt} or {@link TypeDecl}; null is skipped
   * @param descend whether to look into an expression that has been visited
   */
  public static void expressions(
      List<? extends @Nullable Object> roots, Consumer<Expr> visit, Predicate<Expr> descend) {
    walk(
        roots,
        tree -> {
          if (tree instanceof Expr expr) {
            visit.accept(expr);
          }
        },
        tree -> !(tree instanceof Expr expr) || descend.test(expr));
  }

  /**
   * Visits every expression and statement below the root, in source order, bodies of lambdas too.
   */
  public static void all(Object root, Consumer<Object> visit) {
    walk(Collections.singletonList(root), visit, tree -> true);
  }

  /** Visits every tree below the roots, in source order. */
  public static void walk(
      List<? extends @Nullable Object> roots, Consumer<Object> visit, Predicate<Object> descend) {
    Deque<Object> open = new ArrayDeque<>();
    push(open, roots);
    while (!open.isEmpty()) {
      Object tree = open.pop();
      visit.accept(tree);
      if (descend.test(tree)) {
        push(open, children(tree));
      }
    }
  }

  private static void push(Deque<Object> open, List<? extends @Nullable Object> trees) {
    for (int i = trees.size() - 1; i >= 0; i--) {
      Object tree = trees.get(i);
      if (tree != null) {
        open.push(tree);
      }
    }
  }

  /** What is directly below a tree, in source order. */
  static List<@Nullable Object> children(Object tree) {
    if (tree instanceof Expr expr) {
      return ofExpr(expr);
    }
    if (tree instanceof Stmt stmt) {
      return ofStmt(stmt);
    }
    if (tree instanceof Stmt.Catch clause) {
      return list(clause.body());
    }
    if (tree instanceof TypeDecl type) {
      return ofType(type);
    }
    return List.of();
  }

  private static List<@Nullable Object> ofType(TypeDecl type) {
    List<@Nullable Object> members = new ArrayList<>();
    for (FieldDecl field : type.fields()) {
      members.add(field.initializer());
    }
    for (MethodDecl method : type.methods()) {
      members.add(method.body());
    }
    members.addAll(type.nested());
    return members;
  }

  private static List<@Nullable Object> ofExpr(Expr expr) {
    if (expr instanceof Expr.Call call) {
      return list(call.receiver(), call.arguments());
    } else if (expr instanceof Expr.New creation) {
      return list(creation.outer(), creation.arguments(), creation.body());
    } else if (expr instanceof Expr.Field field) {
      return list(field.target());
    } else if (expr instanceof Expr.Assign assign) {
      return list(assign.target(), assign.value());
    } else if (expr instanceof Expr.Unary unary) {
      return list(unary.operand());
    } else if (expr instanceof Expr.Binary binary) {
      return list(binary.left(), binary.right());
    } else if (expr instanceof Expr.Conditional choice) {
      return list(choice.condition(), choice.whenTrue(), choice.whenFalse());
    } else if (expr instanceof Expr.InstanceOf test) {
      return list(test.operand());
    } else if (expr instanceof Expr.Cast cast) {
      return list(cast.operand());
    } else if (expr instanceof Expr.SwitchExpr choice) {
      return ofSwitch(choice.of());
    } else if (expr instanceof Expr.Lambda lambda) {
      return list(lambda.body());
    } else if (expr instanceof Expr.MethodReference reference) {
      return list(reference.scope());
    } else if (expr instanceof Expr.ArrayAccess access) {
      return list(access.array(), access.index());
    } else if (expr instanceof Expr.NewArray array) {
      return list(array.dimensions(), array.elements());
    }
    return List.of();
  }

  private static List<@Nullable Object> ofStmt(Stmt stmt) {
    if (stmt instanceof Stmt.Block block) {
      return list(block.statements());
    } else if (stmt instanceof Stmt.ExprStmt statement) {
      return list(statement.expression());
    } else if (stmt instanceof Stmt.LocalDecl local) {
      return list(local.initializer());
    } else if (stmt instanceof Stmt.If branch) {
      return list(branch.condition(), branch.then(), branch.otherwise());
    } else if (stmt instanceof Stmt.Return leave) {
      return list(leave.value());
    } else if (stmt instanceof Stmt.Throw raise) {
      return list(raise.value());
    } else if (stmt instanceof Stmt.Try attempt) {
      return list(attempt.resources(), attempt.body(), attempt.catches(), attempt.finallyBlock());
    } else if (stmt instanceof Stmt.SwitchStmt choice) {
      return ofSwitch(choice.of());
    } else if (stmt instanceof Stmt.Yield give) {
      return list(give.value());
    } else if (stmt instanceof Stmt.Labeled labeled) {
      return list(labeled.body());
    } else if (stmt instanceof Stmt.Synchronized region) {
      return list(region.lock(), region.body());
    } else if (stmt instanceof Stmt.Assert check) {
      return list(check.condition(), check.message());
    } else if (stmt instanceof Stmt.LocalType local) {
      return list(local.type());
    } else if (stmt instanceof Stmt.ConstructorCall call) {
      return list(call.outer(), call.arguments());
    }
    return ofLoop(stmt);
  }

  private static List<@Nullable Object> ofLoop(Stmt stmt) {
    if (stmt instanceof Stmt.While loop) {
      return list(loop.condition(), loop.body());
    } else if (stmt instanceof Stmt.DoWhile loop) {
      return list(loop.body(), loop.condition());
    } else if (stmt instanceof Stmt.For loop) {
      return list(loop.init(), loop.condition(), loop.update(), loop.body());
    } else if (stmt instanceof Stmt.ForEach loop) {
      return list(loop.iterable(), loop.body());
    }
    return List.of();
  }

  private static List<@Nullable Object> ofSwitch(Switch choice) {
    List<@Nullable Object> parts = new ArrayList<>();
    parts.add(choice.selector());
    for (Switch.Case arm : choice.cases()) {
      parts.addAll(arm.constants());
      parts.add(arm.guard());
      parts.addAll(arm.body());
    }
    return parts;
  }

  /** Flattens lists among the parts. */
  private static List<@Nullable Object> list(@Nullable Object... parts) {
    if (Arrays.stream(parts).noneMatch(p -> p instanceof List)) {
      return Arrays.asList(parts);
    }
    List<@Nullable Object> flat = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof List<?> more) {
        flat.addAll(more);
      } else {
        flat.add(part);
      }
    }
    return flat;
  }
}
