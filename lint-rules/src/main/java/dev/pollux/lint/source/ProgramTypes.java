package dev.pollux.lint.source;

import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Types;
import dev.pollux.lint.code.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers about types after all files were read. */
final class ProgramTypes implements Types {
  private final Hierarchy hierarchy;
  private final Map<String, TypeDecl> declarations = new HashMap<>();
  private final Map<String, List<TypeDecl>> subtypes = new HashMap<>();

  /**
   * @param declared every type of the linted sources
   */
  ProgramTypes(Hierarchy hierarchy, List<TypeDecl> declared) {
    this.hierarchy = hierarchy;
    List<TypeDecl> ordered = new ArrayList<>(declared);
    ordered.sort(Comparator.comparing(TypeDecl::name));
    for (TypeDecl type : ordered) {
      declarations.putIfAbsent(type.name(), type);
      for (TypeRef supertype : type.supertypes()) {
        if (supertype instanceof TypeRef.Named named) {
          subtypes.computeIfAbsent(named.name(), k -> new ArrayList<>()).add(type);
        }
      }
    }
  }

  @Override
  public @Nullable Boolean isSubtype(String binaryName, String superName) {
    Truth truth = hierarchy.isSubtype(binaryName, superName);
    return truth == Truth.MAYBE ? null : Boolean.valueOf(truth == Truth.YES);
  }

  @Override
  public @Nullable List<TypeRef> supertypes(String binaryName) {
    ClassInfo info = hierarchy.pool().find(binaryName);
    return info == null ? null : info.supertypes();
  }

  @Override
  public @Nullable TypeDecl declaration(String binaryName) {
    return declarations.get(binaryName);
  }

  @Override
  public @Nullable MethodDecl declaration(MethodRef method) {
    TypeDecl owner = declarations.get(method.owner());
    if (owner == null) {
      return null;
    }
    for (MethodDecl candidate : owner.methods()) {
      if (candidate.name().equals(method.name())
          && candidate.parameters().size() == method.parameters().size()
          && hasParameters(candidate, method.parameters())) {
        return candidate;
      }
    }
    return null;
  }

  private static boolean hasParameters(MethodDecl candidate, List<TypeRef> erased) {
    int index = 0;
    for (Variable parameter : candidate.parameters()) {
      if (!TypeTerms.erase(parameter.type()).equals(erased.get(index++))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public List<TypeDecl> directSubtypes(String binaryName) {
    return List.copyOf(subtypes.getOrDefault(binaryName, List.of()));
  }

  @Override
  public List<String> annotations(MethodRef method) {
    ClassInfo owner = hierarchy.pool().find(method.owner());
    if (owner == null) {
      return List.of();
    }
    Set<String> result = new LinkedHashSet<>();
    for (MethodInfo candidate : owner.methods(method.name())) {
      if (TypeTerms.erase(candidate.parameters()).equals(method.parameters())) {
        result.addAll(candidate.annotations());
      }
    }
    return List.copyOf(result);
  }

  @Override
  public @Nullable MethodRef functionalMethod(TypeRef type) {
    Hierarchy.Member member = hierarchy.functionalMethod(type);
    if (member == null) {
      return null;
    }
    MethodInfo method = member.method();
    List<TypeRef> parameters = new ArrayList<>();
    for (TypeRef parameter : method.parameters()) {
      parameters.add(
          TypeTerms.erase(TypeTerms.input(TypeTerms.substitute(parameter, member.bindings()))));
    }
    return new MethodRef(
        method.owner(),
        method.name(),
        List.copyOf(parameters),
        TypeTerms.input(TypeTerms.substitute(method.returnType(), member.bindings())),
        method.isStatic(),
        method.isVarargs());
  }
}
