package dev.pollux.lint.flow;

import dev.pollux.lint.code.AsyncModel;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Types;
import dev.pollux.lint.code.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of polling, as the descriptions of async libraries give them. */
final class ModelWords implements PollModel {
  private final AsyncModel model;
  private final Types types;

  ModelWords(AsyncModel model, Types types) {
    this.model = model;
    this.types = types;
  }

  @Override
  public boolean isContext(TypeRef type) {
    return model.isContext(type);
  }

  @Override
  public boolean isWaker(TypeRef type) {
    return model.isWaker(type);
  }

  @Override
  public boolean isFuture(TypeRef type) {
    return model.isFuture(type);
  }

  @Override
  public boolean isPoll(TypeRef type) {
    return model.isPollResult(type);
  }

  @Override
  public @Nullable PollForm form(Body body) {
    Expr.Lambda lambda = body.lambda();
    MethodDecl method = body.method();
    if (lambda != null) {
      MethodRef implemented = types.functionalMethod(lambda.type());
      return implemented == null ? null : form(model.pollMethod(lambda), implemented);
    }
    if (method == null || method.isConstructor()) {
      return null;
    }
    PollForm form = form(model.pollMethod(method), reference(method));
    return form == null || isDriver(method, form) ? null : form;
  }

  /** Who takes a context by its class knows how it is made: such code polls, and is not polled. */
  private boolean isDriver(MethodDecl method, PollForm form) {
    if (!form.carriesContext() || method.parameters().size() <= form.waker()) {
      return false;
    }
    TypeDecl declared =
        method.parameters().get(form.waker()).type() instanceof TypeRef.Named type
            ? types.declaration(type.name())
            : null;
    return declared != null && declared.kind() != TypeDecl.Kind.INTERFACE;
  }

  private @Nullable PollForm form(AsyncModel.@Nullable PollMethod polled, MethodRef method) {
    if (polled == null) {
      return null;
    }
    List<AsyncModel.PendingConstant> constants = model.pendingConstants(method);
    if (constants.isEmpty()) {
      return new PollForm(polled.waker(), polled.carriesContext(), Predicate.IS_PENDING, true);
    }
    Object constant = constants.get(0).value();
    return constant == null
        ? new PollForm(polled.waker(), polled.carriesContext(), Predicate.IS_NULL, true)
        : new PollForm(
            polled.waker(), polled.carriesContext(), Predicate.IS_TRUE, constant.equals(true));
  }

  private static MethodRef reference(MethodDecl method) {
    return new MethodRef(
        method.owner().name(),
        method.name(),
        method.parameters().stream().map(Variable::type).toList(),
        method.returnType(),
        method.isStatic(),
        method.isVarargs());
  }

  @Override
  public boolean isPollCall(Expr.Call call) {
    return model.pollCall(call) != null;
  }

  @Override
  public @Nullable Boolean isPendingLiteral(Expr expr) {
    return model.pendingLiteral(expr);
  }

  @Override
  public @Nullable Boolean asksPending(Expr.Call call) {
    return model.asksPending(call);
  }

  @Override
  public @Nullable Boolean isPendingType(TypeRef type) {
    return model.pendingType(type);
  }

  @Override
  public boolean isReadyValue(Expr.Call call) {
    return model.isReadyValue(call);
  }

  @Override
  public boolean givesWaker(Expr.Call call) {
    return model.givesWaker(call);
  }

  @Override
  public boolean isWake(Expr.Call call) {
    return model.isWake(call);
  }

  @Override
  public boolean isWillWake(Expr.Call call) {
    return model.isWillWake(call);
  }

  @Override
  public boolean isBudget(Expr.Call call) {
    return model.isBudget(call);
  }
}
