package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Pattern;
import dev.pollux.lint.code.TypeRef;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lays out expressions as a graph. Chains that lean to the left (fluent calls, sums, long
 * conditions) are walked in loops, for generated code has them thousands long.
 */
final class ExprFlow {
  private final GraphParts graph;
  private final Constants constants;
  private final Consumer<Expr.SwitchExpr> switches;

  ExprFlow(GraphParts graph, Constants constants, Consumer<Expr.SwitchExpr> switches) {
    this.graph = graph;
    this.constants = constants;
    this.switches = switches;
  }

  /** Evaluates it for its value. */
  void value(Expr expr) {
    if (expr instanceof Expr.Call call) {
      calls(call);
    } else if (expr instanceof Expr.New creation) {
      creation(creation);
    } else if (expr instanceof Expr.Assign assign) {
      operands(assign.target());
      value(assign.value());
      graph.add(new Step.Eval(assign));
    } else if (expr instanceof Expr.Unary unary) {
      unary(unary);
    } else if (expr instanceof Expr.Binary binary) {
      binary(binary);
    } else if (expr instanceof Expr.InstanceOf) {
      logical(expr);
    } else if (expr instanceof Expr.Conditional choice) {
      conditional(choice);
    } else if (expr instanceof Expr.SwitchExpr choice) {
      switches.accept(choice);
    } else if (expr instanceof Expr.Cast cast) {
      value(cast.operand());
    } else if (expr instanceof Expr.Lambda lambda) {
      graph.lambdas.add(lambda);
      graph.add(new Step.Eval(lambda));
    } else if (expr instanceof Expr.MethodReference reference) {
      value(reference.scope());
      graph.add(new Step.Eval(reference));
    } else if (expr instanceof Expr.NewArray array) {
      array.dimensions().forEach(this::value);
      array.elements().forEach(this::value);
      graph.add(new Step.Eval(array));
    } else {
      operands(expr);
    }
  }

  /** What has to be evaluated before a place can be read or written. */
  private void operands(Expr place) {
    if (place instanceof Expr.Field field && field.target() != null) {
      value(field.target());
    } else if (place instanceof Expr.ArrayAccess access) {
      value(access.array());
      value(access.index());
    }
  }

  private void calls(Expr.Call last) {
    Deque<Expr.Call> chain = new ArrayDeque<>();
    Expr receiver = last;
    while (receiver instanceof Expr.Call call) {
      chain.push(call);
      receiver = call.receiver();
    }
    if (receiver != null) {
      value(receiver);
    }
    for (Expr.Call call : chain) {
      call.arguments().forEach(this::value);
      graph.addThrowing(new Step.Eval(call));
    }
  }

  private void creation(Expr.New creation) {
    if (creation.outer() != null) {
      value(creation.outer());
    }
    creation.arguments().forEach(this::value);
    if (creation.body() != null) {
      graph.declared.add(creation.body());
      graph.add(new Step.DeclareType(creation.body()));
    }
    graph.addThrowing(new Step.Eval(creation));
  }

  private void unary(Expr.Unary unary) {
    if (unary.operator().equals("++") || unary.operator().equals("--")) {
      operands(unary.operand());
      graph.add(new Step.Eval(unary));
    } else {
      value(unary.operand());
    }
  }

  private void binary(Expr.Binary last) {
    if (isLogical(last)) {
      logical(last);
      return;
    }
    Deque<Expr> rights = new ArrayDeque<>();
    Expr left = last;
    while (left instanceof Expr.Binary binary && !isLogical(binary)) {
      rights.push(binary.right());
      left = binary.left();
    }
    value(left);
    rights.forEach(this::value);
  }

  private static boolean isLogical(Expr expr) {
    return expr instanceof Expr.Binary binary
        && (binary.operator().equals("&&") || binary.operator().equals("||"));
  }

  private void logical(Expr whole) {
    Frontier no = condition(whole);
    graph.add(new Step.Truth(whole, true));
    Frontier yes = graph.here;
    graph.here = no;
    graph.add(new Step.Truth(whole, false));
    graph.here.addAll(yes);
  }

  private void conditional(Expr.Conditional choice) {
    Frontier no = condition(choice.condition());
    value(choice.whenTrue());
    graph.add(new Step.Choose(choice, choice.whenTrue()));
    Frontier yes = graph.here;
    graph.here = no;
    value(choice.whenFalse());
    graph.add(new Step.Choose(choice, choice.whenFalse()));
    graph.here.addAll(yes);
  }

  /** Evaluates a condition: what is here goes on when it holds, what is given back when not. */
  Frontier condition(Expr expr) {
    Boolean constant = constants.truth(expr);
    if (constant != null) {
      return constant ? new Frontier() : nothingHere();
    }
    if (expr instanceof Expr.Unary not && not.operator().equals("!")) {
      Frontier no = condition(not.operand());
      Frontier yes = graph.here;
      graph.here = no;
      return yes;
    }
    if (isLogical(expr)) {
      return chain((Expr.Binary) expr);
    }
    if (expr instanceof Expr.Conditional choice) {
      return chosen(choice);
    }
    if (expr instanceof Expr.InstanceOf test) {
      value(test.operand());
      Frontier no = branch(expr);
      bind(test.pattern(), test.operand(), no);
      return no;
    }
    value(expr);
    return branch(expr);
  }

  private Frontier nothingHere() {
    Frontier no = graph.here;
    graph.here = new Frontier();
    return no;
  }

  private Frontier branch(Expr condition) {
    Frontier yes = new Frontier();
    Frontier no = new Frontier();
    graph.ask(new Step.Branch(condition), Edge.Kind.TRUE, null, yes, no);
    graph.here = yes;
    return no;
  }

  /** {@code a && b && ..} or {@code a || b || ..}, from the left. */
  private Frontier chain(Expr.Binary last) {
    Deque<Expr> operands = new ArrayDeque<>();
    Expr left = last;
    while (left instanceof Expr.Binary binary && binary.operator().equals(last.operator())) {
      operands.push(binary.right());
      left = binary.left();
    }
    operands.push(left);
    boolean and = last.operator().equals("&&");
    Frontier early = new Frontier();
    for (Expr operand : operands) {
      Frontier no = condition(operand);
      if (and) {
        early.addAll(no);
      } else {
        early.addAll(graph.here);
        graph.here = no;
      }
    }
    if (and) {
      return early;
    }
    Frontier no = graph.here;
    graph.here = early;
    return no;
  }

  private Frontier chosen(Expr.Conditional choice) {
    Frontier otherwise = condition(choice.condition());
    Frontier no = condition(choice.whenTrue());
    Frontier yes = graph.here;
    graph.here = otherwise;
    no.addAll(condition(choice.whenFalse()));
    graph.here.addAll(yes);
    return no;
  }

  /**
   * Binds the variables of a pattern whose own type test has succeeded; a component that does not
   * match goes to {@code no}.
   */
  void bind(Pattern pattern, @Nullable Expr subject, Frontier no) {
    if (pattern instanceof Pattern.OfType type) {
      if (type.variable() != null) {
        graph.add(new Step.Bind(type.variable(), subject));
      }
    } else if (pattern instanceof Pattern.OfRecord record) {
      for (Pattern component : record.components()) {
        if (mayMiss(component, record.type())) {
          Frontier match = new Frontier();
          graph.ask(new Step.Component(component), Edge.Kind.TRUE, null, match, no);
          graph.here = match;
        }
        bind(component, null, no);
      }
    }
  }

  /**
   * Whether a component pattern may miss. A type that is one of the record's own type arguments, or
   * that belongs to a record without any, is taken to be the component's own type: such a pattern
   * always matches.
   */
  private static boolean mayMiss(Pattern component, TypeRef record) {
    if (!(record instanceof TypeRef.Named owner) || owner.arguments().isEmpty()) {
      return false;
    }
    TypeRef type =
        component instanceof Pattern.OfType of
            ? of.type()
            : component instanceof Pattern.OfRecord of ? of.type() : TypeRef.UNKNOWN;
    return type instanceof TypeRef.Named named
        && owner.arguments().stream()
            .noneMatch(a -> !(a instanceof TypeRef.Named) || a.is(named.name()));
  }
}
