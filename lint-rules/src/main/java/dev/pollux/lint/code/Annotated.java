package dev.pollux.lint.code;

import java.util.List;
import java.util.Set;

/**
 * A declaration that carries modifiers and annotations, and on which findings can be suppressed.
 */
public interface Annotated {
  /** Modifiers as written: {@code public}, {@code static}, {@code final}, {@code volatile}, ... */
  Set<String> modifiers();

  List<AnnotationUse> annotations();

  Span span();

  default boolean isStatic() {
    return modifiers().contains("static");
  }

  default boolean isPrivate() {
    return modifiers().contains("private");
  }

  default boolean isFinal() {
    return modifiers().contains("final");
  }

  default boolean isAbstract() {
    return modifiers().contains("abstract");
  }

  default boolean hasAnnotation(String simpleName) {
    return annotations().stream().anyMatch(a -> a.simpleName().equals(simpleName));
  }
}
