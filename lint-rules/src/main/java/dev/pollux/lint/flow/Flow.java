package dev.pollux.lint.flow;

import dev.pollux.lint.code.AsyncModel;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.Program;
import dev.pollux.lint.code.SourceUnit;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.Types;
import dev.pollux.lint.code.Variable;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The flow analyses of one program, shared by its rules: {@code analysis.shared(Flow.class,
 * Flow::new)}. Safe for use by many threads.
 */
public final class Flow {
  private final Types types;
  private final AsyncModel model;
  private final PollModel words;
  private final CallGraph calls;
  private final FieldWrites writes;
  private final Outcomes outcomes;
  private final BlockingCalls blocking;
  private final Map<TypeDecl, String> paths = new IdentityHashMap<>();
  private final Map<SourceUnit, List<Body>> bodies =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final Map<Object, PollPaths> polls = Collections.synchronizedMap(new IdentityHashMap<>());

  public Flow(Program program) {
    this.types = program.types();
    program.units().forEach(u -> u.types().forEach(type -> paths.put(type, u.path())));
    this.model = program.model();
    this.words = new ModelWords(model, types);
    this.calls = new CallGraph(types);
    this.writes = new FieldWrites(calls);
    this.outcomes = new Outcomes(types, words, calls, writes);
    this.blocking = new BlockingCalls(types, model, calls);
  }

  public Types types() {
    return types;
  }

  public AsyncModel model() {
    return model;
  }

  public CallGraph calls() {
    return calls;
  }

  /** Which calls may block the thread, directly or through helpers. */
  public BlockingCalls blocking() {
    return blocking;
  }

  /** What calls and values around polls mean, for a {@link PathWalk}. */
  public Meaning meaning() {
    return new PollMeaning(words, writes, types);
  }

  /** The file in which a type is declared; null when it is not among those being linted. */
  public @Nullable String path(TypeDecl type) {
    return paths.get(type.nest());
  }

  /** Every body of a file. */
  public List<Body> bodies(SourceUnit unit) {
    List<Body> known = bodies.get(unit);
    if (known == null) {
      known = List.copyOf(Body.in(unit));
      bodies.put(unit, known);
    }
    return known;
  }

  /** The bodies of a file that are polled: they take a context, and may be pending. */
  public List<Body> polls(SourceUnit unit) {
    return bodies(unit).stream().filter(body -> words.form(body) != null).toList();
  }

  /**
   * The bodies of a file that are polled and have to answer for what they return: not private
   * helpers of those, for what they do is part of what their callers do.
   */
  public List<Body> answeringPolls(SourceUnit unit) {
    List<Body> polls = polls(unit);
    Map<MethodDecl, Boolean> helpers = new IdentityHashMap<>();
    for (Body body : polls) {
      Subtrees.all(
          body.code(),
          tree -> {
            MethodDecl target = tree instanceof Expr.Call call ? calls.onlyTarget(call) : null;
            if (target != null && target.isPrivate() && target != body.method()) {
              helpers.put(target, true);
            }
          });
    }
    return polls.stream()
        .filter(body -> body.lambda() != null || !helpers.containsKey(body.method()))
        .toList();
  }

  /** The graph of a body. */
  public Cfg graph(Body body) {
    return Cfg.of(body.code(), types);
  }

  /** The ways in which a poll ends; empty when they cannot be known, or it is no poll. */
  public Optional<PollPaths> paths(Body body) {
    PollPaths known = polls.get(body.code());
    if (known == null) {
      PollModel.PollForm form = words.form(body);
      if (form == null || body.parameters().size() <= form.waker()) {
        return Optional.empty();
      }
      known = walk(body, form);
      polls.put(body.code(), known);
    }
    return known.isComplete() ? Optional.of(known) : Optional.empty();
  }

  private PollPaths walk(Body body, PollModel.PollForm form) {
    Cfg cfg = graph(body);
    Variable carrier = body.parameters().get(form.waker());
    Value token = form.carriesContext() ? PollMeaning.CONTEXT : PollMeaning.WAKER;
    PollProperty property =
        new PollProperty(
            cfg,
            words,
            Map.of(carrier, new Outcomes.Argument(token, Map.of())),
            form,
            new Handover(words, outcomes, writes));
    boolean isComplete = PathWalk.walk(cfg, property, meaning());
    return new PollPaths(body, property.exits(), OnceGuards.registrations(cfg, words), isComplete);
  }
}
