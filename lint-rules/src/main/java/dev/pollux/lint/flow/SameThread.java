package dev.pollux.lint.flow;

import dev.pollux.lint.code.AsyncModel;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.Types;
import dev.pollux.lint.code.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of the functions that a call is given run before it returns, on the same thread. A model
 * says so, or the source of the callee does; of all others nothing is known, and they count as kept
 * for later.
 */
final class SameThread {
  private static final int MAX_DEPTH = 3;

  private static final Set<String> STREAM_STEPS =
      Set.of(
          "map",
          "flatMap",
          "filter",
          "peek",
          "mapToInt",
          "mapToLong",
          "mapToDouble",
          "mapToObj",
          "mapMulti",
          "takeWhile",
          "dropWhile",
          "sorted");

  private final Types types;
  private final AsyncModel model;
  private final CallGraph calls;

  SameThread(Types types, AsyncModel model, CallGraph calls) {
    this.types = types;
    this.model = model;
    this.calls = calls;
  }

  /** Lambdas and method references that run as part of this call or creation. */
  List<Expr> runBy(Expr expr) {
    List<Expr> run = new ArrayList<>();
    if (!(expr instanceof Expr.Call call) || model.offloads(call) || model.runsLater(call)) {
      return run;
    }
    if (isImmediate(call)) {
      run.add(call.receiver());
    }
    streamSteps(call, run);
    List<Expr> arguments = call.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      Expr argument = bare(arguments.get(i));
      if (isFunction(argument) && (model.runsNow(call) || runs(call, i))) {
        run.add(argument);
      }
    }
    return run;
  }

  /** {@code ((Supplier<T>) () -> ..).get()}. */
  private static boolean isImmediate(Expr.Call call) {
    return call.receiver() != null && isFunction(bare(call.receiver()));
  }

  private static boolean isFunction(Expr expr) {
    return expr instanceof Expr.Lambda || expr instanceof Expr.MethodReference;
  }

  private static Expr bare(Expr expr) {
    Expr bare = expr;
    while (bare instanceof Expr.Cast cast) {
      bare = cast.operand();
    }
    return bare;
  }

  /** A stream runs its steps when something takes its elements, here at the end of the chain. */
  private void streamSteps(Expr.Call last, List<Expr> run) {
    if (isStream(last) || last.receiver() == null) {
      return;
    }
    Expr receiver = last.receiver();
    while (receiver instanceof Expr.Call step && isStream(step)) {
      if (STREAM_STEPS.contains(step.name())) {
        step.arguments().stream()
            .map(SameThread::bare)
            .filter(SameThread::isFunction)
            .forEach(run::add);
      }
      receiver = step.receiver();
    }
  }

  private boolean isStream(Expr.Call call) {
    return types.isKnownSubtype(call.type(), "java.util.stream.BaseStream");
  }

  private boolean runs(Expr.Call call, int index) {
    List<MethodDecl> targets = calls.targets(call);
    return !targets.isEmpty() && targets.stream().allMatch(t -> runs(t, index, MAX_DEPTH));
  }

  /** Whether the method calls the function that it is given, itself or through a helper. */
  private boolean runs(MethodDecl method, int index, int depth) {
    Stmt.Block body = method.body();
    if (body == null || depth == 0 || method.isVarargs() || index >= method.parameters().size()) {
      return false;
    }
    Variable function = method.parameters().get(index);
    MethodRef called = types.functionalMethod(function.type());
    return called != null
        && Cfg.of(body, types).nodes().stream()
            .anyMatch(node -> runs(node, function, called, depth));
  }

  private boolean runs(Node node, Variable function, MethodRef called, int depth) {
    if (!(node.step() instanceof Step.Eval eval) || !(eval.expr() instanceof Expr.Call call)) {
      return false;
    }
    if (isVariable(call.receiver(), function)) {
      return call.name().equals(called.name());
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      if (isVariable(call.arguments().get(i), function)) {
        int index = i;
        List<MethodDecl> targets = calls.targets(call);
        return model.runsNow(call)
            || (!targets.isEmpty() && targets.stream().allMatch(t -> runs(t, index, depth - 1)));
      }
    }
    return false;
  }

  private static boolean isVariable(@Nullable Expr expr, Variable variable) {
    return expr instanceof Expr.Local local && local.variable() == variable;
  }
}
