package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.TypeRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads expressions against a memory: what their value is, and what is known of it. */
final class Reader {
  /** How deep operations are followed: deeper ones are unknown. */
  private static final int DEPTH = 4;

  /** Operators that say the opposite of another. */
  private static final Map<String, String> OPPOSITE = Map.of("!=", "==", ">=", "<", "<=", ">");

  private final Meaning meaning;

  Reader(Meaning meaning) {
    this.meaning = meaning;
  }

  Value value(Expr expr, Memory memory) {
    return value(expr, memory, DEPTH);
  }

  private Value value(Expr expr, Memory memory, int depth) {
    if (depth == 0) {
      return Value.UNKNOWN;
    }
    if (expr instanceof Expr.Literal literal) {
      return new Value.Constant(literal.value());
    }
    if (expr instanceof Expr.Local local) {
      return memory.get(new Place.Local(local.variable()));
    }
    if (expr instanceof Expr.Field field) {
      return field(field, memory);
    }
    if (expr instanceof Expr.Cast cast) {
      return value(cast.operand(), memory, depth);
    }
    if (expr instanceof Expr.This || expr instanceof Expr.Super) {
      return new Value.Token("this");
    }
    if (expr instanceof Expr.Unary unary && unary.operator().equals("!")) {
      Value.Test test = test(value(unary.operand(), memory, depth - 1));
      return test == null ? Value.UNKNOWN : test.negated();
    }
    Value evaluated = memory.find(new Place.Temp(expr));
    if (evaluated != null) {
      return evaluated;
    }
    if (expr instanceof Expr.InstanceOf test) {
      return instance(value(test.operand(), memory, depth), Patterns.type(test.pattern()));
    }
    if (expr instanceof Expr.Binary binary) {
      return binary(binary, memory, depth - 1);
    }
    return Value.UNKNOWN;
  }

  private Value field(Expr.Field field, Memory memory) {
    Value constant = meaning.constant(field);
    if (constant != null) {
      return constant;
    }
    String owner = field.owner();
    if (field.isStatic() && owner != null && field.type().is(owner)) {
      return new Value.EnumConstant(owner, field.name());
    }
    Place place = Place.of(field);
    return place == null ? Value.UNKNOWN : memory.get(place);
  }

  /** The question that {@code value instanceof type} asks. */
  Value instance(Value value, TypeRef type) {
    if (value.equals(Value.UNKNOWN)) {
      return Value.UNKNOWN;
    }
    Value.Test test = meaning.instance(value, type);
    if (test != null) {
      return test;
    }
    return type instanceof TypeRef.Named named
        ? new Value.Test(value, new Predicate.IsA(named.name()), true)
        : Value.UNKNOWN;
  }

  private Value binary(Expr.Binary binary, Memory memory, int depth) {
    Value left = value(binary.left(), memory, depth);
    Value right = value(binary.right(), memory, depth);
    if (left.equals(Value.UNKNOWN) && right instanceof Value.Token) {
      left = new Value.Symbol(new Place.Temp(binary.left()), 0);
    } else if (right.equals(Value.UNKNOWN) && left instanceof Value.Token) {
      right = new Value.Symbol(new Place.Temp(binary.right()), 0);
    }
    if (left.equals(Value.UNKNOWN) || right.equals(Value.UNKNOWN)) {
      return Value.UNKNOWN;
    }
    String operator = OPPOSITE.getOrDefault(binary.operator(), binary.operator());
    boolean same = operator.equals(binary.operator());
    if (operator.equals("==")) {
      Value test = equal(left, right);
      return same || !(test instanceof Value.Test asked)
          ? same ? test : Value.UNKNOWN
          : asked.negated();
    }
    if (operator.equals("<") || operator.equals(">")) {
      Value compared = new Value.Compound(operator, left, right);
      return new Value.Test(compared, Predicate.IS_TRUE, same);
    }
    return new Value.Compound(operator, left, right);
  }

  /** The question whether two values are the same. */
  Value equal(Value left, Value right) {
    if (isFixed(left)) {
      return isFixed(right) ? known(left, right) : equal(right, left);
    }
    if (right.equals(Value.NULL)) {
      return new Value.Test(left, Predicate.IS_NULL, true);
    }
    if (right instanceof Value.Constant constant && constant.of() instanceof Boolean truth) {
      Value.Test test = test(left);
      return test == null ? Value.UNKNOWN : truth ? test : test.negated();
    }
    if (isFixed(right)) {
      return new Value.Test(left, new Predicate.Equals(right), true);
    }
    return new Value.Test(new Value.Compound("==", left, right), Predicate.IS_TRUE, true);
  }

  private static Value known(Value left, Value right) {
    return left.getClass() == right.getClass()
            || left.equals(Value.NULL)
            || right.equals(Value.NULL)
        ? new Value.Test(new Value.Constant(left.equals(right)), Predicate.IS_TRUE, true)
        : Value.UNKNOWN;
  }

  private static boolean isFixed(Value value) {
    return value instanceof Value.Constant
        || value instanceof Value.EnumConstant
        || value instanceof Value.Token;
  }

  /** The question that a condition with this value asks; null when it is unknown. */
  static Value.@Nullable Test test(Value condition) {
    if (condition instanceof Value.Test test) {
      return test;
    }
    return condition.equals(Value.UNKNOWN)
        ? null
        : new Value.Test(condition, Predicate.IS_TRUE, true);
  }

  /** Whether the predicate holds for the value; null when that is not known. */
  @Nullable Boolean holds(Value subject, Predicate predicate, Memory memory) {
    Boolean meant = meaning.decide(subject, predicate);
    if (meant != null) {
      return meant;
    }
    if (subject instanceof Value.Test test) {
      Boolean inner =
          predicate.equals(Predicate.IS_TRUE)
              ? holds(test.subject(), test.predicate(), memory)
              : null;
      return inner == null ? null : inner == test.holds();
    }
    if (subject instanceof Value.Constant || subject instanceof Value.EnumConstant) {
      return ofFixed(subject, predicate);
    }
    Boolean fact = memory.fact(subject, predicate);
    if (fact != null) {
      return fact;
    }
    return implied(subject, predicate, memory);
  }

  private static @Nullable Boolean ofFixed(Value subject, Predicate predicate) {
    boolean isNull = subject.equals(Value.NULL);
    if (predicate instanceof Predicate.IsNull) {
      return isNull;
    }
    if (predicate instanceof Predicate.IsA) {
      return isNull ? false : null;
    }
    if (predicate instanceof Predicate.Equals equals) {
      Value constant = equals.constant();
      return isNull || constant.getClass() == subject.getClass() ? subject.equals(constant) : null;
    }
    return null;
  }

  /** What follows from other facts about the same value. */
  private @Nullable Boolean implied(Value subject, Predicate predicate, Memory memory) {
    boolean asksNull = predicate instanceof Predicate.IsNull;
    for (Map.Entry<Memory.Question, Boolean> entry : memory.facts().entrySet()) {
      if (!entry.getKey().subject().equals(subject)) {
        continue;
      }
      Predicate known = entry.getKey().predicate();
      boolean truth = entry.getValue();
      if (truth && known instanceof Predicate.Equals equals) {
        Boolean answer = ofFixed(equals.constant(), predicate);
        if (answer != null) {
          return answer;
        }
      }
      if (asksNull
          && ((truth && known instanceof Predicate.IsA) || known instanceof Predicate.IsPending)) {
        return false;
      }
      if (known instanceof Predicate.IsNull && truth) {
        return ofFixed(Value.NULL, predicate);
      }
    }
    return null;
  }
}
