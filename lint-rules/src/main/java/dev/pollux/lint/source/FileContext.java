package dev.pollux.lint.source;

import com.github.javaparser.ast.Node;
import dev.pollux.lint.code.TypeDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the parts of one file's lowering share. Owned by one thread. */
final class FileContext {
  final Hierarchy hierarchy;
  final Conversions conversions;
  final UnitScope unit;
  final Map<Node, String> localNames;
  final List<TypeDecl> declared = new ArrayList<>();
  final DeclarationLowering declarations;
  final StatementLowering statements;
  final ExpressionLowering expressions;
  final PatternLowering patterns;
  final CallLowering calls;
  final Names names;
  final LastResort lastResort;
  int callCount;
  int resolvedCount;
  int discardedCount;
  int discardedResolvedCount;

  FileContext(
      Hierarchy hierarchy,
      Conversions conversions,
      UnitScope unit,
      Map<Node, String> localNames,
      LastResort lastResort) {
    this.hierarchy = hierarchy;
    this.conversions = conversions;
    this.unit = unit;
    this.localNames = localNames;
    this.declarations = new DeclarationLowering(this);
    this.statements = new StatementLowering(this);
    this.expressions = new ExpressionLowering(this);
    this.patterns = new PatternLowering(this);
    this.calls = new CallLowering(this);
    this.names = new Names(this);
    this.lastResort = lastResort;
  }

  ClassPool pool() {
    return hierarchy.pool();
  }
}
