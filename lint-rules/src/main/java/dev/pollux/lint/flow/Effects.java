package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Stmt;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a node does to the values of places. */
final class Effects {
  /** What a place may hold after a node that may have changed it. */
  private record Changed(Node at, Place place) {}

  /** The place that held the value first; null when the value is not of a place. */
  static @Nullable Place placeOf(Value.Symbol symbol) {
    if (symbol.site() instanceof Changed changed) {
      return changed.place();
    }
    return symbol.site() instanceof Place place ? place : null;
  }

  private final Reader reader;
  private final Meaning meaning;

  Effects(Reader reader, Meaning meaning) {
    this.reader = reader;
    this.meaning = meaning;
  }

  Memory after(Node node, Memory before) {
    Step step = node.step();
    if (step instanceof Step.Eval eval) {
      return eval(node, eval.expr(), before);
    }
    if (step instanceof Step.Declare declare) {
      return declare(node, declare, before);
    }
    if (step instanceof Step.Bind bind) {
      Place local = new Place.Local(bind.variable());
      return bind.value() == null
          ? fresh(local, local, before)
          : put(node, local, reader.value(bind.value(), before), before);
    }
    if (step instanceof Step.Choose choose) {
      return before.with(new Place.Temp(choose.whole()), reader.value(choose.arm(), before));
    }
    if (step instanceof Step.Truth truth) {
      return before.with(new Place.Temp(truth.whole()), new Value.Constant(truth.value()));
    }
    if (step instanceof Step.Return leave) {
      Expr value = leave.statement().value();
      return value == null ? before : before.with(Place.RESULT, reader.value(value, before));
    }
    if (step instanceof Step.Caught caught) {
      Place local = new Place.Local(caught.clause().variable());
      return notNull(local, fresh(local, local, before));
    }
    return before;
  }

  private Memory declare(Node node, Step.Declare step, Memory before) {
    Place local = new Place.Local(step.variable());
    Expr initializer = step.initializer();
    return initializer == null
        ? put(node, local, Value.UNKNOWN, before)
        : putValueOf(node, initializer, local, before);
  }

  /** What cannot be read in full is still one value, the same wherever it is copied. */
  private Memory putValueOf(Node node, Expr expr, Place place, Memory memory) {
    Value value = reader.value(expr, memory);
    if (!value.equals(Value.UNKNOWN)) {
      return put(node, place, value, memory);
    }
    Place.Temp temp = new Place.Temp(expr);
    return put(node, place, new Value.Symbol(temp, 0), memory.age(temp));
  }

  /** A foreach loop's variable takes another element. */
  Memory nextElement(Stmt.ForEach loop, Memory memory) {
    Place local = new Place.Local(loop.variable());
    return fresh(local, local, memory);
  }

  private Memory eval(Node node, Expr expr, Memory before) {
    Place.Temp temp = new Place.Temp(expr);
    if (expr instanceof Expr.Call call) {
      return call(node, call, temp, before);
    }
    if (expr instanceof Expr.Assign assign) {
      return assign(node, assign, temp, before);
    }
    if (expr instanceof Expr.Unary unary) {
      Memory aged = before.age(temp);
      Value next = new Value.Symbol(temp, 0);
      Value result = unary.isPostfix() ? reader.value(unary.operand(), aged) : next;
      return store(node, unary.operand(), next, aged).with(temp, result);
    }
    Memory after = notNull(temp, fresh(temp, temp, before));
    return expr instanceof Expr.New ? forget(node, meaning.writes(expr), after) : after;
  }

  private Memory call(Node node, Expr.Call call, Place.Temp temp, Memory before) {
    Value receiver = call.receiver() == null ? null : reader.value(call.receiver(), before);
    List<Value> arguments =
        call.arguments().stream().map(a -> reader.value(a, before)).collect(Collectors.toList());
    Value known = meaning.call(call, receiver, arguments);
    Place base = Place.of(call.receiver());
    if (meaning.isObserver(call) && (base != null || isOnThis(call))) {
      Value seen = before.get(new Place.Observed(base, call.name()));
      return before.with(temp, known == null ? seen : known);
    }
    Memory after = forget(node, meaning.writes(call), before);
    if (base != null) {
      after = forgetObserved(node, base, after);
    }
    after = fresh(temp, temp, after);
    return known == null ? after : after.with(temp, known);
  }

  private static boolean isOnThis(Expr.Call call) {
    return call.receiver() == null || call.receiver() instanceof Expr.This;
  }

  private Memory assign(Node node, Expr.Assign assign, Place.Temp temp, Memory before) {
    Value value = assign.isCompound() ? Value.UNKNOWN : reader.value(assign.value(), before);
    Memory after = before;
    if (value.equals(Value.UNKNOWN)) {
      after = before.age(temp);
      value = new Value.Symbol(temp, 0);
    }
    return store(node, assign.target(), value, after).with(temp, value);
  }

  private Memory store(Node node, Expr target, Value value, Memory memory) {
    Place place = Place.of(target);
    if (place != null) {
      return put(node, place, value, memory);
    }
    return target instanceof Expr.Field field
        ? forgetFields(node, name -> name.equals(field.name()), memory)
        : memory;
  }

  /** Puts a value into a place; what hangs on the place, or may be the same place, is forgotten. */
  private Memory put(Node node, Place place, Value value, Memory memory) {
    boolean isOwnField = place.base() == null && place instanceof Place.Field;
    Memory after =
        change(
            node,
            other ->
                !other.equals(place)
                    && (other.isWithin(place)
                        || mayBeSame(other, place)
                        || (isOwnField && isOwnObserver(other))),
            memory);
    return after.with(place, value);
  }

  private static boolean isOwnObserver(Place place) {
    return place instanceof Place.Observed seen && seen.base() == null;
  }

  private static boolean mayBeSame(Place one, Place other) {
    return one instanceof Place.Field a
        && other instanceof Place.Field b
        && a.name().equals(b.name())
        && (a.base() != null || b.base() != null);
  }

  private Memory forget(Node node, Meaning.Writes writes, Memory memory) {
    if (!writes.everything() && writes.fields().isEmpty()) {
      return memory;
    }
    Memory after =
        forgetFields(node, name -> writes.everything() || writes.fields().contains(name), memory);
    return forgetObserved(node, null, after);
  }

  private Memory forgetFields(Node node, Predicate<String> which, Memory memory) {
    return change(
        node,
        place -> {
          for (Place part = place; part != null; part = part.base()) {
            if (part instanceof Place.Field field && which.test(field.name())
                || part instanceof Place.Static constant && which.test(constant.name())) {
              return true;
            }
          }
          return false;
        },
        memory);
  }

  /** Something was done to the receiver: what its observers answer may have changed. */
  private Memory forgetObserved(Node node, @Nullable Place base, Memory memory) {
    return change(
        node,
        place ->
            place instanceof Place.Observed seen
                && (base == null ? seen.base() == null : base.equals(seen.base())),
        memory);
  }

  /** Gives new values to the places that match. */
  private static Memory change(Node node, Predicate<Place> which, Memory memory) {
    Memory after = memory;
    for (Place place : memory.mentioned()) {
      if (which.test(place)) {
        Changed site = new Changed(node, place);
        after = fresh(place, site, after);
      }
    }
    return after;
  }

  private static Memory fresh(Place place, Object site, Memory memory) {
    Memory aged = memory.age(site);
    return aged.with(place, new Value.Symbol(site, 0));
  }

  private static Memory notNull(Place place, Memory memory) {
    return memory.with(memory.get(place), dev.pollux.lint.flow.Predicate.IS_NULL, false);
  }
}
