package dev.pollux.lint.code;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field, enum constant or record component.
 *
 * @param owner the type that declares it
 * @param initializer its initialiser, if it has one
 * @param nameSpan where its name stands
 */
public record FieldDecl(
    TypeDecl owner,
    String name,
    TypeRef type,
    Set<String> modifiers,
    List<AnnotationUse> annotations,
    @Nullable Expr initializer,
    Span span,
    Span nameSpan)
    implements Annotated {}
