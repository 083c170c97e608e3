package dev.pollux.lint.source;

import com.github.javaparser.ast.expr.ComponentPatternExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MatchAllPatternExpr;
import com.github.javaparser.ast.expr.RecordPatternExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.type.VarType;
import dev.pollux.lint.code.Pattern;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Patterns: what they introduce is declared in the scope that is handed in. */
final class PatternLowering {
  private final FileContext file;

  PatternLowering(FileContext file) {
    this.file = file;
  }

  /**
   * @param matched the type of the value that is matched, for {@code var} and for type arguments
   *     that are not written
   */
  Pattern lower(Expression node, TypeRef matched, Scope scope) {
    if (node instanceof TypePatternExpr pattern) {
      TypeRef type =
          pattern.getType() instanceof VarType
              ? TypeTerms.output(matched)
              : withArguments(scope.types().resolve(SyntaxReader.type(pattern.getType())), matched);
      Variable variable =
          new Variable(
              Variable.Kind.PATTERN,
              pattern.getNameAsString(),
              type,
              SyntaxReader.span(pattern.getName()));
      scope.declare(variable);
      return new Pattern.OfType(
          type, variable.name().equals("_") ? null : variable, SyntaxReader.span(pattern));
    }
    if (node instanceof RecordPatternExpr pattern) {
      TypeRef type =
          withArguments(scope.types().resolve(SyntaxReader.type(pattern.getType())), matched);
      List<TypeRef> components = components(type);
      List<Pattern> parts = new ArrayList<>();
      int index = 0;
      for (ComponentPatternExpr part : pattern.getPatternList()) {
        TypeRef component = index < components.size() ? components.get(index) : TypeRef.UNKNOWN;
        parts.add(lower((Expression) part, component, scope));
        index++;
      }
      return new Pattern.OfRecord(type, List.copyOf(parts), SyntaxReader.span(pattern));
    }
    if (node instanceof MatchAllPatternExpr) {
      return new Pattern.Any(SyntaxReader.span(node));
    }
    return new Pattern.Any(SyntaxReader.span(node));
  }

  private List<TypeRef> components(TypeRef type) {
    if (!(type instanceof TypeRef.Named named)) {
      return List.of();
    }
    ClassInfo info = file.pool().find(named.name());
    List<TypeRef> declared = info == null ? null : info.components();
    if (info == null || declared == null) {
      return List.of();
    }
    List<TypeRef> result = new ArrayList<>();
    for (TypeRef component : declared) {
      result.add(
          TypeTerms.output(
              TypeTerms.substitute(
                  component, TypeTerms.bind(info.typeParameters(), named.arguments()))));
    }
    return result;
  }

  /** {@code Ready} matched against {@code Poll<String>} is {@code Ready<String>}. */
  private TypeRef withArguments(TypeRef type, TypeRef matched) {
    TypeRef.Named target = Hierarchy.classOf(matched);
    if (!(type instanceof TypeRef.Named named)
        || !named.arguments().isEmpty()
        || target == null
        || target.arguments().isEmpty()) {
      return type;
    }
    ClassInfo info = file.pool().find(named.name());
    if (info == null || info.typeParameters().isEmpty()) {
      return type;
    }
    Set<String> open = new HashSet<>();
    info.typeParameters().forEach(parameter -> open.add(parameter.name()));
    Inference inference = new Inference(file, open);
    inference.fromTarget(Names.selfType(info), target);
    return inference.apply(Names.selfType(info), info.typeParameters());
  }
}
