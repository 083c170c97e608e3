package dev.pollux.lint.source;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import com.github.javaparser.ast.type.Type;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.TypeRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls and object creations: finds the method, then gives each argument its parameter's type.
 *
 * <p>Long, because calls, creations and constructor calls share one way of resolving.
 */
final class CallLowering {
  /**
   * What was found for a call.
   *
   * @param target null when the method is unknown
   */
  private record Resolved(@Nullable MethodRef target, List<Expr> arguments, TypeRef type) {}

  private final FileContext file;
  private final Overloads overloads;

  CallLowering(FileContext file) {
    this.file = file;
    this.overloads = new Overloads(file);
  }

  Overloads overloads() {
    return overloads;
  }

  Expr call(MethodCallExpr node, Scope scope, @Nullable TypeRef target) {
    String name = node.getNameAsString();
    Expr receiver = null;
    Hierarchy.Members members;
    TypeRef receiverType;
    if (node.getScope().isPresent()) {
      receiver = file.names.qualifier(node.getScope().get(), scope);
      receiverType = memberType(receiver);
      members = file.hierarchy.methods(receiverType, name, nest(scope));
    } else {
      receiverType = Names.selfType(scope.enclosingClass());
      members = unqualified(name, scope);
    }
    Resolved resolved =
        resolve(members, node.getArguments(), node.getTypeArguments().orElse(null), scope, target);
    if (resolved.target() == null && members.isComplete() && hasKnownArguments(resolved)) {
      MethodRef found = file.lastResort.solve(node);
      if (found != null) {
        resolved = new Resolved(found, resolved.arguments(), found.returnType());
      }
    }
    TypeRef type = special(name, receiverType, resolved);
    file.callCount++;
    if (type.isKnown()) {
      file.resolvedCount++;
    }
    return new Expr.Call(
        receiver,
        name,
        resolved.arguments(),
        resolved.target(),
        type,
        SyntaxReader.span(node),
        SyntaxReader.span(node.getName()));
  }

  private static boolean hasKnownArguments(Resolved resolved) {
    return resolved.arguments().stream()
        .allMatch(
            argument ->
                argument.type().isKnown()
                    || argument instanceof Expr.Lambda
                    || argument instanceof Expr.MethodReference);
  }

  /** The type whose members a value has: of {@code new T() { .. }}, the anonymous class. */
  static TypeRef memberType(Expr value) {
    return value instanceof Expr.New creation && creation.body() != null
        ? new TypeRef.Named(creation.body().name())
        : TypeTerms.output(value.type());
  }

  /** Calls whose type the language itself defines. */
  private static TypeRef special(String name, TypeRef receiver, Resolved resolved) {
    if (resolved.arguments().isEmpty()) {
      if (name.equals("getClass") && resolved.target() != null) {
        return new TypeRef.Named("java.lang.Class", List.of(TypeTerms.erase(receiver)));
      }
      if (name.equals("clone") && receiver instanceof TypeRef.Array) {
        return receiver;
      }
    }
    return resolved.type();
  }

  private static String nest(Scope scope) {
    return Hierarchy.nestOf(scope.enclosingClass().name());
  }

  /** Methods that a simple name means: of the innermost class that has any, or imported. */
  private Hierarchy.Members unqualified(String name, Scope from) {
    boolean complete = true;
    for (Scope scope = from; scope != null; scope = scope.outer()) {
      SourceClass body = scope.body();
      if (body != null) {
        Hierarchy.Members members = file.hierarchy.methods(Names.selfType(body), name, nest(from));
        if (!members.methods().isEmpty()) {
          return members;
        }
        complete &= members.isComplete();
      }
    }
    List<Hierarchy.Member> imported = new ArrayList<>();
    for (String owner : file.unit.staticOwners(name)) {
      Hierarchy.Members members =
          file.hierarchy.methods(new TypeRef.Named(owner), name, nest(from));
      complete &= members.isComplete();
      members.methods().stream().filter(m -> m.method().isStatic()).forEach(imported::add);
    }
    return new Hierarchy.Members(imported, complete);
  }

  Expr creation(ObjectCreationExpr node, Scope scope, @Nullable TypeRef target) {
    Expr outer = node.getScope().map(o -> file.expressions.lower(o, scope, null)).orElse(null);
    TypeRef written;
    if (outer != null && outer.type() instanceof TypeRef.Named outerType) {
      String member = file.pool().memberType(outerType.name(), node.getType().getNameAsString());
      written = member == null ? TypeRef.UNKNOWN : new TypeRef.Named(member);
      if (written instanceof TypeRef.Named named && node.getType().getTypeArguments().isPresent()) {
        List<TypeRef> arguments = new ArrayList<>();
        for (Type argument : node.getType().getTypeArguments().get()) {
          arguments.add(scope.types().resolve(SyntaxReader.type(argument)));
        }
        written = new TypeRef.Named(named.name(), List.copyOf(arguments));
      }
    } else {
      written = scope.types().resolve(SyntaxReader.type(node.getType()));
    }
    boolean diamond = node.getType().getTypeArguments().map(List::isEmpty).orElse(false);
    Resolved resolved = construct(written, diamond, node.getArguments(), scope, target);
    TypeDecl body = null;
    TypeRef type = resolved.type();
    if (node.getAnonymousClassBody().isPresent()) {
      body = file.declarations.anonymous(node, type, scope);
    }
    file.callCount++;
    if (type.isKnown()) {
      file.resolvedCount++;
    }
    return new Expr.New(
        outer, resolved.arguments(), resolved.target(), body, type, SyntaxReader.span(node));
  }

  private Resolved construct(
      TypeRef written,
      boolean diamond,
      NodeList<Expression> arguments,
      Scope scope,
      @Nullable TypeRef target) {
    if (!(written instanceof TypeRef.Named named)) {
      return resolve(new Hierarchy.Members(List.of(), false), arguments, null, scope, null);
    }
    ClassInfo info = file.pool().find(named.name());
    if (info != null && info.isInterface()) {
      // The supertype of an anonymous class.
      List<Expr> lowered = arguments(arguments, scope);
      return new Resolved(null, lowered, diamond ? fromTarget(info, target) : named);
    }
    boolean infer = diamond && info != null && !info.typeParameters().isEmpty();
    TypeRef.Named self = infer && info != null ? Names.selfType(info) : named;
    List<Hierarchy.Member> constructors = new ArrayList<>();
    for (Hierarchy.Member member : file.hierarchy.constructors(self).methods()) {
      MethodInfo method = member.method();
      if (infer && info != null) {
        // With a diamond, the class's parameters are inferred like a method's own.
        List<TypeRef.Variable> variables = new ArrayList<>(info.typeParameters());
        variables.addAll(method.typeParameters());
        constructors.add(
            new Hierarchy.Member(
                new MethodInfo(
                    method.owner(),
                    method.name(),
                    List.copyOf(variables),
                    method.parameters(),
                    self,
                    false,
                    method.isVarargs(),
                    false,
                    method.isPrivate(),
                    method.annotations()),
                Map.of()));
      } else {
        constructors.add(
            new Hierarchy.Member(withReturnType(method, TypeRef.VOID), member.bindings()));
      }
    }
    Resolved resolved =
        resolve(new Hierarchy.Members(constructors, info != null), arguments, null, scope, target);
    TypeRef type = infer && resolved.target() != null ? resolved.type() : named;
    MethodRef found = resolved.target();
    return new Resolved(
        found == null
            ? null
            : new MethodRef(
                found.owner(),
                found.name(),
                found.parameters(),
                TypeRef.VOID,
                false,
                found.isVarargs()),
        resolved.arguments(),
        type.isKnown() ? type : named);
  }

  private static MethodInfo withReturnType(MethodInfo method, TypeRef type) {
    return new MethodInfo(
        method.owner(),
        method.name(),
        method.typeParameters(),
        method.parameters(),
        type,
        method.isStatic(),
        method.isVarargs(),
        method.isAbstract(),
        method.isPrivate(),
        method.annotations());
  }

  private TypeRef fromTarget(ClassInfo info, @Nullable TypeRef target) {
    Set<String> open = new HashSet<>();
    info.typeParameters().forEach(parameter -> open.add(parameter.name()));
    Inference inference = new Inference(file, open);
    if (target != null) {
      inference.fromTarget(Names.selfType(info), target);
    }
    return inference.apply(Names.selfType(info), info.typeParameters());
  }

  Stmt constructorCall(ExplicitConstructorInvocationStmt node, Scope scope) {
    Expr outer = node.getExpression().map(o -> file.expressions.lower(o, scope, null)).orElse(null);
    SourceClass self = scope.enclosingClass();
    TypeRef type = Names.selfType(self);
    if (!node.isThis()) {
      type = self.supertypes().isEmpty() ? TypeRef.UNKNOWN : self.supertypes().get(0);
    }
    Resolved resolved = construct(type, false, node.getArguments(), scope, null);
    return new Stmt.ConstructorCall(
        node.isThis(), outer, resolved.arguments(), resolved.target(), SyntaxReader.span(node));
  }

  /** The arguments of an enum constant. */
  List<Expr> constantArguments(
      TypeRef type, NodeList<Expression> arguments, Scope scope, List<MethodRef> found) {
    Resolved resolved = construct(type, false, arguments, scope, null);
    if (resolved.target() != null) {
      found.add(resolved.target());
    }
    return resolved.arguments();
  }

  private List<Expr> arguments(NodeList<Expression> nodes, Scope scope) {
    List<Expr> result = new ArrayList<>(nodes.size());
    for (Expression node : nodes) {
      result.add(file.expressions.lower(node, scope, null));
    }
    return List.copyOf(result);
  }

  private Resolved resolve(
      Hierarchy.Members members,
      NodeList<Expression> argumentNodes,
      @Nullable NodeList<Type> typeArguments,
      Scope scope,
      @Nullable TypeRef target) {
    List<Argument> arguments = Argument.of(argumentNodes);
    Overloads.Choice choice = overloads.choose(members.methods(), arguments, scope);
    if (choice == null) {
      List<Expr> lowered = new ArrayList<>();
      for (Argument argument : arguments) {
        lowered.add(finish(argument, scope, null));
      }
      return new Resolved(null, List.copyOf(lowered), TypeRef.UNKNOWN);
    }
    Hierarchy.Member member = choice.member();
    MethodInfo method = member.method();
    Set<String> open = new HashSet<>();
    method.typeParameters().forEach(parameter -> open.add(parameter.name()));
    Map<String, TypeRef> classBindings = overloads.visibleBindings(member);
    Inference inference = new Inference(file, open);
    if (typeArguments != null) {
      for (int i = 0; i < Math.min(typeArguments.size(), method.typeParameters().size()); i++) {
        inference.bind(
            method.typeParameters().get(i).name(),
            scope.types().resolve(SyntaxReader.type(typeArguments.get(i))));
      }
    }
    int count = arguments.size();
    for (int i = 0; i < count; i++) {
      Expr lowered = arguments.get(i).lowered;
      if (lowered != null) {
        inference.fromValue(overloads.parameter(choice, i, count), lowered.type());
      }
    }
    // Calls first: what they give is what lambdas beside them take.
    for (int i = 0; i < count; i++) {
      Argument argument = arguments.get(i);
      if (argument.lowered == null && !argument.isFunction()) {
        TypeRef parameter = overloads.parameter(choice, i, count);
        Expr lowered =
            finish(
                argument, scope, TypeTerms.input(inference.applyPartly(parameter, classBindings)));
        inference.fromValue(parameter, lowered.type());
      }
    }
    if (target != null) {
      boolean lambdasDecide =
          method.returnType() instanceof TypeRef.Variable
              && arguments.stream().anyMatch(Argument::isFunction);
      if (!lambdasDecide) {
        inference.fromTarget(method.returnType(), target);
      }
    }
    for (int i = 0; i < count; i++) {
      Argument argument = arguments.get(i);
      if (argument.isFunction()) {
        function(argument, overloads.parameter(choice, i, count), classBindings, inference, scope);
      }
    }
    if (target != null) {
      inference.fromTarget(method.returnType(), target);
    }
    Map<String, TypeRef> solution = inference.solution(classBindings, method.typeParameters());
    TypeRef type = TypeTerms.output(TypeTerms.substitute(method.returnType(), outputs(solution)));
    if (choice.isAmbiguous()) {
      type = TypeTerms.erase(type);
    }
    List<Expr> lowered = new ArrayList<>(count);
    for (Argument argument : arguments) {
      lowered.add(java.util.Objects.requireNonNull(argument.lowered));
    }
    MethodRef found =
        new MethodRef(
            method.owner(),
            method.name(),
            TypeTerms.erase(method.parameters()),
            type,
            method.isStatic(),
            method.isVarargs());
    return new Resolved(found, List.copyOf(lowered), type);
  }

  private static Map<String, TypeRef> outputs(Map<String, TypeRef> bindings) {
    Map<String, TypeRef> result = new java.util.HashMap<>();
    bindings.forEach((name, type) -> result.put(name, TypeTerms.output(type)));
    return result;
  }

  /** Lowers a lambda or method reference against its parameter, and learns from its result. */
  private void function(
      Argument argument,
      TypeRef parameter,
      Map<String, TypeRef> classBindings,
      Inference inference,
      Scope scope) {
    TypeRef known = inference.applyPartly(parameter, classBindings);
    if (argument.lowered != null) {
      return;
    }
    Hierarchy.Member declared = file.hierarchy.functionalMethod(parameter);
    if (argument.node instanceof LambdaExpr lambda) {
      ExpressionLowering.LambdaBody body = argument.body;
      if (body == null) {
        body = file.expressions.lambdaBody(lambda, TypeTerms.input(known), scope);
      }
      if (declared != null) {
        inference.fromValue(
            TypeTerms.substitute(declared.method().returnType(), declared.bindings()),
            body.resultType());
      }
      argument.lowered =
          body.finish(TypeTerms.input(inference.applyPartly(parameter, classBindings)));
    } else if (argument.node instanceof MethodReferenceExpr reference) {
      Expr.MethodReference lowered =
          file.expressions.methodReference(reference, TypeTerms.input(known), scope);
      TypeRef result = file.expressions.resultOf(lowered);
      if (declared != null) {
        fromReference(lowered, declared, inference);
        inference.fromValue(
            TypeTerms.substitute(declared.method().returnType(), declared.bindings()), result);
      }
      argument.lowered =
          new Expr.MethodReference(
              lowered.scope(),
              lowered.name(),
              lowered.target(),
              TypeTerms.input(inference.applyPartly(parameter, classBindings)),
              lowered.span());
    } else {
      finish(argument, scope, TypeTerms.input(known));
    }
  }

  /** {@code comparing(String::length)} takes strings, though no other argument says so. */
  private static void fromReference(
      Expr.MethodReference reference, Hierarchy.Member function, Inference inference) {
    MethodRef found = reference.target();
    List<TypeRef> inputs = function.method().parameters();
    boolean takesReceiver =
        found != null
            && !found.isStatic()
            && !found.name().equals("<init>")
            && reference.scope() instanceof Expr.TypeName
            && !inputs.isEmpty();
    if (takesReceiver) {
      inference.fromTarget(
          TypeTerms.input(TypeTerms.substitute(inputs.get(0), function.bindings())),
          reference.scope().type());
    }
  }

  private Expr finish(Argument argument, Scope scope, @Nullable TypeRef target) {
    Expr lowered = argument.lowered;
    if (lowered == null) {
      lowered = file.expressions.lower(argument.node, scope, target);
      argument.lowered = lowered;
    }
    return lowered;
  }

  TypeRef superType(SuperExpr node, Scope scope) {
    if (node.getTypeName().isPresent()) {
      TypeRef named =
          scope.types().resolve(TypeSyntax.name(node.getTypeName().get().asString().split("\\.")));
      // `Interface.super` is the interface; `Outer.super` is the superclass of the class around.
      for (Scope s = scope; s != null; s = s.outer()) {
        SourceClass body = s.body();
        if (body != null && named.is(body.name()) && s != scope) {
          return body.supertypes().isEmpty() ? TypeRef.UNKNOWN : body.supertypes().get(0);
        }
      }
      return named;
    }
    List<TypeRef> supertypes = scope.enclosingClass().supertypes();
    return supertypes.isEmpty() ? TypeRef.OBJECT : supertypes.get(0);
  }
}
