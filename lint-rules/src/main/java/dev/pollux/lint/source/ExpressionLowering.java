package dev.pollux.lint.source;

import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.TypeExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.Pattern;
import dev.pollux.lint.code.Span;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.Switch;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Expressions with their types. One class over the size that is usual here, because it is one
 * recursion with a case for each kind of expression.
 */
final class ExpressionLowering {
  private final FileContext file;

  ExpressionLowering(FileContext file) {
    this.file = file;
  }

  /**
   * @param target the type that the place asks for, where one does: lambdas and generic calls need
   *     it
   */
  Expr lower(Expression node, Scope scope, @Nullable TypeRef target) {
    if (node instanceof NameExpr name) {
      return file.names.name(name, scope);
    }
    if (node instanceof MethodCallExpr call) {
      return file.calls.call(call, scope, target);
    }
    if (node instanceof FieldAccessExpr access) {
      return file.names.fieldAccess(access, scope);
    }
    if (node instanceof LiteralExpr literal) {
      return Literals.lower(literal);
    }
    if (node instanceof EnclosedExpr enclosed) {
      return lower(enclosed.getInner(), scope, target);
    }
    if (node instanceof BinaryExpr binary) {
      return binary(binary, scope);
    }
    if (node instanceof UnaryExpr unary) {
      return unary(unary, scope);
    }
    if (node instanceof AssignExpr assign) {
      Expr left = lower(assign.getTarget(), scope, null);
      Expr value = lower(assign.getValue(), scope, left.type());
      TypeRef type = left.type().isKnown() ? left.type() : value.type();
      return new Expr.Assign(
          left, assign.getOperator().asString(), value, type, SyntaxReader.span(node));
    }
    if (node instanceof ObjectCreationExpr creation) {
      return file.calls.creation(creation, scope, target);
    }
    if (node instanceof LambdaExpr lambda) {
      TypeRef type = target == null ? TypeRef.UNKNOWN : target;
      return lambdaBody(lambda, type, scope).finish(type);
    }
    if (node instanceof MethodReferenceExpr reference) {
      return methodReference(reference, target == null ? TypeRef.UNKNOWN : target, scope);
    }
    if (node instanceof ConditionalExpr conditional) {
      return conditional(conditional, scope, target);
    }
    if (node instanceof InstanceOfExpr test) {
      return instanceOf(test, scope);
    }
    if (node instanceof CastExpr cast) {
      TypeRef type = scope.types().resolve(SyntaxReader.type(cast.getType()));
      return new Expr.Cast(lower(cast.getExpression(), scope, type), type, SyntaxReader.span(node));
    }
    if (node instanceof SwitchExpr switchExpr) {
      Scope.Results results = new Scope.Results(target);
      Switch lowered =
          file.statements.lowerSwitch(
              switchExpr, switchExpr.getSelector(), scope.switchExpression(results), true);
      return new Expr.SwitchExpr(lowered, join(results, target));
    }
    return lowerRest(node, scope, target);
  }

  private Expr lowerRest(Expression node, Scope scope, @Nullable TypeRef target) {
    Span span = SyntaxReader.span(node);
    if (node instanceof ThisExpr self) {
      TypeRef type =
          self.getTypeName()
              .map(n -> scope.types().resolve(TypeSyntax.name(n.asString().split("\\."))))
              .orElseGet(() -> TypeRef.UNKNOWN);
      if (type instanceof TypeRef.Named named && file.pool().source(named.name()) != null) {
        type = Names.selfType(java.util.Objects.requireNonNull(file.pool().source(named.name())));
      } else if (self.getTypeName().isEmpty()) {
        type = Names.selfType(scope.enclosingClass());
      }
      return new Expr.This(type, span);
    }
    if (node instanceof SuperExpr superExpr) {
      return new Expr.Super(file.calls.superType(superExpr, scope), span);
    }
    if (node instanceof ArrayAccessExpr access) {
      Expr array = lower(access.getName(), scope, null);
      Expr index = lower(access.getIndex(), scope, null);
      TypeRef type = array.type() instanceof TypeRef.Array of ? of.element() : TypeRef.UNKNOWN;
      return new Expr.ArrayAccess(array, index, type, span);
    }
    if (node instanceof ArrayCreationExpr creation) {
      return arrayCreation(creation, scope);
    }
    if (node instanceof ArrayInitializerExpr initializer) {
      return arrayInitializer(initializer, scope, target == null ? TypeRef.UNKNOWN : target);
    }
    if (node instanceof ClassExpr literal) {
      TypeRef of = scope.types().resolve(SyntaxReader.type(literal.getType()));
      return new Expr.ClassLiteral(
          of, new TypeRef.Named("java.lang.Class", List.of(Conversions.box(of))), span);
    }
    if (node instanceof TypeExpr type) {
      return new Expr.TypeName(scope.types().resolve(SyntaxReader.type(type.getType())), span);
    }
    return new Expr.UnknownName(node.getClass().getSimpleName(), span);
  }

  private Expr binary(BinaryExpr node, Scope scope) {
    // Long sums are deep on the left: walk down there without recursion.
    Deque<BinaryExpr> chain = new ArrayDeque<>();
    Expression leftmost = node;
    while (leftmost instanceof BinaryExpr next) {
      chain.push(next);
      leftmost = next.getLeft();
    }
    Expr result = lower(leftmost, scope, null);
    while (!chain.isEmpty()) {
      BinaryExpr next = chain.pop();
      Expr right = lower(next.getRight(), scope, null);
      String operator = next.getOperator().asString();
      result =
          new Expr.Binary(
              operator,
              result,
              right,
              binaryType(operator, result.type(), right.type()),
              SyntaxReader.span(next));
    }
    return result;
  }

  private static TypeRef binaryType(String operator, TypeRef left, TypeRef right) {
    switch (operator) {
      case "&&", "||", "==", "!=", "<", ">", "<=", ">=":
        return TypeRef.BOOLEAN;
      case "<<", ">>", ">>>":
        return Conversions.promote(left, left);
      case "+":
        if (left.is("java.lang.String") || right.is("java.lang.String")) {
          return TypeRef.STRING;
        }
        break;
      case "&", "|", "^":
        if (Conversions.isBoolean(left) || Conversions.isBoolean(right)) {
          return TypeRef.BOOLEAN;
        }
        break;
      default:
        break;
    }
    return Conversions.promote(left, right);
  }

  private Expr unary(UnaryExpr node, Scope scope) {
    Expr operand = lower(node.getExpression(), scope, null);
    String operator = node.getOperator().asString();
    TypeRef type =
        switch (operator) {
          case "!" -> TypeRef.BOOLEAN;
          case "++", "--" -> operand.type();
          default -> Conversions.promote(operand.type(), operand.type());
        };
    return new Expr.Unary(
        operator, node.getOperator().isPostfix(), operand, type, SyntaxReader.span(node));
  }

  private Expr conditional(ConditionalExpr node, Scope scope, @Nullable TypeRef target) {
    Expr condition = lower(node.getCondition(), scope, null);
    Expr whenTrue = lower(node.getThenExpr(), scope, target);
    Expr whenFalse = lower(node.getElseExpr(), scope, target);
    TypeRef joined = file.conversions.join(whenTrue.type(), whenFalse.type());
    if (!joined.isKnown() && target != null) {
      joined = target;
    }
    return new Expr.Conditional(condition, whenTrue, whenFalse, joined, SyntaxReader.span(node));
  }

  TypeRef join(Scope.Results results, @Nullable TypeRef target) {
    TypeRef joined = null;
    for (TypeRef type : results.types) {
      joined = joined == null ? type : file.conversions.join(joined, type);
    }
    if (joined == null || !joined.isKnown()) {
      return target == null ? TypeRef.UNKNOWN : target;
    }
    return joined;
  }

  private Expr instanceOf(InstanceOfExpr node, Scope scope) {
    Expr operand = lower(node.getExpression(), scope, null);
    Pattern pattern =
        node.getPattern().isPresent()
            ? file.patterns.lower(node.getPattern().get(), operand.type(), scope)
            : new Pattern.OfType(
                scope.types().resolve(SyntaxReader.type(node.getType())),
                null,
                SyntaxReader.span(node.getType()));
    return new Expr.InstanceOf(operand, pattern, SyntaxReader.span(node));
  }

  private Expr arrayCreation(ArrayCreationExpr node, Scope scope) {
    TypeRef type = scope.types().resolve(SyntaxReader.type(node.getElementType()));
    List<Expr> dimensions = new ArrayList<>();
    for (var level : node.getLevels()) {
      type = new TypeRef.Array(type);
      level.getDimension().ifPresent(d -> dimensions.add(lower(d, scope, TypeRef.INT)));
    }
    List<Expr> elements = List.of();
    if (node.getInitializer().isPresent()) {
      elements =
          ((Expr.NewArray) arrayInitializer(node.getInitializer().get(), scope, type)).elements();
    }
    return new Expr.NewArray(List.copyOf(dimensions), elements, type, SyntaxReader.span(node));
  }

  private Expr arrayInitializer(ArrayInitializerExpr node, Scope scope, TypeRef type) {
    TypeRef element = type instanceof TypeRef.Array array ? array.element() : null;
    List<Expr> elements = new ArrayList<>();
    for (Expression value : node.getValues()) {
      elements.add(lower(value, scope, element));
    }
    return new Expr.NewArray(List.of(), List.copyOf(elements), type, SyntaxReader.span(node));
  }

  /** A lambda whose body is lowered and whose functional interface is not settled yet. */
  record LambdaBody(
      List<Variable> parameters,
      Stmt.Block body,
      @Nullable Expr expression,
      boolean givesNothing,
      TypeRef resultType,
      Span span) {
    Expr.Lambda finish(TypeRef type) {
      Expr value = expression;
      if (value == null) {
        return new Expr.Lambda(parameters, body, false, type, span);
      }
      Stmt only =
          givesNothing
              ? new Stmt.ExprStmt(value, value.span())
              : new Stmt.Return(value, value.span());
      return new Expr.Lambda(
          parameters, new Stmt.Block(List.of(only), value.span()), true, type, span);
    }
  }

  /**
   * @param type the functional interface as far as it is known
   */
  LambdaBody lambdaBody(LambdaExpr node, TypeRef type, Scope scope) {
    Hierarchy.Member function = file.hierarchy.functionalMethod(type);
    List<TypeRef> inputs = function == null ? List.of() : inputs(function);
    List<Variable> parameters = new ArrayList<>();
    TypeRef wanted =
        function == null
            ? null
            : TypeTerms.input(
                TypeTerms.substitute(function.method().returnType(), function.bindings()));
    boolean givesNothing = TypeRef.VOID.equals(wanted);
    Scope.Results results = new Scope.Results(givesNothing ? null : wanted);
    Scope inner = scope.lambda(results);
    int index = 0;
    for (Parameter parameter : node.getParameters()) {
      TypeSyntax syntax = SyntaxReader.type(parameter.getType());
      TypeRef parameterType =
          syntax instanceof TypeSyntax.Inferred
              ? index < inputs.size() ? inputs.get(index) : TypeRef.UNKNOWN
              : scope.types().resolve(syntax);
      if (parameter.isVarArgs()) {
        parameterType = new TypeRef.Array(parameterType);
      }
      Variable variable =
          new Variable(
              Variable.Kind.PARAMETER,
              parameter.getNameAsString(),
              parameterType,
              SyntaxReader.annotations(parameter.getAnnotations()),
              SyntaxReader.span(parameter.getName()));
      parameters.add(variable);
      inner.declare(variable);
      index++;
    }
    Span span = SyntaxReader.span(node);
    if (node.getExpressionBody().isPresent()) {
      Expr value = lower(node.getExpressionBody().get(), inner, results.target);
      if (givesNothing) {
        file.statements.countDiscarded(value);
      }
      return new LambdaBody(
          List.copyOf(parameters),
          new Stmt.Block(List.of(), value.span()),
          value,
          givesNothing,
          value.type(),
          span);
    }
    Stmt.Block body = file.statements.block(node.getBody().asBlockStmt(), inner);
    TypeRef result = results.types.isEmpty() ? TypeRef.VOID : join(results, null);
    return new LambdaBody(List.copyOf(parameters), body, null, givesNothing, result, span);
  }

  private static List<TypeRef> inputs(Hierarchy.Member function) {
    List<TypeRef> result = new ArrayList<>();
    for (TypeRef parameter : function.method().parameters()) {
      TypeRef type = TypeTerms.input(TypeTerms.substitute(parameter, function.bindings()));
      result.add(TypeTerms.isAny(type) ? TypeRef.OBJECT : type);
    }
    return result;
  }

  /**
   * What a function gives, asked while methods are compared: {@code void}, a type, or unknown when
   * that cannot be said before the method is chosen.
   */
  TypeRef trialResult(Argument argument, TypeRef functionType, Scope scope) {
    if (argument.node instanceof MethodReferenceExpr reference) {
      return resultOf(methodReference(reference, functionType, scope));
    }
    LambdaExpr lambda = (LambdaExpr) argument.node;
    if (lambda.getExpressionBody().isEmpty()) {
      return TypeRef.OBJECT;
    }
    if (!lambda.getParameters().isEmpty() && !lambda.isExplicitlyTyped()) {
      return TypeRef.UNKNOWN;
    }
    LambdaBody body = argument.body;
    if (body == null) {
      body = lambdaBody(lambda, TypeRef.UNKNOWN, scope);
      if (body.resultType().equals(TypeRef.VOID)) {
        body =
            new LambdaBody(
                body.parameters(),
                body.body(),
                body.expression(),
                true,
                body.resultType(),
                body.span());
      }
      argument.body = body;
    }
    return body.resultType();
  }

  Expr.MethodReference methodReference(MethodReferenceExpr node, TypeRef type, Scope scope) {
    Expr target = referenceScope(node.getScope(), scope);
    String name = node.getIdentifier().equals("new") ? "<init>" : node.getIdentifier();
    Hierarchy.Member function = file.hierarchy.functionalMethod(type);
    List<TypeRef> inputs = function == null ? null : inputs(function);
    MethodRef found = null;
    TypeRef on = target.type();
    if (name.equals("<init>")) {
      found = constructorReference(on, inputs);
    } else if (on.isKnown()) {
      boolean viaType = target instanceof Expr.TypeName;
      if (viaType && inputs != null && !inputs.isEmpty() && on instanceof TypeRef.Named named) {
        // A raw type takes its arguments from the first parameter.
        TypeRef.Named seen =
            named.arguments().isEmpty()
                ? file.hierarchy.asSuper(inputs.get(0), named.name())
                : null;
        on = seen == null ? on : seen;
      }
      found =
          file.calls
              .overloads()
              .reference(
                  file.hierarchy
                      .methods(on, name, Hierarchy.nestOf(scope.enclosingClass().name()))
                      .methods(),
                  inputs,
                  viaType);
    }
    return new Expr.MethodReference(target, name, found, type, SyntaxReader.span(node));
  }

  private @Nullable MethodRef constructorReference(TypeRef type, @Nullable List<TypeRef> inputs) {
    if (type instanceof TypeRef.Array) {
      return new MethodRef("[]", "<init>", List.of(TypeRef.INT), type, false, false);
    }
    if (!(type instanceof TypeRef.Named named)) {
      return null;
    }
    MethodRef found =
        file.calls
            .overloads()
            .reference(file.hierarchy.constructors(named).methods(), inputs, false);
    return found == null
        ? null
        : new MethodRef(
            found.owner(), "<init>", found.parameters(), TypeRef.VOID, false, found.isVarargs());
  }

  /** What calling the referenced method gives. */
  TypeRef resultOf(Expr.MethodReference reference) {
    if (reference.name().equals("<init>")) {
      return reference.scope().type();
    }
    MethodRef found = reference.target();
    return found == null ? TypeRef.UNKNOWN : found.returnType();
  }

  private Expr referenceScope(Expression node, Scope scope) {
    // The parser takes `name::method` for a type; a variable of that name comes first.
    if (node instanceof TypeExpr typeExpr
        && typeExpr.getType() instanceof ClassOrInterfaceType type
        && type.getTypeArguments().isEmpty()) {
      List<String> parts = new ArrayList<>();
      ClassOrInterfaceType part = type;
      while (part != null) {
        parts.add(0, part.getNameAsString());
        part = part.getScope().orElse(null);
      }
      Span span = SyntaxReader.span(node);
      Expr value = file.names.variable(parts.get(0), scope, span);
      for (int i = 1; value != null && i < parts.size(); i++) {
        FieldInfo field = file.hierarchy.field(value.type(), parts.get(i));
        value =
            field != null
                ? Names.field(value, field, span)
                : new Expr.Field(value, parts.get(i), null, false, TypeRef.UNKNOWN, span);
      }
      if (value != null) {
        return value;
      }
    }
    return file.names.qualifier(node, scope);
  }
}
