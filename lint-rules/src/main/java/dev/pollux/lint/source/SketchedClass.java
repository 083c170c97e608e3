package dev.pollux.lint.source;

import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.TypeRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class that is at hand neither as source nor as class file, but of which an async model says
 * something. Its supertypes are unknown, so nothing is concluded from what it does not have.
 */
final class SketchedClass implements ClassInfo {
  private final String name;
  private final List<MethodInfo> methods;

  SketchedClass(String name, List<MethodRef> described) {
    this.name = name;
    List<MethodInfo> result = new ArrayList<>();
    for (MethodRef method : described) {
      result.add(
          new MethodInfo(
              name,
              method.name(),
              List.of(),
              method.parameters(),
              method.returnType(),
              false,
              method.isVarargs(),
              described.size() == 1,
              false,
              List.of()));
    }
    this.methods = List.copyOf(result);
  }

  @Override
  public String name() {
    return name;
  }

  /** One described method may be what a lambda implements. */
  @Override
  public boolean isInterface() {
    return methods.size() == 1;
  }

  @Override
  public boolean isAnnotation() {
    return false;
  }

  @Override
  public boolean isStatic() {
    return true;
  }

  @Override
  public @Nullable String outerName() {
    return null;
  }

  @Override
  public List<TypeRef.Variable> typeParameters() {
    return List.of();
  }

  @Override
  public List<TypeRef> supertypes() {
    return List.of(TypeRef.UNKNOWN);
  }

  @Override
  public List<MethodInfo> methods(String methodName) {
    return methods.stream().filter(method -> method.name().equals(methodName)).toList();
  }

  @Override
  public Collection<MethodInfo> methods() {
    return methods;
  }

  @Override
  public @Nullable FieldInfo field(String fieldName) {
    return null;
  }

  @Override
  public @Nullable String memberType(String simpleName) {
    return null;
  }

  @Override
  public @Nullable List<TypeRef> components() {
    return null;
  }

  @Override
  public List<String> annotations() {
    return List.of();
  }
}
