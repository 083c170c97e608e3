package dev.pollux.lint.code;

import java.util.List;

/**
 * An annotation at a declaration.
 *
 * @param simpleName the last part of its name
 * @param strings the string literals among its values, in source order: enough for
 *     {@code @SuppressWarnings}
 * @param span where it stands
 */
public record AnnotationUse(String simpleName, List<String> strings, Span span) {}
