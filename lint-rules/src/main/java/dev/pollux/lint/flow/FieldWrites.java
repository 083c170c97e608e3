package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.Stmt;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields a method may change, by name, through what it calls in the sources too. What is not
 * in the sources is taken to change no field of ours, unless it is handed {@code this}.
 */
final class FieldWrites {
  /** How many methods are followed before anything may have changed. */
  private static final int MAX_METHODS = 60;

  private final CallGraph calls;
  private final Map<MethodDecl, Meaning.Writes> known =
      Collections.synchronizedMap(new IdentityHashMap<>());

  FieldWrites(CallGraph calls) {
    this.calls = calls;
  }

  Meaning.Writes of(Expr expr) {
    if (expr instanceof Expr.New creation) {
      return creation.arguments().stream().anyMatch(a -> a instanceof Expr.This)
          ? Meaning.Writes.EVERYTHING
          : Meaning.Writes.NONE;
    }
    if (!(expr instanceof Expr.Call call)) {
      return Meaning.Writes.NONE;
    }
    List<MethodDecl> targets = calls.targets(call);
    if (targets.isEmpty()) {
      return isOwn(call) || call.arguments().stream().anyMatch(FieldWrites::mayReach)
          ? Meaning.Writes.EVERYTHING
          : Meaning.Writes.NONE;
    }
    Set<String> fields = new HashSet<>();
    for (MethodDecl target : targets) {
      Meaning.Writes writes = known.computeIfAbsent(target, this::compute);
      if (writes.everything()) {
        return writes;
      }
      fields.addAll(writes.fields());
    }
    return new Meaning.Writes(false, fields);
  }

  /** Whether the call runs methods of the sources alone, and they change nothing. */
  boolean isPure(Expr.Call call) {
    if (calls.targets(call).isEmpty()) {
      return false;
    }
    Meaning.Writes writes = of(call);
    return !writes.everything() && writes.fields().isEmpty();
  }

  private static boolean isOwn(Expr.Call call) {
    return call.target() == null || !call.target().isStatic()
        ? call.receiver() == null
            || call.receiver() instanceof Expr.This
            || call.receiver() instanceof Expr.Super
        : false;
  }

  /** Whether what is handed over can change our fields: ourselves, or code of ours. */
  private static boolean mayReach(Expr argument) {
    return argument instanceof Expr.This
        || argument instanceof Expr.Lambda
        || argument instanceof Expr.MethodReference
        || (argument instanceof Expr.New creation && creation.body() != null);
  }

  private Meaning.Writes compute(MethodDecl root) {
    Set<String> fields = new HashSet<>();
    Map<MethodDecl, Boolean> seen = new IdentityHashMap<>();
    Deque<MethodDecl> open = new ArrayDeque<>(List.of(root));
    seen.put(root, true);
    boolean[] everything = {false};
    while (!open.isEmpty() && !everything[0]) {
      if (seen.size() > MAX_METHODS) {
        return Meaning.Writes.EVERYTHING;
      }
      Stmt.Block body = open.pop().body();
      if (body == null) {
        continue;
      }
      Subtrees.all(
          body,
          tree -> {
            if (tree instanceof Expr.Assign assign) {
              addField(assign.target(), fields);
            } else if (tree instanceof Expr.Unary unary) {
              if (unary.operator().equals("++") || unary.operator().equals("--")) {
                addField(unary.operand(), fields);
              }
            } else if (tree instanceof Expr.Call call) {
              everything[0] |= !follow(call, fields, seen, open);
            }
          });
    }
    return everything[0] ? Meaning.Writes.EVERYTHING : new Meaning.Writes(false, fields);
  }

  private boolean follow(
      Expr.Call call, Set<String> fields, Map<MethodDecl, Boolean> seen, Deque<MethodDecl> open) {
    List<MethodDecl> targets = calls.targets(call);
    for (MethodDecl target : targets) {
      if (seen.putIfAbsent(target, true) == null) {
        open.push(target);
      }
    }
    if (targets.isEmpty() && isOwn(call)) {
      return false;
    }
    if (targets.isEmpty() && !PollMeaning.looks(call)) {
      addField(call.receiver(), fields);
    }
    return true;
  }

  /** The field that is written, or that something is done to. */
  private static void addField(@Nullable Expr target, Set<String> fields) {
    if (target instanceof Expr.Field field) {
      fields.add(field.name());
      addField(field.target(), fields);
    } else if (target instanceof Expr.ArrayAccess access) {
      addField(access.array(), fields);
    }
  }
}
