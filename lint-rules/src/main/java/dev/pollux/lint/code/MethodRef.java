package dev.pollux.lint.code;

import java.util.List;

/**
 * The method that a call names, as found at compile time.
 *
 * @param owner binary name of the class that declares it
 * @param name its name; {@code <init>} for a constructor
 * @param parameters declared parameter types, erased
 * @param returnType declared return type with the receiver's arguments filled in
 * @param isStatic whether it is static
 * @param isVarargs whether the last parameter takes any number of arguments
 */
public record MethodRef(
    String owner,
    String name,
    List<TypeRef> parameters,
    TypeRef returnType,
    boolean isStatic,
    boolean isVarargs) {}
