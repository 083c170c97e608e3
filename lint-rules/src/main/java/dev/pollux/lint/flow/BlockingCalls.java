package dev.pollux.lint.flow;

import dev.pollux.lint.code.AsyncModel;
import dev.pollux.lint.code.Blocking;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which calls in a body may block the thread that runs it: those that a model lists, and those of
 * methods in the sources that do so on the same thread, up to {@value #MAX_CHAIN} calls deep.
 */
public final class BlockingCalls {
  private static final int MAX_CHAIN = 6;

  /**
   * A call that may block.
   *
   * @param call what is called here: a call, a creation or a method reference
   * @param chain from here to the call that blocks: each method that is entered, with the call in
   *     it that goes on; empty when the call itself blocks
   * @param reason why the last one blocks
   */
  public record Found(Expr call, List<Link> chain, Blocking reason) {
    /** The expression that blocks in the end. */
    public Expr last() {
      return chain.isEmpty() ? call : chain.get(chain.size() - 1).call();
    }
  }

  /** A method on the way, and the call in it that goes on. */
  public record Link(MethodDecl method, Expr call) {}

  private record Key(Site method, int depth) {}

  private final Types types;
  private final AsyncModel model;
  private final CallGraph calls;
  private final SameThread sameThread;
  private final Map<Key, Optional<Found>> known = Collections.synchronizedMap(new HashMap<>());

  BlockingCalls(Types types, AsyncModel model, CallGraph calls) {
    this.types = types;
    this.model = model;
    this.calls = calls;
    this.sameThread = new SameThread(types, model, calls);
  }

  /** The calls that may block in a body, in lambdas that run at once too, in source order. */
  public List<Found> in(Body body) {
    return in(body.code(), MAX_CHAIN, Set.copyOf(body.parameters()));
  }

  /** What a method reference blocks on when it is run; null when it does not. */
  public @Nullable Found reference(Expr.MethodReference reference) {
    return blocked(reference, MAX_CHAIN, true);
  }

  private List<Found> in(Stmt.Block code, int depth, Set<?> parameters) {
    List<Found> found = new ArrayList<>();
    Cfg cfg = Cfg.of(code, types);
    if (!cfg.isComplete()) {
      return found;
    }
    Set<Site> seen = new HashSet<>();
    Origins origins = new Origins(cfg, model, parameters);
    for (Node node : cfg.nodes()) {
      if (!(node.step() instanceof Step.Eval eval) || !seen.add(new Site(eval.expr()))) {
        continue;
      }
      Found here = blocked(eval.expr(), depth, false);
      if (here != null && (!here.chain().isEmpty() || origins.mayBlock(here))) {
        found.add(here);
      }
      for (Expr code2 : sameThread.runBy(eval.expr())) {
        if (code2 instanceof Expr.Lambda lambda) {
          found.addAll(in(lambda.body(), depth, Set.of()));
        } else if (code2 instanceof Expr.MethodReference reference) {
          Found there = blocked(reference, depth, true);
          if (there != null) {
            found.add(there);
          }
        }
      }
    }
    return found;
  }

  private @Nullable Found blocked(Expr expr, int depth, boolean isRun) {
    if (expr instanceof Expr.MethodReference && !isRun) {
      return null;
    }
    MethodRef target = target(expr);
    if (target == null || isLogging(target)) {
      return null;
    }
    List<String> annotations = types.annotations(target);
    if (annotations.contains("NonBlocking")) {
      return null;
    }
    Blocking reason = model.blocking(expr);
    if (reason == null && annotations.contains("Blocking")) {
      reason = new Blocking("marked", "error", "is marked as blocking", "");
    }
    if (reason != null) {
      return new Found(expr, List.of(), reason);
    }
    return depth == 0 || isElsewhere(expr) ? null : through(expr, depth - 1);
  }

  /** All that may be run must block; the first of them is the witness. */
  private @Nullable Found through(Expr expr, int depth) {
    Found witness = null;
    for (MethodDecl method : targets(expr)) {
      Optional<Found> inside = within(method, depth);
      if (inside.isEmpty()) {
        return null;
      }
      if (witness == null) {
        List<Link> chain = new ArrayList<>();
        chain.add(new Link(method, inside.get().call()));
        chain.addAll(inside.get().chain());
        witness = new Found(expr, chain, inside.get().reason());
      }
    }
    return witness;
  }

  private Optional<Found> within(MethodDecl method, int depth) {
    Stmt.Block body = method.body();
    if (body == null) {
      return Optional.empty();
    }
    Key key = new Key(new Site(method), depth);
    Optional<Found> found = known.get(key);
    if (found == null) {
      found = in(body, depth, Set.copyOf(method.parameters())).stream().findFirst();
      known.put(key, found);
    }
    return found;
  }

  private List<MethodDecl> targets(Expr expr) {
    if (expr instanceof Expr.Call call) {
      return calls.targets(call);
    }
    if (expr instanceof Expr.New creation) {
      return creation.body() == null ? calls.targets(creation) : List.of();
    }
    return expr instanceof Expr.MethodReference reference ? calls.targets(reference) : List.of();
  }

  private static @Nullable MethodRef target(Expr expr) {
    if (expr instanceof Expr.Call call) {
      return call.target();
    }
    if (expr instanceof Expr.New creation) {
      return creation.target();
    }
    return expr instanceof Expr.MethodReference reference ? reference.target() : null;
  }

  /** Polls answer for themselves, and what is handed to others runs elsewhere. */
  private boolean isElsewhere(Expr expr) {
    return model.offloads(expr)
        || (expr instanceof Expr.Call call
            && (model.pollCall(call) != null || model.spawns(call) || model.isWake(call)));
  }

  private static boolean isLogging(MethodRef target) {
    return target.owner().endsWith("Logger")
        || target.owner().endsWith(".Log")
        || target.owner().startsWith("java.lang.System$");
  }
}
