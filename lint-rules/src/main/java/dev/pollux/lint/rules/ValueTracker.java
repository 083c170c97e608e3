package dev.pollux.lint.rules;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Program;
import dev.pollux.lint.code.SourceUnit;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows values of one kind from where they are made: which are dropped on the spot, which are
 * kept in variables or private fields, and what becomes of those.
 */
final class ValueTracker {
  /**
   * A value that was kept.
   *
   * @param maker the expression that made it
   * @param body the body it was made in; null in a field's initialiser
   */
  record Kept(Expr maker, Stmt.@Nullable Block body) {}

  /** A reading of a variable or field, and what becomes of the value that was read. */
  record Reading(Expr expr, Use use) {}

  /**
   * A value that nobody takes.
   *
   * @param use dropped, or looked at
   */
  record Lost(Expr maker, Use use) {}

  private final Program program;
  private final Summaries summaries;
  private final Predicate<Expr> isMaker;

  private final List<Lost> lost = new ArrayList<>();

  /** By {@link Variable} or {@link Use.FieldKey}. */
  private final Map<Object, List<Kept>> kept = new LinkedHashMap<>();

  private final Map<Object, List<Reading>> readings = new LinkedHashMap<>();
  private final Set<Object> consumed = new HashSet<>();

  ValueTracker(Program program, Summaries summaries, Predicate<Expr> isMaker) {
    this.program = program;
    this.summaries = summaries;
    this.isMaker = isMaker;
  }

  void follow(SourceUnit unit) {
    Containers containers = new Containers(program, summaries);
    containers.walk(unit);
    new Values(containers.dead()).walk(unit);
    settle();
  }

  /** Values that nobody takes where they are made, in source order. */
  List<Lost> lost() {
    return lost;
  }

  /** Where values are kept: variables and fields. */
  Set<Object> holders() {
    return kept.keySet();
  }

  List<Kept> keptIn(Object holder) {
    return kept.getOrDefault(holder, List.of());
  }

  List<Reading> readings(Object holder) {
    return readings.getOrDefault(holder, List.of());
  }

  /** Whether a reading of it, or of what it was copied to, puts the value to use. */
  boolean isConsumed(Object holder) {
    return consumed.contains(holder);
  }

  /** The readings that put the value to use, by identity. */
  Set<Expr> consumingReadings(Object holder) {
    Set<Expr> result = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Reading reading : readings(holder)) {
      if (consumes(reading.use())) {
        result.add(reading.expr());
      }
    }
    return result;
  }

  private void settle() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Map.Entry<Object, List<Reading>> entry : readings.entrySet()) {
        if (entry.getValue().stream().anyMatch(r -> consumes(r.use()))) {
          changed |= consumed.add(entry.getKey());
        }
      }
    }
  }

  private boolean consumes(Use use) {
    if (use instanceof Use.InLocal local) {
      return UseWalker.isIgnored(local.variable()) || consumed.contains(local.variable());
    }
    return use instanceof Use.Consumed
        || (use instanceof Use.InField field && consumed.contains(field.field()));
  }

  private static @Nullable Object holder(Expr expr) {
    if (expr instanceof Expr.Local local) {
      return local.variable();
    }
    return expr instanceof Expr.Field field && field.owner() != null
        ? new Use.FieldKey(field.owner(), field.name())
        : null;
  }

  /** The second pass: with what is known of containers, the values themselves. */
  private final class Values extends UseWalker {
    private final Set<Object> dead;

    Values(Set<Object> dead) {
      super(program, summaries);
      this.dead = dead;
    }

    @Override
    boolean isDead(Expr container) {
      Object holder = holder(container);
      return holder != null && dead.contains(holder);
    }

    @Override
    void seen(Expr expr, Use use) {
      Object read = holder(expr);
      if (read != null) {
        readings.computeIfAbsent(read, k -> new ArrayList<>()).add(new Reading(expr, use));
      }
      if (isMaker.test(expr) && !isExpectedToThrow()) {
        made(expr, use);
      }
    }

    private void made(Expr maker, Use use) {
      if (maker instanceof Expr.MethodReference) {
        // Whoever takes the reference, what it makes is lost.
        lost.add(new Lost(maker, Use.DROPPED));
      } else if (use instanceof Use.InLocal local) {
        if (!isIgnored(local.variable())) {
          keep(local.variable(), maker);
        }
      } else if (use instanceof Use.InField field) {
        keep(field.field(), maker);
      } else if (!(use instanceof Use.Consumed)) {
        lost.add(new Lost(maker, use));
      }
    }

    private void keep(Object holder, Expr maker) {
      kept.computeIfAbsent(holder, k -> new ArrayList<>()).add(new Kept(maker, currentBody()));
    }
  }

  /** The first pass: which collections and arrays are filled and never read. */
  private static final class Containers extends UseWalker {
    private final Set<Object> made = new HashSet<>();
    private final Set<Object> alive = new HashSet<>();

    Containers(Program program, Summaries summaries) {
      super(program, summaries);
    }

    Set<Object> dead() {
      Set<Object> dead = new HashSet<>(made);
      dead.removeAll(alive);
      return dead;
    }

    @Override
    boolean isDead(Expr container) {
      return false;
    }

    @Override
    void seen(Expr expr, Use use) {
      Object target = null;
      if (use instanceof Use.InLocal local && !isIgnored(local.variable())) {
        target = local.variable();
      } else if (use instanceof Use.InField field) {
        target = field.field();
      }
      if (target != null && Carriers.isContainer(expr, types)) {
        (Carriers.isFresh(expr) ? made : alive).add(target);
      }
      Object read = holder(expr);
      boolean isLook = use instanceof Use.Dropped || use instanceof Use.Observed;
      if (read != null && !isLook) {
        alive.add(read);
      }
    }
  }
}
