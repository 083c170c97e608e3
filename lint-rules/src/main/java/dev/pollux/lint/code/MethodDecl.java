package dev.pollux.lint.code;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A method, constructor or initialiser block.
 *
 * @param owner the type that declares it
 * @param name its name; {@code <init>} for constructors, {@code <clinit>} and {@code <instance>}
 *     for initialiser blocks
 * @param body null when abstract or native, or when the source was read for its declarations only
 * @param nameSpan where its name stands
 */
public record MethodDecl(
    TypeDecl owner,
    String name,
    List<Variable> parameters,
    TypeRef returnType,
    boolean isVarargs,
    Set<String> modifiers,
    List<AnnotationUse> annotations,
    Stmt.@Nullable Block body,
    Span span,
    Span nameSpan)
    implements Annotated {
  public boolean isConstructor() {
    return name.equals("<init>");
  }
}
