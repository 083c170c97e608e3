package dev.pollux.lint.source;

import dev.pollux.lint.code.TypeRef;

/**
 * A declared field, in terms of its class's type parameters.
 *
 * @param owner binary name of the declaring class
 */
record FieldInfo(String owner, String name, TypeRef type, boolean isStatic, boolean isPrivate) {}
