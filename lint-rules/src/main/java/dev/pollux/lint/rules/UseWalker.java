package dev.pollux.lint.rules;

import dev.pollux.lint.code.AsyncModel;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.FieldDecl;
import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.Pattern;
import dev.pollux.lint.code.Program;
import dev.pollux.lint.code.SourceUnit;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.Switch;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Types;
import dev.pollux.lint.code.Variable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks a file and says of every expression what becomes of its value. It looks through what only
 * hands a value on: conditionals, casts, fluent calls, {@code requireNonNull}, {@code List.of}.
 */
abstract class UseWalker {
  private static final Set<String> THROWS_ASSERTIONS =
      Set.of(
          "assertThrows",
          "assertThrowsExactly",
          "expectThrows",
          "assertThatThrownBy",
          "catchThrowable",
          "catchThrowableOfType",
          "isThrownBy");

  final Types types;
  final AsyncModel model;
  private final Summaries summaries;

  /** Where the values of the switch expressions around go, the innermost first. */
  private final Deque<Use> yields = new ArrayDeque<>();

  /** Where the values of the bodies around are returned to, the innermost first. */
  private final Deque<Use> returns = new ArrayDeque<>();

  private final Deque<Stmt.Block> bodies = new ArrayDeque<>();
  private final Deque<TypeDecl> owners = new ArrayDeque<>();
  private int insideThrowsAssertion;

  UseWalker(Program program, Summaries summaries) {
    this.types = program.types();
    this.model = program.model();
    this.summaries = summaries;
  }

  /** An expression whose value goes there; its operands have been seen before. */
  abstract void seen(Expr expr, Use use);

  /** What a container that is only ever filled makes of its elements. */
  abstract boolean isDead(Expr container);

  /** The body around: a method's, an initialiser's or a lambda's; null in a field's initialiser. */
  final Stmt.@Nullable Block currentBody() {
    return bodies.peek();
  }

  /** Whether the code is inside an assertion that it throws, where nothing is ever polled. */
  final boolean isExpectedToThrow() {
    return insideThrowsAssertion > 0;
  }

  /** Whether the method called makes nothing of that argument. */
  boolean ignores(@Nullable MethodRef target, int index) {
    return target != null && summaries.ignoresParameter(target, index);
  }

  /** Walks one body alone. */
  final void walk(Stmt.Block body) {
    body(body, Use.CONSUMED);
  }

  final void walk(SourceUnit unit) {
    unit.types().forEach(this::type);
  }

  private void type(TypeDecl type) {
    owners.push(type);
    for (FieldDecl field : type.fields()) {
      if (field.initializer() != null) {
        expr(field.initializer(), fieldUse(field.owner().name(), field.name()));
      }
    }
    for (MethodDecl method : type.methods()) {
      if (method.body() != null) {
        body(method.body(), Use.CONSUMED);
      }
    }
    type.nested().forEach(this::type);
    owners.pop();
  }

  private void body(Stmt.Block block, Use returned) {
    bodies.push(block);
    returns.push(returned);
    stmt(block);
    returns.pop();
    bodies.pop();
  }

  private void stmts(List<Stmt> stmts) {
    for (int i = 0; i < stmts.size(); i++) {
      boolean beforeFail = i + 1 < stmts.size() && isFail(stmts.get(i + 1));
      insideThrowsAssertion += beforeFail ? 1 : 0;
      stmt(stmts.get(i));
      insideThrowsAssertion -= beforeFail ? 1 : 0;
    }
  }

  /** {@code call(); fail();}: the call is expected to throw. */
  private static boolean isFail(Stmt stmt) {
    return stmt instanceof Stmt.ExprStmt s
        && s.expression() instanceof Expr.Call call
        && call.name().equals("fail");
  }

  private void stmt(@Nullable Stmt stmt) {
    if (stmt instanceof Stmt.Block s) {
      stmts(s.statements());
    } else if (stmt instanceof Stmt.ExprStmt s) {
      expr(s.expression(), Use.DROPPED);
    } else if (stmt instanceof Stmt.LocalDecl s) {
      expr(s.initializer(), new Use.InLocal(s.variable()));
    } else if (stmt instanceof Stmt.If s) {
      expr(s.condition(), Use.OBSERVED);
      stmt(s.then());
      stmt(s.otherwise());
    } else if (stmt instanceof Stmt.While s) {
      expr(s.condition(), Use.OBSERVED);
      stmt(s.body());
    } else if (stmt instanceof Stmt.DoWhile s) {
      stmt(s.body());
      expr(s.condition(), Use.OBSERVED);
    } else if (stmt instanceof Stmt.For s) {
      s.init().forEach(this::stmt);
      expr(s.condition(), Use.OBSERVED);
      s.update().forEach(e -> expr(e, Use.DROPPED));
      stmt(s.body());
    } else if (stmt instanceof Stmt.ForEach s) {
      expr(s.iterable(), Use.CONSUMED);
      stmt(s.body());
    } else if (stmt instanceof Stmt.SwitchStmt s) {
      cases(s.of());
    } else if (stmt instanceof Stmt.Yield s) {
      expr(s.value(), yields.isEmpty() ? Use.CONSUMED : yields.peek());
    } else if (stmt instanceof Stmt.Return s) {
      expr(s.value(), returns.isEmpty() ? Use.CONSUMED : returns.peek());
    } else if (stmt instanceof Stmt.Throw s) {
      expr(s.value(), Use.CONSUMED);
    } else if (stmt instanceof Stmt.Labeled s) {
      stmt(s.body());
    } else if (stmt instanceof Stmt.Try s) {
      s.resources().forEach(this::resource);
      stmt(s.body());
      s.catches().forEach(c -> stmt(c.body()));
      stmt(s.finallyBlock());
    } else if (stmt instanceof Stmt.Synchronized s) {
      expr(s.lock(), Use.OBSERVED);
      stmt(s.body());
    } else if (stmt instanceof Stmt.Assert s) {
      expr(s.condition(), Use.OBSERVED);
      expr(s.message(), Use.OBSERVED);
    } else if (stmt instanceof Stmt.LocalType s) {
      type(s.type());
    } else if (stmt instanceof Stmt.ConstructorCall s) {
      s.arguments().forEach(a -> expr(a, Use.CONSUMED));
    }
  }

  /** What is closed is put to use. */
  private void resource(Stmt resource) {
    if (resource instanceof Stmt.LocalDecl s) {
      expr(s.initializer(), Use.CONSUMED);
    } else if (resource instanceof Stmt.ExprStmt s) {
      expr(s.expression(), Use.CONSUMED);
    }
  }

  private void cases(Switch of) {
    expr(of.selector(), Use.CONSUMED);
    for (Switch.Case one : of.cases()) {
      one.constants().forEach(c -> expr(c, Use.OBSERVED));
      expr(one.guard(), Use.OBSERVED);
      stmts(one.body());
    }
  }

  private void expr(@Nullable Expr expr, Use use) {
    if (expr == null) {
      return;
    }
    operands(expr, use);
    seen(expr, use);
  }

  private void operands(Expr expr, Use use) {
    if (expr instanceof Expr.Call e) {
      call(e, use);
    } else if (expr instanceof Expr.New e) {
      creation(e);
    } else if (expr instanceof Expr.Field e) {
      expr(e.target(), Use.CONSUMED);
    } else if (expr instanceof Expr.Assign e) {
      assign(e, use);
    } else if (expr instanceof Expr.Unary e) {
      expr(e.operand(), Use.OBSERVED);
    } else if (expr instanceof Expr.Binary e) {
      expr(e.left(), Use.OBSERVED);
      expr(e.right(), Use.OBSERVED);
    } else if (expr instanceof Expr.Conditional e) {
      expr(e.condition(), Use.OBSERVED);
      expr(e.whenTrue(), use);
      expr(e.whenFalse(), use);
    } else if (expr instanceof Expr.InstanceOf e) {
      boolean looks = e.pattern() instanceof Pattern.OfType p && p.variable() == null;
      expr(e.operand(), looks ? Use.OBSERVED : Use.CONSUMED);
    } else if (expr instanceof Expr.Cast e) {
      expr(e.operand(), use);
    } else if (expr instanceof Expr.SwitchExpr e) {
      yields.push(use);
      cases(e.of());
      yields.pop();
    } else if (expr instanceof Expr.Lambda e) {
      body(e.body(), givesToNobody(e.type()) ? Use.DROPPED : Use.CONSUMED);
    } else if (expr instanceof Expr.MethodReference e) {
      expr(e.scope(), Use.CONSUMED);
    } else if (expr instanceof Expr.ArrayAccess e) {
      expr(e.array(), Use.CONSUMED);
      expr(e.index(), Use.OBSERVED);
    } else if (expr instanceof Expr.NewArray e) {
      e.dimensions().forEach(d -> expr(d, Use.OBSERVED));
      e.elements().forEach(x -> expr(x, elementUse(use)));
    }
  }

  private void creation(Expr.New creation) {
    expr(creation.outer(), Use.CONSUMED);
    arguments(creation.arguments(), creation.target(), Use.CONSUMED);
    if (creation.body() != null) {
      Deque<Use> around = new ArrayDeque<>(yields);
      yields.clear();
      type(creation.body());
      yields.addAll(around);
    }
  }

  private void call(Expr.Call call, Use use) {
    Expr receiver = call.receiver();
    MethodRef target = call.target();
    if (model.isNonConsuming(call) && !Carriers.isIdentity(target)) {
      expr(receiver, Use.OBSERVED);
      call.arguments().forEach(a -> expr(a, Use.OBSERVED));
      return;
    }
    if (receiver != null && Carriers.fills(call, types)) {
      // What add() and its like give is not the element: only a map's put gives an older one.
      boolean dead = isDead(receiver);
      expr(receiver, use instanceof Use.Consumed ? Use.CONSUMED : Use.OBSERVED);
      call.arguments().forEach(a -> expr(a, dead ? Use.OBSERVED : Use.CONSUMED));
      return;
    }
    if (receiver != null && Carriers.looksInto(call, use, types)) {
      expr(receiver, Use.OBSERVED);
      call.arguments().forEach(a -> expr(a, Use.OBSERVED));
      return;
    }
    if (Carriers.isIdentity(target)) {
      Use kept = use instanceof Use.Dropped ? Use.OBSERVED : use;
      for (int i = 0; i < call.arguments().size(); i++) {
        expr(call.arguments().get(i), i == 0 ? kept : Use.OBSERVED);
      }
      return;
    }
    if (Carriers.isFactory(target)) {
      call.arguments().forEach(a -> expr(a, elementUse(use)));
      return;
    }
    boolean throwsAssertion = THROWS_ASSERTIONS.contains(call.name());
    insideThrowsAssertion += throwsAssertion ? 1 : 0;
    expr(receiver, summaries.returnsReceiver(call) ? use : Use.CONSUMED);
    Use handedOver =
        use instanceof Use.Dropped && model.offloads(call) ? Use.DROPPED : Use.CONSUMED;
    arguments(call.arguments(), target, handedOver);
    insideThrowsAssertion -= throwsAssertion ? 1 : 0;
  }

  /**
   * @param results where the results of lambdas go: nowhere when a call that runs them elsewhere is
   *     itself dropped
   */
  private void arguments(List<Expr> arguments, @Nullable MethodRef target, Use results) {
    for (int i = 0; i < arguments.size(); i++) {
      Expr argument = arguments.get(i);
      if (argument instanceof Expr.Lambda lambda && results instanceof Use.Dropped) {
        body(lambda.body(), Use.DROPPED);
        seen(lambda, Use.CONSUMED);
      } else {
        expr(argument, ignores(target, i) ? Use.OBSERVED : Use.CONSUMED);
      }
    }
  }

  private void assign(Expr.Assign assign, Use use) {
    Expr target = assign.target();
    if (target instanceof Expr.Field field) {
      expr(field.target(), Use.OBSERVED);
    } else if (target instanceof Expr.ArrayAccess access) {
      expr(access.array(), Use.OBSERVED);
      expr(access.index(), Use.OBSERVED);
    }
    if (assign.isCompound()) {
      expr(assign.value(), Use.OBSERVED);
    } else {
      expr(assign.value(), use instanceof Use.Dropped ? targetUse(target) : Use.CONSUMED);
    }
  }

  private Use targetUse(Expr target) {
    if (target instanceof Expr.Local local) {
      return new Use.InLocal(local.variable());
    }
    if (target instanceof Expr.Field field && field.owner() != null) {
      return fieldUse(field.owner(), field.name());
    }
    return target instanceof Expr.ArrayAccess access && isDead(access.array())
        ? Use.OBSERVED
        : Use.CONSUMED;
  }

  /** Only a private field can be seen whole: it is used within its outermost class. */
  private Use fieldUse(String owner, String name) {
    for (TypeDecl type : owners) {
      if (type.name().equals(owner)) {
        return type.fields().stream().anyMatch(f -> f.name().equals(name) && f.isPrivate())
            ? new Use.InField(new Use.FieldKey(owner, name))
            : Use.CONSUMED;
      }
    }
    TypeDecl elsewhere = types.declaration(owner);
    boolean isOurs =
        elsewhere != null
            && !owners.isEmpty()
            && elsewhere.nest() == owners.peek().nest()
            && elsewhere.fields().stream().anyMatch(f -> f.name().equals(name) && f.isPrivate());
    return isOurs ? new Use.InField(new Use.FieldKey(owner, name)) : Use.CONSUMED;
  }

  /** An element shares the fate of the list or array that was just made of it. */
  private Use elementUse(Use container) {
    if (container instanceof Use.Dropped || container instanceof Use.Observed) {
      return container;
    }
    if (container instanceof Use.InLocal local
        && isDead(new Expr.Local(local.variable(), local.variable().span()))) {
      return Use.OBSERVED;
    }
    return Use.CONSUMED;
  }

  /**
   * Whether what a function of this type gives is lost: its method returns {@code void}, or {@code
   * Object} in an interface that is not generic, so that no caller expects anything in particular.
   */
  final boolean givesToNobody(TypeRef functional) {
    MethodRef method = types.functionalMethod(functional);
    if (method == null) {
      return false;
    }
    boolean isGeneric = functional instanceof TypeRef.Named named && !named.arguments().isEmpty();
    return method.returnType().equals(TypeRef.VOID)
        || (!isGeneric && method.returnType().equals(TypeRef.OBJECT) && !isRaw(functional));
  }

  private boolean isRaw(TypeRef functional) {
    // A raw Supplier or Callable looks like an interface that is not generic.
    return functional instanceof TypeRef.Named named && named.name().startsWith("java.");
  }

  /** Names that say that the value is not wanted. */
  static boolean isIgnored(Variable variable) {
    String name = variable.name();
    return name.equals("_")
        || name.startsWith("ignored")
        || name.startsWith("unused")
        || name.startsWith("_");
  }
}
