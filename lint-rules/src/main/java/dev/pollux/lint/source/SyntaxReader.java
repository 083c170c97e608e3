package dev.pollux.lint.source;

import com.github.javaparser.Range;
import com.github.javaparser.ast.Modifier;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Name;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import com.github.javaparser.ast.type.ArrayType;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.IntersectionType;
import com.github.javaparser.ast.type.PrimitiveType;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.TypeParameter;
import com.github.javaparser.ast.type.UnionType;
import com.github.javaparser.ast.type.VoidType;
import com.github.javaparser.ast.type.WildcardType;
import dev.pollux.lint.code.AnnotationUse;
import dev.pollux.lint.code.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Small parts of the parser's tree in our own words: types as written, places, modifiers. */
final class SyntaxReader {
  private static final Span NOWHERE = new Span(1, 1, 1, 1);

  private SyntaxReader() {}

  static Span span(Node node) {
    return node.getRange().map(SyntaxReader::span).orElse(NOWHERE);
  }

  static Span span(Range range) {
    return new Span(range.begin.line, range.begin.column, range.end.line, range.end.column + 1);
  }

  static TypeSyntax type(Type type) {
    if (type instanceof ClassOrInterfaceType named) {
      return named(named);
    }
    if (type instanceof PrimitiveType primitive) {
      return new TypeSyntax.Primitive(primitive.asString());
    }
    if (type instanceof VoidType) {
      return new TypeSyntax.Primitive("void");
    }
    if (type instanceof ArrayType array) {
      return new TypeSyntax.ArrayOf(type(array.getComponentType()));
    }
    if (type instanceof WildcardType wildcard) {
      if (wildcard.getSuperType().isPresent()) {
        return new TypeSyntax.Wildcard(type(wildcard.getSuperType().get()), true);
      }
      return new TypeSyntax.Wildcard(
          wildcard.getExtendedType().map(SyntaxReader::type).orElse(null), false);
    }
    if (type instanceof IntersectionType intersection) {
      return new TypeSyntax.FirstOf(types(intersection.getElements()));
    }
    if (type instanceof UnionType union) {
      return new TypeSyntax.FirstOf(types(union.getElements()));
    }
    return TypeSyntax.INFERRED;
  }

  private static TypeSyntax.Name named(ClassOrInterfaceType type) {
    List<ClassOrInterfaceType> parts = new ArrayList<>();
    for (ClassOrInterfaceType t = type; t != null; t = t.getScope().orElse(null)) {
      parts.add(t);
    }
    TypeSyntax.Name result = null;
    for (int i = parts.size() - 1; i >= 0; i--) {
      ClassOrInterfaceType part = parts.get(i);
      result =
          new TypeSyntax.Name(
              result,
              part.getNameAsString(),
              part.getTypeArguments().map(SyntaxReader::types).orElse(List.of()));
    }
    return java.util.Objects.requireNonNull(result);
  }

  static List<TypeSyntax> types(NodeList<? extends Type> types) {
    List<TypeSyntax> result = new ArrayList<>(types.size());
    for (Type type : types) {
      result.add(type(type));
    }
    return List.copyOf(result);
  }

  static List<TypeSyntax.Parameter> typeParameters(NodeList<TypeParameter> parameters) {
    List<TypeSyntax.Parameter> result = new ArrayList<>(parameters.size());
    for (TypeParameter parameter : parameters) {
      result.add(
          new TypeSyntax.Parameter(parameter.getNameAsString(), types(parameter.getTypeBound())));
    }
    return List.copyOf(result);
  }

  static Set<String> modifiers(NodeList<Modifier> modifiers) {
    Set<String> result = new LinkedHashSet<>();
    for (Modifier modifier : modifiers) {
      result.add(modifier.getKeyword().asString());
    }
    return Set.copyOf(result);
  }

  static List<String> annotationNames(NodeList<AnnotationExpr> annotations) {
    List<String> result = new ArrayList<>(annotations.size());
    for (AnnotationExpr annotation : annotations) {
      result.add(annotation.getName().getIdentifier());
    }
    return List.copyOf(result);
  }

  static List<AnnotationUse> annotations(NodeList<AnnotationExpr> annotations) {
    List<AnnotationUse> result = new ArrayList<>(annotations.size());
    for (AnnotationExpr annotation : annotations) {
      List<String> strings = new ArrayList<>();
      annotation.walk(
          node -> {
            if (node instanceof StringLiteralExpr literal) {
              strings.add(literal.getValue());
            } else if (node instanceof TextBlockLiteralExpr block) {
              strings.add(block.getValue());
            }
          });
      result.add(
          new AnnotationUse(
              annotation.getName().getIdentifier(), List.copyOf(strings), span(annotation)));
    }
    return List.copyOf(result);
  }

  static String qualified(Name name) {
    return name.getQualifier().map(q -> qualified(q) + ".").orElse("") + name.getIdentifier();
  }
}
