package dev.pollux.lint.code;

import dev.pollux.lint.code.ModelFile.Form;
import dev.pollux.lint.code.ModelFile.FutureType;
import dev.pollux.lint.code.ModelFile.ResultType;
import dev.pollux.lint.code.ModelFile.WakerType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the libraries that poll: which types are futures, wakers and results, and what
 * calls do with them. Everything comes from description files; our own library is one of them.
 * Answers are no where a type is unknown. Immutable; safe for use by many threads.
 *
 * <p>Long, because it is the one list of everything that rules may ask.
 */
public final class AsyncModel {
  private static final List<String> BUILT_IN = List.of("dev.pollux.yaml", "jdk.yaml");

  /**
   * A method that polls.
   *
   * @param waker index of the parameter that is, or carries, the waker
   * @param carriesContext whether that parameter is a context that gives the waker
   */
  public record PollMethod(int waker, boolean carriesContext) {}

  /** Descriptions that were read, not yet asked of any program. */
  public static final class Descriptions {
    private final List<ModelFile> files;

    private Descriptions(List<ModelFile> files) {
      this.files = List.copyOf(files);
    }

    /** Adds a description; what it lists comes on top of what is there. */
    public Descriptions with(String fileName, String text) {
      List<ModelFile> all = new ArrayList<>(files);
      all.add(ModelReader.read(fileName, text));
      return new Descriptions(all);
    }

    /**
     * Adds the descriptions of files.
     *
     * @throws IllegalArgumentException when a file cannot be read or is no model; the message names
     *     the file, the key, the value and the cure
     */
    public Descriptions with(List<Path> paths) {
      Descriptions result = this;
      for (Path file : paths) {
        String text;
        try {
          text = Files.readString(file);
        } catch (IOException e) {
          throw new IllegalArgumentException(
              "model file " + file + " cannot be read (" + e + "); name an existing UTF-8 file", e);
        }
        result = result.with(file.toString(), text);
      }
      return result;
    }

    /**
     * What the descriptions say of their types, for programs whose class path lacks them: methods
     * by the binary name of their class. A type without methods is known by name alone.
     */
    public Map<String, List<MethodRef>> sketches() {
      return ModelSketch.of(files);
    }

    public AsyncModel in(Types types) {
      return new AsyncModel(files, types);
    }
  }

  private final Types types;
  private final List<FutureType> futures = new ArrayList<>();
  private final List<ResultType> results = new ArrayList<>();
  private final List<WakerType> wakers = new ArrayList<>();
  private final Map<String, CallPatterns<Boolean>> lists = new HashMap<>();
  private final CallPatterns<FutureType> polls;
  private final CallPatterns<Boolean> contexts;
  private final CallPatterns<Boolean> wakes;
  private final CallPatterns<Boolean> willWakes;
  private final CallPatterns<Boolean> pendingCalls;
  private final CallPatterns<Boolean> pendingTests;
  private final CallPatterns<Boolean> values;
  private final CallPatterns<Blocking> blocking;

  private AsyncModel(List<ModelFile> files, Types types) {
    this.types = types;
    Map<String, List<CallPatterns.Entry<Boolean>>> byKey = new HashMap<>();
    List<CallPatterns.Entry<Blocking>> blocks = new ArrayList<>();
    for (ModelFile file : files) {
      futures.addAll(file.futures());
      results.addAll(file.results());
      wakers.addAll(file.wakers());
      for (ModelFile.Listed listed : file.methods()) {
        byKey
            .computeIfAbsent(listed.key(), k -> new ArrayList<>())
            .add(new CallPatterns.Entry<>(listed.pattern(), listed.removes() ? null : true));
      }
      file.blocking().forEach(b -> blocks.add(new CallPatterns.Entry<>(b.pattern(), b.reason())));
    }
    byKey.forEach((key, entries) -> lists.put(key, new CallPatterns<>(entries, types)));
    blocking = new CallPatterns<>(blocks, types);
    List<CallPatterns.Entry<FutureType>> pollEntries = new ArrayList<>();
    for (FutureType future : futures) {
      future.polls().forEach(p -> pollEntries.add(new CallPatterns.Entry<>(p, future)));
    }
    polls = new CallPatterns<>(pollEntries, types);
    contexts = contextPatterns();
    List<CallPatterns.Entry<Boolean>> wakeEntries = new ArrayList<>();
    List<CallPatterns.Entry<Boolean>> willWakeEntries = new ArrayList<>();
    for (WakerType waker : wakers) {
      waker.wake().forEach(p -> wakeEntries.add(new CallPatterns.Entry<>(p, true)));
      waker.willWake().forEach(p -> willWakeEntries.add(new CallPatterns.Entry<>(p, true)));
    }
    wakes = new CallPatterns<>(wakeEntries, types);
    willWakes = new CallPatterns<>(willWakeEntries, types);
    List<CallPatterns.Entry<Boolean>> made = new ArrayList<>();
    List<CallPatterns.Entry<Boolean>> asked = new ArrayList<>();
    List<CallPatterns.Entry<Boolean>> valueEntries = new ArrayList<>();
    futures.forEach(future -> addCalls(made, future.pending(), true));
    for (ResultType result : results) {
      addCalls(made, result.pending(), true);
      addCalls(made, result.ready(), false);
      result.isPending().forEach(p -> asked.add(new CallPatterns.Entry<>(p, true)));
      result.isReady().forEach(p -> asked.add(new CallPatterns.Entry<>(p, false)));
      result.value().forEach(p -> valueEntries.add(new CallPatterns.Entry<>(p, true)));
    }
    pendingCalls = new CallPatterns<>(made, types);
    pendingTests = new CallPatterns<>(asked, types);
    values = new CallPatterns<>(valueEntries, types);
  }

  private static void addCalls(
      List<CallPatterns.Entry<Boolean>> entries, List<Form> forms, boolean value) {
    for (Form form : forms) {
      if (form.call() != null) {
        entries.add(new CallPatterns.Entry<>(form.call(), value));
      }
    }
  }

  private CallPatterns<Boolean> contextPatterns() {
    List<CallPatterns.Entry<Boolean>> entries = new ArrayList<>();
    for (FutureType future : futures) {
      String method = future.context();
      if (method != null) {
        for (String type : contextTypes(future)) {
          entries.add(new CallPatterns.Entry<>(CallPattern.parse(type, method), true));
        }
      }
    }
    return new CallPatterns<>(entries, types);
  }

  /** The descriptions that come with the linter: our own library, and the JDK. */
  public static Descriptions builtIn() {
    List<ModelFile> files = new ArrayList<>();
    for (String name : BUILT_IN) {
      try (InputStream in = AsyncModel.class.getResourceAsStream("/META-INF/pollux/" + name)) {
        if (in == null) {
          throw new IllegalStateException("the linter's own model " + name + " is missing");
        }
        files.add(ModelReader.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new IllegalStateException("the linter's own model " + name + " is damaged", e);
      }
    }
    return new Descriptions(files);
  }

  /**
   * The built-in descriptions and those of the files, later ones on top.
   *
   * @throws IllegalArgumentException when a file cannot be read or is no model; the message names
   *     the file, the key, the value and the cure
   */
  public static Descriptions load(List<Path> files) {
    return builtIn().with(files);
  }

  // ------------------------------------------------------------------ types

  /** Whether values of the type are futures, lazy or eager. */
  public boolean isFuture(TypeRef type) {
    return futureType(type) != null;
  }

  /** Whether values of the type do nothing until they are polled. */
  public boolean isLazy(TypeRef type) {
    FutureType future = futureType(type);
    return future != null && future.isLazy();
  }

  /** Whether values of the type give many values, and may be polled again after Ready. */
  public boolean isStream(TypeRef type) {
    FutureType future = futureType(type);
    return future != null && future.isStream();
  }

  /** Whether the type is a strict subtype of the future types that are described. */
  public boolean isSpecialFuture(TypeRef type) {
    return isFuture(type) && futures.stream().noneMatch(future -> type.is(future.type()));
  }

  /** The most special description of the type: a handle that is a future too is a handle. */
  private @Nullable FutureType futureType(TypeRef type) {
    FutureType found = null;
    for (FutureType future : futures) {
      if (types.isKnownSubtype(type, future.type())
          && (found == null || Boolean.TRUE.equals(types.isSubtype(future.type(), found.type())))) {
        found = future;
      }
    }
    return found;
  }

  /** Whether values of the type carry a waker into a poll. */
  public boolean isContext(TypeRef type) {
    for (FutureType future : futures) {
      if (future.context() != null) {
        for (String context : contextTypes(future)) {
          if (types.isKnownSubtype(type, context)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static List<String> contextTypes(FutureType future) {
    List<String> result = new ArrayList<>();
    for (CallPattern poll : future.polls()) {
      String type = poll.parameter(future.waker());
      if (type != null && !result.contains(type)) {
        result.add(type);
      }
    }
    return result;
  }

  public boolean isWaker(TypeRef type) {
    return wakers.stream().anyMatch(waker -> types.isKnownSubtype(type, waker.type()));
  }

  /** Whether values of the type are what a poll gives. */
  public boolean isPollResult(TypeRef type) {
    return results.stream().anyMatch(result -> types.isKnownSubtype(type, result.type()));
  }

  // ------------------------------------------------------------------ polling

  /**
   * How the method is polled: it is, or overrides, a poll, or it takes a context and gives a poll
   * result; null for other methods.
   */
  public @Nullable PollMethod pollMethod(MethodRef method) {
    return pollMethod(null, method);
  }

  /** As {@link #pollMethod(MethodRef)}, for a declaration. */
  public @Nullable PollMethod pollMethod(MethodDecl method) {
    List<TypeRef> parameters = new ArrayList<>();
    for (Variable parameter : method.parameters()) {
      parameters.add(erase(parameter.type()));
    }
    return pollMethod(
        null,
        new MethodRef(
            method.owner().name(),
            method.name(),
            parameters,
            method.returnType(),
            method.isStatic(),
            method.isVarargs()));
  }

  private static TypeRef erase(TypeRef type) {
    if (type instanceof TypeRef.Named named) {
      return new TypeRef.Named(named.name());
    }
    if (type instanceof TypeRef.Array array) {
      return new TypeRef.Array(erase(array.element()));
    }
    return type instanceof TypeRef.Variable variable ? erase(variable.bound()) : type;
  }

  /** As {@link #pollMethod(MethodRef)}, for the method that the lambda implements. */
  public @Nullable PollMethod pollMethod(Expr.Lambda lambda) {
    MethodRef method = types.functionalMethod(lambda.type());
    if (method == null) {
      return null;
    }
    // The interface may be generic in its parameter: the lambda's own type says more.
    List<TypeRef> parameters =
        lambda.parameters().stream().map(Variable::type).map(AsyncModel::erase).toList();
    return pollMethod(
        lambda.type(),
        new MethodRef(
            method.owner(),
            method.name(),
            parameters,
            method.returnType(),
            method.isStatic(),
            method.isVarargs()));
  }

  private @Nullable PollMethod pollMethod(@Nullable TypeRef on, MethodRef method) {
    FutureType future = polls.find(on, method);
    if (future != null && method.parameters().size() > future.waker()) {
      return new PollMethod(future.waker(), future.context() != null);
    }
    if (isPollResult(method.returnType())) {
      for (int i = 0; i < method.parameters().size(); i++) {
        if (isContext(method.parameters().get(i))) {
          return new PollMethod(i, true);
        }
      }
    }
    return null;
  }

  /** How the call polls; null when it does not. */
  public @Nullable PollMethod pollCall(Expr.Call call) {
    MethodRef target = call.target();
    return target == null ? null : pollMethod(receiverType(call), target);
  }

  /**
   * How results of this poll method look when they are pending, as constants: {@code null}, {@code
   * true} or {@code false}; empty when results are objects of a type of their own.
   */
  public List<PendingConstant> pendingConstants(MethodRef method) {
    FutureType future = polls.find(null, method);
    if (future == null) {
      return List.of();
    }
    List<PendingConstant> result = new ArrayList<>();
    for (Form form : future.pending()) {
      if (form.isNull() || form.constant() != null) {
        result.add(new PendingConstant(form.constant()));
      }
    }
    return List.copyOf(result);
  }

  /** A constant that stands for pending: {@code null} or a Boolean. */
  public record PendingConstant(@Nullable Object value) {}

  /**
   * True for an expression that is always Pending, false for one that never is, null when that
   * depends. Constants such as {@code null} depend on where they stand: see {@link
   * #pendingConstants}.
   */
  public @Nullable Boolean pendingLiteral(Expr expression) {
    if (expression instanceof Expr.Call call) {
      return pendingCalls.find(receiverType(call), call.target());
    }
    if (expression instanceof Expr.New creation) {
      return pendingType(creation.type());
    }
    if (expression instanceof Expr.Field field && field.owner() != null) {
      String name = field.owner() + "#" + field.name();
      return findForm(form -> name.equals(form.field()));
    }
    return null;
  }

  /** Whether values of the type are pending, or never are; null when that depends. */
  public @Nullable Boolean pendingType(TypeRef type) {
    return findForm(form -> form.type() != null && types.isKnownSubtype(type, form.type()));
  }

  private @Nullable Boolean findForm(java.util.function.Predicate<Form> test) {
    for (FutureType future : futures) {
      if (future.pending().stream().anyMatch(test)) {
        return true;
      }
    }
    for (ResultType result : results) {
      if (result.pending().stream().anyMatch(test)) {
        return true;
      }
      if (result.ready().stream().anyMatch(test)) {
        return false;
      }
    }
    return null;
  }

  /** For a call that asks a result: whether true means pending; null for other calls. */
  public @Nullable Boolean asksPending(Expr.Call call) {
    return pendingTests.find(receiverType(call), call.target());
  }

  /** Whether the call takes the value out of a result that is ready. */
  public boolean isReadyValue(Expr.Call call) {
    return values.find(receiverType(call), call.target()) != null;
  }

  // ------------------------------------------------------------------ wakers

  /** Whether the call gives the waker of the context it is called on. */
  public boolean givesWaker(Expr.Call call) {
    return contexts.find(receiverType(call), call.target()) != null;
  }

  public boolean isWake(Expr.Call call) {
    return wakes.find(receiverType(call), call.target()) != null;
  }

  /** As {@link #isWake(Expr.Call)}, for a method that is declared or referred to. */
  public boolean isWake(MethodRef method) {
    return wakes.find(null, method) != null;
  }

  public boolean isWillWake(Expr.Call call) {
    return willWakes.find(receiverType(call), call.target()) != null;
  }

  /** Key {@code registers}: keeps the waker it is given, in place of one that was kept before. */
  public boolean registersWaker(Expr.Call call) {
    return isListed("registers", call);
  }

  /** Key {@code wakes}: wakes the waker that was registered with the receiver. */
  public boolean wakesRegistered(Expr.Call call) {
    return isListed("wakes", call);
  }

  /** Key {@code budget}: false, given by the call, means that a wake-up is arranged already. */
  public boolean isBudget(Expr.Call call) {
    return isListed("budget", call);
  }

  /** Key {@code noopWaker}: gives a waker that wakes nobody. */
  public boolean givesNoopWaker(Expr.Call call) {
    return isListed("noopWaker", call);
  }

  // ------------------------------------------------------------------ calls

  /** Key {@code consume}: takes a future and runs it. */
  public boolean consumes(Expr.Call call) {
    return isListed("consume", call) || spawns(call) || blocksOn(call);
  }

  /** Key {@code nonConsuming}: looks at the future it is called on, or given, and no more. */
  public boolean isNonConsuming(Expr.Call call) {
    return isListed("nonConsuming", call);
  }

  /** Key {@code spawn}: starts a task and gives its handle. */
  public boolean spawns(Expr.Call call) {
    return isListed("spawn", call);
  }

  /** Key {@code detach}: says that nobody will look at the handle. */
  public boolean detaches(Expr.Call call) {
    return isListed("detach", call);
  }

  /** Key {@code blockOn}: blocks the thread until a future is done. */
  public boolean blocksOn(Expr.Call call) {
    return isListed("blockOn", call);
  }

  /** Key {@code offload}: code in its functional arguments runs where blocking is allowed. */
  public boolean offloads(Expr call) {
    return isListed("offload", call);
  }

  /** Key {@code later}: keeps its functional arguments, and runs them at another time. */
  public boolean runsLater(Expr call) {
    return isListed("later", call);
  }

  /** Key {@code now}: runs its functional arguments before it returns. */
  public boolean runsNow(Expr call) {
    return isListed("now", call);
  }

  /** Key {@code mayIgnore}: its future may be dropped. */
  public boolean mayIgnore(Expr.Call call) {
    return isListed("mayIgnore", call);
  }

  /** Key {@code ready}: makes a future that is done already. */
  public boolean isReadyFactory(Expr.Call call) {
    return isListed("ready", call);
  }

  /** Key {@code neverReady}: makes a future that never is done. */
  public boolean isNeverReadyFactory(Expr.Call call) {
    return isListed("neverReady", call);
  }

  /** Key {@code statelessPoll}: its future keeps nothing between polls, and may be made anew. */
  public boolean isStatelessPoll(Expr.Call call) {
    return isListed("statelessPoll", call);
  }

  /** Key {@code fused}: its future may be polled after Ready. */
  public boolean isFused(Expr.Call call) {
    return isListed("fused", call);
  }

  /** Key {@code lock}: takes a lock that the thread then holds. */
  public boolean isLock(Expr.Call call) {
    return isListed("lock", call);
  }

  /** Key {@code unlock}: gives such a lock back. */
  public boolean isUnlock(Expr.Call call) {
    return isListed("unlock", call);
  }

  /** Key {@code blocking}: why the call or creation may block the thread; null when it does not. */
  public @Nullable Blocking blocking(Expr expression) {
    if (expression instanceof Expr.Call call) {
      return blocking.find(receiverType(call), call.target());
    }
    if (expression instanceof Expr.New creation) {
      return blocking.find(null, creation.target());
    }
    if (expression instanceof Expr.MethodReference reference) {
      TypeRef on =
          reference.target() != null && reference.target().isStatic()
              ? null
              : reference.scope().type();
      return blocking.find(on, reference.target());
    }
    return null;
  }

  private boolean isListed(String key, Expr expression) {
    CallPatterns<Boolean> patterns = lists.get(key);
    if (patterns == null) {
      return false;
    }
    if (expression instanceof Expr.Call call) {
      return patterns.find(receiverType(call), call.target()) != null;
    }
    return expression instanceof Expr.New creation
        && patterns.find(null, creation.target()) != null;
  }

  private static @Nullable TypeRef receiverType(Expr.Call call) {
    MethodRef target = call.target();
    return call.receiver() == null || target != null && target.isStatic()
        ? null
        : call.receiver().type();
  }
}
