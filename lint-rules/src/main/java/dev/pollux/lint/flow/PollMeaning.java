package dev.pollux.lint.flow;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Types;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the values around a poll are: the context, its waker, results of polls. */
final class PollMeaning implements Meaning {
  static final Value CONTEXT = new Value.Token("context");
  static final Value WAKER = new Value.Token("waker");
  static final Predicate WILL_WAKE = new Predicate.Custom("willWake");
  static final Predicate PROCEEDS = new Predicate.Custom("proceeds");

  /**
   * A result that is always the same.
   *
   * @param origin the expression that makes it
   * @param isElsewhere whether that stands in a helper
   */
  record PollLiteral(Site origin, boolean isPending, boolean isElsewhere) {}

  /** Calls without arguments that only look, by name. */
  private static final Set<String> OBSERVERS =
      Set.of(
          "get",
          "isEmpty",
          "isPresent",
          "size",
          "length",
          "peek",
          "hasNext",
          "getPlain",
          "getAcquire",
          "getOpaque",
          "ordinal",
          "name",
          "remaining",
          "hasRemaining",
          "state",
          "count",
          "done",
          "closed",
          "ready",
          "pending",
          "value");

  /** Calls that give back their first argument. */
  private static final Set<String> SAME = Set.of("requireNonNull", "checkNotNull", "notNull");

  private final PollModel model;
  private final FieldWrites writes;
  private final Constants constants;

  PollMeaning(PollModel model, FieldWrites writes, Types types) {
    this.model = model;
    this.writes = writes;
    this.constants = new Constants(types);
  }

  static boolean carriesWaker(Value value) {
    return value.equals(CONTEXT) || value.equals(WAKER);
  }

  @Override
  public @Nullable Value constant(Expr.Field field) {
    Value literal = literal(field);
    if (literal != null) {
      return literal;
    }
    Expr initializer = constants.initializer(field);
    return initializer instanceof Expr.Literal constant && constant.value() != null
        ? new Value.Constant(constant.value())
        : initializer instanceof Expr.Call made ? literal(made) : null;
  }

  private @Nullable Value literal(Expr expr) {
    Boolean pending = model.isPendingLiteral(expr);
    return pending == null
        ? null
        : new Value.Token(new PollLiteral(new Site(expr), pending, false));
  }

  @Override
  public @Nullable Value call(Expr.Call call, @Nullable Value receiver, List<Value> arguments) {
    if (CONTEXT.equals(receiver) && model.givesWaker(call)) {
      return WAKER;
    }
    Value derived = derived(call, receiver, arguments);
    if (derived != null) {
      return derived;
    }
    if (SAME.contains(call.name()) && !arguments.isEmpty()) {
      return arguments.get(0);
    }
    Boolean pending = model.asksPending(call);
    if (pending != null) {
      Value subject =
          receiver != null
                  && !(receiver instanceof Value.Token token && token.of() instanceof String)
              ? receiver
              : arguments.isEmpty() ? null : arguments.get(0);
      return subject == null || subject.equals(Value.UNKNOWN)
          ? null
          : new Value.Test(subject, Predicate.IS_PENDING, pending);
    }
    Value.Symbol itself = new Value.Symbol(new Place.Temp(call), 0);
    if (model.isWillWake(call)) {
      return new Value.Test(itself, WILL_WAKE, true);
    }
    if (model.isBudget(call)) {
      return new Value.Test(itself, PROCEEDS, true);
    }
    if (receiver != null && model.isPoll(call.type()) && isPollValue(call.receiver())) {
      return receiver.equals(Value.UNKNOWN) ? null : receiver;
    }
    return literal(call);
  }

  /**
   * A context or waker that is made around ours wakes what ours does. An object that is given ours
   * and gives one back may well keep ours, as a map does, so that is not meant.
   */
  private @Nullable Value derived(Expr.Call call, @Nullable Value receiver, List<Value> arguments) {
    boolean isMade = call.target() != null && call.target().isStatic();
    boolean isAround =
        (receiver != null && carriesWaker(receiver))
            || (isMade && arguments.stream().anyMatch(PollMeaning::carriesWaker));
    if (!isAround) {
      return null;
    }
    return model.isContext(call.type()) ? CONTEXT : model.isWaker(call.type()) ? WAKER : null;
  }

  private boolean isPollValue(@Nullable Expr receiver) {
    return receiver != null
        && !(receiver instanceof Expr.TypeName)
        && model.isPoll(receiver.type());
  }

  @Override
  public Value.@Nullable Test instance(Value value, TypeRef type) {
    Boolean pending = model.isPendingType(type);
    return pending == null ? null : new Value.Test(value, Predicate.IS_PENDING, pending);
  }

  @Override
  public @Nullable Boolean decide(Value value, Predicate predicate) {
    if (!(value instanceof Value.Token token)) {
      return null;
    }
    if (predicate.equals(Predicate.IS_NULL)) {
      return false;
    }
    if (token.of() instanceof PollLiteral literal) {
      if (predicate instanceof Predicate.Equals equals
          && equals.constant() instanceof Value.Token other
          && other.of() instanceof PollLiteral constant
          && (constant.isPending || literal.isPending)) {
        return constant.isPending == literal.isPending;
      }
      return predicate.equals(Predicate.IS_PENDING) ? literal.isPending : null;
    }
    return null;
  }

  @Override
  public boolean isObserver(Expr.Call call) {
    return call.arguments().isEmpty()
        && !model.isReadyValue(call)
        && model.asksPending(call) == null
        && (looks(call) || writes.isPure(call));
  }

  /** Whether a call only looks, to judge by its name. */
  static boolean looks(Expr.Call call) {
    return call.arguments().isEmpty()
        && (OBSERVERS.contains(call.name())
            || isPrefixed(call.name(), "is")
            || isPrefixed(call.name(), "has")
            || (isPrefixed(call.name(), "get") && !call.name().startsWith("getAnd"))
            || isPrefixed(call.name(), "current"));
  }

  private static boolean isPrefixed(String name, String prefix) {
    return name.length() > prefix.length()
        && name.startsWith(prefix)
        && Character.isUpperCase(name.charAt(prefix.length()));
  }

  @Override
  public Writes writes(Expr call) {
    return writes.of(call);
  }
}
