package dev.pollux.lint.source;

import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.TypeRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among methods of one name as section 15.12.2 of the language specification does: by
 * arity, by subtyping, with boxing, with variable arity; then the most specific.
 *
 * <p>Long, because method references choose by the same rules as calls do.
 */
final class Overloads {
  private enum Phase {
    SUBTYPING,
    BOXING,
    VARARGS
  }

  /**
   * @param isAmbiguous whether others fit as well, which return the same erased type
   */
  record Choice(Hierarchy.Member member, boolean expandsVarargs, boolean isAmbiguous) {}

  private final FileContext file;

  Overloads(FileContext file) {
    this.file = file;
  }

  /** Null when none fits, or when several do that return different types. */
  @Nullable Choice choose(List<Hierarchy.Member> members, List<Argument> arguments, Scope scope) {
    int count = arguments.size();
    List<Hierarchy.Member> byArity = new ArrayList<>();
    for (Hierarchy.Member member : members) {
      if (acceptsArity(member.method(), count)) {
        byArity.add(member);
      }
    }
    if (byArity.isEmpty()) {
      return null;
    }
    for (int i = 0; i < count; i++) {
      Argument argument = arguments.get(i);
      if (argument.lowered == null
          && !argument.isFunction()
          && !(argument.isGenericCall() && sameErasureAt(byArity, i, count))) {
        argument.lowered = file.expressions.lower(argument.node, scope, null);
      }
    }
    for (Phase phase : Phase.values()) {
      List<Hierarchy.Member> applicable = new ArrayList<>();
      List<Hierarchy.Member> certain = new ArrayList<>();
      for (Hierarchy.Member member : byArity) {
        Truth fits = isApplicable(member, arguments, phase);
        if (fits != Truth.NO) {
          applicable.add(member);
        }
        if (fits == Truth.YES) {
          certain.add(member);
        }
      }
      if (!certain.isEmpty() && !hasUnknown(arguments)) {
        applicable = certain;
      }
      if (!applicable.isEmpty()) {
        return mostSpecific(applicable, arguments, phase, scope);
      }
    }
    // A single candidate whose arguments we misjudge is still the likeliest answer.
    return byArity.size() == 1
        ? new Choice(byArity.get(0), expands(byArity.get(0).method(), count), false)
        : null;
  }

  private static boolean hasUnknown(List<Argument> arguments) {
    return arguments.stream().anyMatch(a -> a.lowered != null && !a.lowered.type().isKnown());
  }

  private static boolean expands(MethodInfo method, int count) {
    return method.isVarargs() && method.parameters().size() != count;
  }

  private static boolean acceptsArity(MethodInfo method, int count) {
    int declared = method.parameters().size();
    return declared == count || method.isVarargs() && count >= declared - 1;
  }

  private boolean sameErasureAt(List<Hierarchy.Member> members, int index, int count) {
    TypeRef first = null;
    for (Hierarchy.Member member : members) {
      if (member.method().isVarargs()) {
        return false;
      }
      TypeRef type = TypeTerms.erase(parameter(new Choice(member, false, false), index, count));
      if (first != null && !first.equals(type)) {
        return false;
      }
      first = type;
    }
    return true;
  }

  /** The declared type of the parameter that takes the argument, in the method's own terms. */
  TypeRef parameter(Choice choice, int index, int count) {
    MethodInfo method = choice.member().method();
    List<TypeRef> parameters = method.parameters();
    TypeRef declared;
    if (choice.expandsVarargs() && index >= parameters.size() - 1) {
      TypeRef last = parameters.get(parameters.size() - 1);
      declared = last instanceof TypeRef.Array array ? array.element() : TypeRef.UNKNOWN;
    } else {
      declared = parameters.get(index);
    }
    return TypeTerms.substitute(declared, visibleBindings(choice.member()));
  }

  /** The class's bindings without those that the method's own parameters hide. */
  Map<String, TypeRef> visibleBindings(Hierarchy.Member member) {
    if (member.method().typeParameters().isEmpty() || member.bindings().isEmpty()) {
      return member.bindings();
    }
    Map<String, TypeRef> result = new HashMap<>(member.bindings());
    for (TypeRef.Variable variable : member.method().typeParameters()) {
      result.remove(variable.name());
    }
    return result;
  }

  private Truth isApplicable(Hierarchy.Member member, List<Argument> arguments, Phase phase) {
    int count = arguments.size();
    MethodInfo method = member.method();
    if (phase == Phase.VARARGS ? !method.isVarargs() : method.parameters().size() != count) {
      return Truth.NO;
    }
    Choice choice = new Choice(member, phase == Phase.VARARGS, false);
    Truth result = Truth.YES;
    for (int i = 0; i < count && result != Truth.NO; i++) {
      result = result.and(accepts(parameter(choice, i, count), method, arguments.get(i), phase));
    }
    return result;
  }

  private Truth accepts(TypeRef parameter, MethodInfo method, Argument argument, Phase phase) {
    Expr lowered = argument.lowered;
    boolean isOpen =
        parameter instanceof TypeRef.Variable variable
            && method.typeParameters().stream().anyMatch(p -> p.name().equals(variable.name()));
    if (lowered == null) {
      if (isOpen || !parameter.isKnown()) {
        return Truth.MAYBE;
      }
      return argument.isFunction() ? acceptsFunction(parameter, argument) : Truth.YES;
    }
    TypeRef type = lowered.type();
    TypeRef target = isOpen ? TypeTerms.erase(parameter) : TypeTerms.input(parameter);
    if (type.equals(TypeRef.VOID)) {
      return Truth.NO;
    }
    return phase == Phase.SUBTYPING
        ? file.conversions.isSubtype(type, target)
        : file.conversions.isCompatible(type, target);
  }

  private Truth acceptsFunction(TypeRef parameter, Argument argument) {
    if (TypeTerms.input(parameter) instanceof TypeRef.Primitive
        || parameter instanceof TypeRef.Array) {
      return Truth.NO;
    }
    TypeRef.Named named = Hierarchy.classOf(TypeTerms.input(parameter));
    if (named == null || file.pool().find(named.name()) == null) {
      return Truth.MAYBE;
    }
    Hierarchy.Member function = file.hierarchy.functionalMethod(named);
    if (function == null) {
      return Truth.NO;
    }
    LambdaShape shape = argument.shape;
    if (shape != null) {
      boolean isVoid = function.method().returnType().equals(TypeRef.VOID);
      return Truth.of(
          shape.parameters() == function.method().parameters().size()
              && (isVoid ? shape.mayBeVoid() : shape.mayBeValue()));
    }
    return Truth.YES;
  }

  private @Nullable Choice mostSpecific(
      List<Hierarchy.Member> applicable, List<Argument> arguments, Phase phase, Scope scope) {
    boolean expands = phase == Phase.VARARGS;
    if (applicable.size() == 1) {
      return new Choice(applicable.get(0), expands, false);
    }
    List<Hierarchy.Member> candidates = byResults(applicable, arguments, expands, scope);
    List<Hierarchy.Member> best = new ArrayList<>();
    for (Hierarchy.Member candidate : candidates) {
      boolean isBest = true;
      for (Hierarchy.Member other : candidates) {
        if (other != candidate
            && isMoreSpecific(candidate, other, arguments, expands) != Truth.YES) {
          isBest = false;
          break;
        }
      }
      if (isBest) {
        best.add(candidate);
      }
    }
    if (best.size() == 1) {
      return new Choice(best.get(0), expands, false);
    }
    if (!best.isEmpty()) {
      candidates = best;
    }
    TypeRef returnType = null;
    for (Hierarchy.Member candidate : candidates) {
      TypeRef erased =
          TypeTerms.erase(
              TypeTerms.substitute(candidate.method().returnType(), visibleBindings(candidate)));
      if (returnType != null && !returnType.equals(erased)) {
        return null;
      }
      returnType = erased;
    }
    return new Choice(candidates.get(0), expands, best.isEmpty());
  }

  /**
   * Where candidates differ in whether a function's result is wanted, the function itself decides:
   * one that gives nothing fits only void, one that gives something prefers to be asked for it.
   */
  private List<Hierarchy.Member> byResults(
      List<Hierarchy.Member> applicable, List<Argument> arguments, boolean expands, Scope scope) {
    List<Hierarchy.Member> candidates = applicable;
    int count = arguments.size();
    for (int i = 0; i < count; i++) {
      Argument argument = arguments.get(i);
      if (!(argument.node instanceof LambdaExpr)
          && !(argument.node instanceof MethodReferenceExpr)) {
        continue;
      }
      List<Hierarchy.Member> wantsNothing = new ArrayList<>();
      List<Hierarchy.Member> wantsSomething = new ArrayList<>();
      for (Hierarchy.Member candidate : candidates) {
        Hierarchy.Member function =
            file.hierarchy.functionalMethod(
                TypeTerms.input(parameter(new Choice(candidate, expands, false), i, count)));
        if (function != null) {
          (function.method().returnType().equals(TypeRef.VOID) ? wantsNothing : wantsSomething)
              .add(candidate);
        }
      }
      if (wantsNothing.isEmpty() || wantsSomething.isEmpty()) {
        continue;
      }
      TypeRef functionType =
          TypeTerms.input(parameter(new Choice(wantsSomething.get(0), expands, false), i, count));
      TypeRef result = file.expressions.trialResult(argument, functionType, scope);
      if (result.equals(TypeRef.VOID)) {
        candidates = wantsNothing;
      } else if (result.isKnown()) {
        candidates = wantsSomething;
      }
    }
    return candidates;
  }

  private Truth isMoreSpecific(
      Hierarchy.Member one, Hierarchy.Member two, List<Argument> arguments, boolean expands) {
    int count = Math.max(arguments.size(), expands ? 1 : 0);
    Truth result = Truth.YES;
    for (int i = 0; i < count && result == Truth.YES; i++) {
      TypeRef a = parameter(new Choice(one, expands, false), i, count);
      TypeRef b = parameter(new Choice(two, expands, false), i, count);
      TypeRef first = TypeTerms.erase(TypeTerms.input(a));
      TypeRef second = TypeTerms.erase(TypeTerms.input(b));
      if (first.equals(second)) {
        continue;
      }
      if (i < arguments.size() && arguments.get(i).isFunction()) {
        // Unrelated functional interfaces do not rank lambdas that fit both.
        Truth sub = file.conversions.isSubtype(first, second);
        if (sub == Truth.YES) {
          continue;
        }
        return sub;
      }
      result = file.conversions.isSubtype(first, second);
    }
    return result;
  }

  /**
   * The method that a method reference names.
   *
   * @param inputs parameter types of the functional interface, or null when it is unknown
   * @param viaType whether it is written {@code Type::name}, so that the first input may be the
   *     receiver
   */
  @Nullable MethodRef reference(
      List<Hierarchy.Member> members, @Nullable List<TypeRef> inputs, boolean viaType) {
    if (inputs == null) {
      return members.size() == 1 ? reference(members.get(0), List.of()) : null;
    }
    for (Phase phase : Phase.values()) {
      List<Hierarchy.Member> applicable = new ArrayList<>();
      List<List<TypeRef>> given = new ArrayList<>();
      for (Hierarchy.Member member : members) {
        boolean takesReceiver = viaType && !member.method().isStatic();
        if (takesReceiver && inputs.isEmpty()) {
          continue;
        }
        List<TypeRef> rest = takesReceiver ? inputs.subList(1, inputs.size()) : inputs;
        if (takes(member, rest, phase) != Truth.NO) {
          applicable.add(member);
          given.add(rest);
        }
      }
      int best = nearest(applicable, phase == Phase.VARARGS);
      if (best >= 0) {
        return reference(applicable.get(best), given.get(best));
      }
      if (!applicable.isEmpty()) {
        return null;
      }
    }
    return null;
  }

  private int nearest(List<Hierarchy.Member> applicable, boolean expands) {
    if (applicable.size() == 1) {
      return 0;
    }
    for (int i = 0; i < applicable.size(); i++) {
      boolean isBest = true;
      for (int j = 0; j < applicable.size() && isBest; j++) {
        isBest = i == j || isNearer(applicable.get(i), applicable.get(j));
      }
      if (isBest) {
        return i;
      }
    }
    TypeRef returnType = null;
    for (Hierarchy.Member member : applicable) {
      TypeRef erased = TypeTerms.erase(member.method().returnType());
      if (returnType != null && !returnType.equals(erased)) {
        return -1;
      }
      returnType = erased;
    }
    return applicable.isEmpty() ? -1 : 0;
  }

  private boolean isNearer(Hierarchy.Member one, Hierarchy.Member two) {
    List<TypeRef> a = one.method().parameters();
    List<TypeRef> b = two.method().parameters();
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (file.conversions.isSubtype(TypeTerms.erase(a.get(i)), TypeTerms.erase(b.get(i)))
          != Truth.YES) {
        return false;
      }
    }
    return true;
  }

  private Truth takes(Hierarchy.Member member, List<TypeRef> inputs, Phase phase) {
    MethodInfo method = member.method();
    int declared = method.parameters().size();
    boolean expands = phase == Phase.VARARGS;
    if (expands ? !method.isVarargs() || inputs.size() < declared - 1 : inputs.size() != declared) {
      return Truth.NO;
    }
    Choice choice = new Choice(member, expands, false);
    Truth result = Truth.YES;
    for (int i = 0; i < inputs.size(); i++) {
      TypeRef parameter = TypeTerms.erase(parameter(choice, i, inputs.size()));
      result =
          result.and(
              phase == Phase.SUBTYPING
                  ? file.conversions.isSubtype(inputs.get(i), parameter)
                  : file.conversions.isCompatible(inputs.get(i), parameter));
    }
    return result;
  }

  private MethodRef reference(Hierarchy.Member member, List<TypeRef> inputs) {
    MethodInfo method = member.method();
    Set<String> open = new HashSet<>();
    method.typeParameters().forEach(variable -> open.add(variable.name()));
    Inference inference = new Inference(file, open);
    Choice choice =
        new Choice(
            member, method.isVarargs() && method.parameters().size() != inputs.size(), false);
    for (int i = 0; i < inputs.size(); i++) {
      inference.fromValue(parameter(choice, i, inputs.size()), inputs.get(i));
    }
    Map<String, TypeRef> solution =
        inference.solution(visibleBindings(member), method.typeParameters());
    return new MethodRef(
        method.owner(),
        method.name(),
        TypeTerms.erase(method.parameters()),
        TypeTerms.output(TypeTerms.substitute(method.returnType(), solution)),
        method.isStatic(),
        method.isVarargs());
  }
}
