package dev.pollux.lint.source;

import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ComponentPatternExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.PatternExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.nodeTypes.SwitchNode;
import com.github.javaparser.ast.stmt.AssertStmt;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.EmptyStmt;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import com.github.javaparser.ast.stmt.LocalRecordDeclarationStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.SwitchStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.UnparsableStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.github.javaparser.ast.stmt.YieldStmt;
import com.github.javaparser.ast.type.UnionType;
import com.github.javaparser.ast.type.VarType;
import dev.pollux.lint.code.AnnotationUse;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Pattern;
import dev.pollux.lint.code.Span;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.Switch;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements, and the scopes of what they declare. One class over the size that is usual here,
 * because it is one recursion with a case for each kind of statement.
 */
final class StatementLowering {
  private final FileContext file;

  StatementLowering(FileContext file) {
    this.file = file;
  }

  Stmt.Block block(BlockStmt node, Scope scope) {
    return new Stmt.Block(statements(node.getStatements(), scope.block()), SyntaxReader.span(node));
  }

  private List<Stmt> statements(List<Statement> nodes, Scope scope) {
    List<Stmt> result = new ArrayList<>(nodes.size());
    for (Statement node : nodes) {
      add(node, scope, result);
    }
    return List.copyOf(result);
  }

  /** A statement that stands alone, such as the body of a loop. */
  private Stmt one(Statement node, Scope scope) {
    List<Stmt> result = new ArrayList<>(1);
    add(node, scope.block(), result);
    return result.size() == 1
        ? result.get(0)
        : new Stmt.Block(List.copyOf(result), SyntaxReader.span(node));
  }

  private void add(Statement node, Scope scope, List<Stmt> result) {
    Span span = SyntaxReader.span(node);
    if (node instanceof ExpressionStmt statement) {
      if (statement.getExpression() instanceof VariableDeclarationExpr declaration) {
        declare(declaration, Variable.Kind.LOCAL, span, scope, result);
      } else {
        result.add(new Stmt.ExprStmt(discarded(statement.getExpression(), scope.block()), span));
      }
    } else if (node instanceof ReturnStmt statement) {
      result.add(returns(statement, scope, span));
    } else if (node instanceof IfStmt statement) {
      result.add(ifStatement(statement, scope, span));
    } else if (node instanceof BlockStmt statement) {
      result.add(block(statement, scope));
    } else if (node instanceof LocalClassDeclarationStmt statement) {
      result.add(localType(statement.getClassDeclaration(), scope, span));
    } else if (node instanceof LocalRecordDeclarationStmt statement) {
      result.add(localType(statement.getRecordDeclaration(), scope, span));
    } else if (node instanceof SwitchStmt statement) {
      result.add(
          new Stmt.SwitchStmt(lowerSwitch(statement, statement.getSelector(), scope, false)));
    } else if (node instanceof TryStmt statement) {
      result.add(tryStatement(statement, scope, span));
    } else if (node instanceof LabeledStmt statement) {
      result.add(
          new Stmt.Labeled(
              statement.getLabel().asString(), one(statement.getStatement(), scope), span));
    } else {
      result.add(simple(node, scope, span));
    }
  }

  private Stmt simple(Statement node, Scope scope, Span span) {
    if (node instanceof WhileStmt loop) {
      Scope inner = scope.block();
      Expr condition = file.expressions.lower(loop.getCondition(), inner, TypeRef.BOOLEAN);
      Stmt body = one(loop.getBody(), inner);
      // `while (!(x instanceof T t)) { }` leaves t to the statements after it.
      scope.declareAll(inner);
      return new Stmt.While(condition, body, span);
    }
    if (node instanceof ForStmt loop) {
      return forLoop(loop, scope, span);
    }
    if (node instanceof ForEachStmt loop) {
      return forEach(loop, scope, span);
    }
    if (node instanceof DoStmt loop) {
      return new Stmt.DoWhile(
          one(loop.getBody(), scope),
          file.expressions.lower(loop.getCondition(), scope, TypeRef.BOOLEAN),
          span);
    }
    if (node instanceof ThrowStmt statement) {
      return new Stmt.Throw(
          file.expressions.lower(statement.getExpression(), scope.block(), null), span);
    }
    if (node instanceof BreakStmt statement) {
      return new Stmt.Break(statement.getLabel().map(l -> l.asString()).orElse(null), span);
    }
    if (node instanceof ContinueStmt statement) {
      return new Stmt.Continue(statement.getLabel().map(l -> l.asString()).orElse(null), span);
    }
    if (node instanceof YieldStmt statement) {
      Scope.Results results = scope.yields();
      Expr value =
          file.expressions.lower(
              statement.getExpression(), scope.block(), results == null ? null : results.target);
      if (results != null) {
        results.types.add(value.type());
      }
      return new Stmt.Yield(value, span);
    }
    if (node instanceof SynchronizedStmt statement) {
      return new Stmt.Synchronized(
          file.expressions.lower(statement.getExpression(), scope.block(), null),
          block(statement.getBody(), scope),
          span);
    }
    if (node instanceof AssertStmt statement) {
      Expr check = file.expressions.lower(statement.getCheck(), scope, TypeRef.BOOLEAN);
      return new Stmt.Assert(
          check,
          statement.getMessage().map(m -> file.expressions.lower(m, scope, null)).orElse(null),
          span);
    }
    if (node instanceof ExplicitConstructorInvocationStmt call) {
      return file.calls.constructorCall(call, scope);
    }
    if (node instanceof EmptyStmt) {
      return new Stmt.Empty(span);
    }
    if (node instanceof UnparsableStmt) {
      return new Stmt.Unparsable(span);
    }
    throw new IllegalStateException("unknown statement " + node.getClass().getName());
  }

  private Stmt returns(ReturnStmt node, Scope scope, Span span) {
    if (node.getExpression().isEmpty()) {
      return new Stmt.Return(null, span);
    }
    Scope.Results results = scope.returns();
    Expr value =
        file.expressions.lower(
            node.getExpression().get(), scope.block(), results == null ? null : results.target);
    if (results != null) {
      results.types.add(value.type());
    }
    return new Stmt.Return(value, span);
  }

  /** An expression whose value is thrown away. */
  private Expr discarded(Expression node, Scope scope) {
    Expr lowered = file.expressions.lower(node, scope, null);
    countDiscarded(lowered);
    return lowered;
  }

  void countDiscarded(Expr expression) {
    if (expression instanceof Expr.Call || expression instanceof Expr.New) {
      file.discardedCount++;
      if (expression.type().isKnown()) {
        file.discardedResolvedCount++;
      }
    }
  }

  private void declare(
      VariableDeclarationExpr node, Variable.Kind kind, Span span, Scope scope, List<Stmt> result) {
    List<AnnotationUse> annotations = SyntaxReader.annotations(node.getAnnotations());
    for (VariableDeclarator declarator : node.getVariables()) {
      boolean inferred = declarator.getType() instanceof VarType;
      TypeRef declared =
          inferred ? null : scope.types().resolve(SyntaxReader.type(declarator.getType()));
      Expr initializer = null;
      if (declarator.getInitializer().isPresent()) {
        initializer =
            file.expressions.lower(declarator.getInitializer().get(), scope.block(), declared);
      }
      TypeRef type = declared;
      if (type == null) {
        type = initializer == null ? TypeRef.UNKNOWN : CallLowering.memberType(initializer);
      }
      Variable variable =
          new Variable(
              kind,
              declarator.getNameAsString(),
              type,
              annotations,
              SyntaxReader.span(declarator.getName()));
      scope.declare(variable);
      result.add(
          new Stmt.LocalDecl(
              variable,
              initializer,
              node.getVariables().size() == 1 ? span : SyntaxReader.span(declarator)));
    }
  }

  private Stmt ifStatement(IfStmt node, Scope scope, Span span) {
    Scope inner = scope.block();
    Expr condition = file.expressions.lower(node.getCondition(), inner, TypeRef.BOOLEAN);
    Stmt then = one(node.getThenStmt(), inner);
    Stmt otherwise = node.getElseStmt().map(e -> one(e, inner)).orElse(null);
    // `if (!(x instanceof T t)) return;` leaves t to the statements after it.
    if (leaves(node.getThenStmt())
        || node.getElseStmt().map(StatementLowering::leaves).orElse(false)) {
      scope.declareAll(inner);
    }
    return new Stmt.If(condition, then, otherwise, span);
  }

  /** Whether a statement plainly does not complete normally. */
  private static boolean leaves(Statement node) {
    if (node instanceof BlockStmt block) {
      return !block.getStatements().isEmpty()
          && leaves(block.getStatement(block.getStatements().size() - 1));
    }
    if (node instanceof IfStmt nested) {
      return nested.getElseStmt().map(StatementLowering::leaves).orElse(false)
          && leaves(nested.getThenStmt());
    }
    return node instanceof ReturnStmt
        || node instanceof ThrowStmt
        || node instanceof BreakStmt
        || node instanceof ContinueStmt
        || node instanceof YieldStmt
        || node instanceof WhileStmt loop
            && loop.getCondition().isBooleanLiteralExpr()
            && loop.getCondition().asBooleanLiteralExpr().getValue();
  }

  private Stmt forLoop(ForStmt node, Scope scope, Span span) {
    Scope inner = scope.block();
    List<Stmt> init = new ArrayList<>();
    for (Expression expression : node.getInitialization()) {
      Span at = SyntaxReader.span(expression);
      if (expression instanceof VariableDeclarationExpr declaration) {
        declare(declaration, Variable.Kind.LOCAL, at, inner, init);
      } else {
        init.add(new Stmt.ExprStmt(discarded(expression, inner), at));
      }
    }
    Expr condition =
        node.getCompare().map(c -> file.expressions.lower(c, inner, TypeRef.BOOLEAN)).orElse(null);
    Stmt body = one(node.getBody(), inner);
    List<Expr> update = new ArrayList<>();
    for (Expression expression : node.getUpdate()) {
      update.add(discarded(expression, inner));
    }
    return new Stmt.For(List.copyOf(init), condition, List.copyOf(update), body, span);
  }

  private Stmt forEach(ForEachStmt node, Scope scope, Span span) {
    Scope inner = scope.block();
    VariableDeclarator declarator = node.getVariableDeclarator();
    Expr iterable = file.expressions.lower(node.getIterable(), scope.block(), null);
    TypeRef type =
        declarator.getType() instanceof VarType
            ? elementOf(iterable.type())
            : scope.types().resolve(SyntaxReader.type(declarator.getType()));
    Variable variable =
        new Variable(
            Variable.Kind.LOCAL,
            declarator.getNameAsString(),
            type,
            SyntaxReader.annotations(node.getVariable().getAnnotations()),
            SyntaxReader.span(declarator.getName()));
    inner.declare(variable);
    return new Stmt.ForEach(variable, iterable, one(node.getBody(), inner), span);
  }

  private TypeRef elementOf(TypeRef type) {
    if (type instanceof TypeRef.Array array) {
      return array.element();
    }
    TypeRef.Named iterable = file.hierarchy.asSuper(type, "java.lang.Iterable");
    if (iterable == null) {
      return TypeRef.UNKNOWN;
    }
    return iterable.arguments().isEmpty()
        ? TypeRef.OBJECT
        : TypeTerms.output(iterable.arguments().get(0));
  }

  private Stmt tryStatement(TryStmt node, Scope scope, Span span) {
    Scope inner = scope.block();
    List<Stmt> resources = new ArrayList<>();
    for (Expression resource : node.getResources()) {
      Span at = SyntaxReader.span(resource);
      if (resource instanceof VariableDeclarationExpr declaration) {
        declare(declaration, Variable.Kind.RESOURCE, at, inner, resources);
      } else {
        resources.add(new Stmt.ExprStmt(file.expressions.lower(resource, inner, null), at));
      }
    }
    Stmt.Block body = block(node.getTryBlock(), inner);
    List<Stmt.Catch> catches = new ArrayList<>();
    for (CatchClause clause : node.getCatchClauses()) {
      catches.add(catchClause(clause, scope));
    }
    return new Stmt.Try(
        List.copyOf(resources),
        body,
        List.copyOf(catches),
        node.getFinallyBlock().map(f -> block(f, scope)).orElse(null),
        span);
  }

  private Stmt.Catch catchClause(CatchClause clause, Scope scope) {
    Scope inner = scope.block();
    List<TypeRef> types = new ArrayList<>();
    if (clause.getParameter().getType() instanceof UnionType union) {
      union
          .getElements()
          .forEach(element -> types.add(scope.types().resolve(SyntaxReader.type(element))));
    } else {
      types.add(scope.types().resolve(SyntaxReader.type(clause.getParameter().getType())));
    }
    TypeRef type = types.get(0);
    for (TypeRef next : types.subList(1, types.size())) {
      type = file.conversions.leastUpperBound(type, next);
    }
    Variable variable =
        new Variable(
            Variable.Kind.CATCH,
            clause.getParameter().getNameAsString(),
            type,
            SyntaxReader.annotations(clause.getParameter().getAnnotations()),
            SyntaxReader.span(clause.getParameter().getName()));
    inner.declare(variable);
    return new Stmt.Catch(
        variable, List.copyOf(types), block(clause.getBody(), inner), SyntaxReader.span(clause));
  }

  private Stmt localType(TypeDeclaration<?> node, Scope scope, Span span) {
    return new Stmt.LocalType(file.declarations.local(LocalEnums.declared(node), scope), span);
  }

  Switch lowerSwitch(SwitchNode node, Expression selectorNode, Scope scope, boolean isExpression) {
    Expr selector = file.expressions.lower(selectorNode, scope.block(), null);
    boolean arrows = false;
    Scope shared = scope.block();
    List<Switch.Case> cases = new ArrayList<>();
    for (SwitchEntry entry : node.getEntries()) {
      arrows |= entry.getType() != SwitchEntry.Type.STATEMENT_GROUP;
      cases.add(switchCase(entry, selector.type(), shared, isExpression));
    }
    Span span =
        node instanceof SwitchExpr expression
            ? SyntaxReader.span(expression)
            : SyntaxReader.span((SwitchStmt) node);
    return new Switch(selector, List.copyOf(cases), arrows, span);
  }

  private Switch.Case switchCase(
      SwitchEntry entry, TypeRef selector, Scope shared, boolean isExpression) {
    boolean hasPattern = entry.getLabels().stream().anyMatch(StatementLowering::isPattern);
    boolean isGroup = entry.getType() == SwitchEntry.Type.STATEMENT_GROUP;
    Scope scope = isGroup && !hasPattern ? shared : shared.block();
    List<Expr> constants = new ArrayList<>();
    List<Pattern> patterns = new ArrayList<>();
    for (Expression label : entry.getLabels()) {
      if (isPattern(label)) {
        patterns.add(file.patterns.lower(label, selector, scope));
      } else {
        constants.add(constant(label, selector, scope));
      }
    }
    Expr guard =
        entry.getGuard().map(g -> file.expressions.lower(g, scope, TypeRef.BOOLEAN)).orElse(null);
    List<Stmt> body;
    if (entry.getType() == SwitchEntry.Type.EXPRESSION && entry.getStatements().size() == 1) {
      body = List.of(arrow((ExpressionStmt) entry.getStatement(0), scope, isExpression));
    } else {
      body = statements(entry.getStatements(), scope);
    }
    return new Switch.Case(
        List.copyOf(constants),
        List.copyOf(patterns),
        guard,
        entry.isDefault() || entry.getLabels().isEmpty(),
        body,
        SyntaxReader.span(entry));
  }

  private Stmt arrow(ExpressionStmt node, Scope scope, boolean isExpression) {
    Span span = SyntaxReader.span(node);
    Scope.Results results = scope.yields();
    if (!isExpression || results == null) {
      return new Stmt.ExprStmt(discarded(node.getExpression(), scope.block()), span);
    }
    Expr value = file.expressions.lower(node.getExpression(), scope.block(), results.target);
    results.types.add(value.type());
    return new Stmt.Yield(value, span);
  }

  private static boolean isPattern(Expression label) {
    return label instanceof PatternExpr || label instanceof ComponentPatternExpr;
  }

  /** An enum constant is looked up in the selector's type, anything else as usual. */
  private Expr constant(Expression label, TypeRef selector, Scope scope) {
    if (label instanceof NameExpr name) {
      FieldInfo field = file.hierarchy.field(selector, name.getNameAsString());
      if (field != null && field.isStatic()) {
        return Names.field(null, field, SyntaxReader.span(label));
      }
    }
    return file.expressions.lower(label, scope, null);
  }
}
