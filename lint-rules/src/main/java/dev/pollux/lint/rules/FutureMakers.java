package dev.pollux.lint.rules;

import dev.pollux.lint.code.AsyncModel;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.Program;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Types;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which expressions make a future that does nothing until somebody polls it. */
final class FutureMakers {
  private static final Set<String> MAY_IGNORE = Set.of("CanIgnoreReturnValue", "MayIgnore");

  private final Types types;
  private final AsyncModel model;
  private final Summaries summaries;

  FutureMakers(Program program, Summaries summaries) {
    this.types = program.types();
    this.model = program.model();
    this.summaries = summaries;
  }

  boolean makes(Expr expr) {
    if (expr instanceof Expr.New creation) {
      return model.isLazy(creation.type());
    }
    return expr instanceof Expr.Call call && model.isLazy(call.type()) && callMakes(call);
  }

  private boolean callMakes(Expr.Call call) {
    MethodRef target = call.target();
    return target != null
        && methodMakes(target)
        && !model.mayIgnore(call)
        && !model.isReadyFactory(call)
        && !model.isNeverReadyFactory(call)
        && !summaries.returnsReceiver(call)
        && !isFluent(call, target)
        && !isMocking(call.receiver());
  }

  /** Whether what the method gives is new, and may not be dropped; its type is not asked. */
  boolean methodMakes(MethodRef target) {
    // The JDK makes no futures of ours: it gives back what was put into it.
    return !target.owner().startsWith("java.")
        && types.annotations(target).stream().noneMatch(MAY_IGNORE::contains)
        && !summaries.returnsWhatExists(target)
        && !summaries.returnsTypeVariable(target);
  }

  /**
   * A method of a special future that gives that same type is taken for a setter that returns
   * {@code this}, unless its source says otherwise.
   */
  private boolean isFluent(Expr.Call call, MethodRef target) {
    Expr receiver = call.receiver();
    return receiver != null
        && !(receiver instanceof Expr.TypeName)
        && types.declaration(target) == null
        && receiver.type() instanceof TypeRef.Named on
        && call.type() instanceof TypeRef.Named given
        && on.name().equals(given.name())
        && model.isSpecialFuture(on);
  }

  /** {@code verify(repository).save(user)} calls nothing: it speaks of a call. */
  private static boolean isMocking(@Nullable Expr receiver) {
    return receiver instanceof Expr.Call call
        && call.target() != null
        && call.target().owner().startsWith("org.mockito.");
  }
}
