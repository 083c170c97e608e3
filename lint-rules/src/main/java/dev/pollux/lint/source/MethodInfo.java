package dev.pollux.lint.source;

import dev.pollux.lint.code.TypeRef;
import java.util.List;

/**
 * A declared method or constructor, in terms of its own and its class's type parameters.
 *
 * @param owner binary name of the declaring class
 */
record MethodInfo(
    String owner,
    String name,
    List<TypeRef.Variable> typeParameters,
    List<TypeRef> parameters,
    TypeRef returnType,
    boolean isStatic,
    boolean isVarargs,
    boolean isAbstract,
    boolean isPrivate,
    List<String> annotations) {}
