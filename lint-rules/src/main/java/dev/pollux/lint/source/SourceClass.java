package dev.pollux.lint.source;

import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.TypeRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A class known from its header. Names are looked up on the first question; two threads may do so
 * at once and get equal answers.
 */
final class SourceClass implements ClassInfo {
  private final TypeHeader header;
  private final NameScope outerScope;
  private final boolean isStatic;
  private final Map<String, List<MethodInfo>> methodsByName = new ConcurrentHashMap<>();
  private final Map<String, FieldInfo> fieldsByName = new ConcurrentHashMap<>();
  private volatile @Nullable List<TypeRef.Variable> typeParameters;
  private volatile @Nullable NameScope bodyScope;
  private volatile @Nullable List<TypeRef> supertypes;

  /**
   * @param outerScope the names known where the declaration stands
   */
  SourceClass(TypeHeader header, NameScope outerScope) {
    this(header, outerScope, null);
  }

  /**
   * @param supertype of an anonymous class; null: what the header says
   */
  SourceClass(TypeHeader header, NameScope outerScope, @Nullable TypeRef supertype) {
    this.header = header;
    this.supertypes = supertype == null ? null : List.of(supertype);
    this.outerScope = outerScope;
    this.isStatic = header.outerName == null || header.modifiers.contains("static");
  }

  TypeHeader header() {
    return header;
  }

  /** The names known inside its body. */
  NameScope bodyScope() {
    NameScope scope = bodyScope;
    if (scope == null) {
      scope =
          new NameScope.ClassBody(
              outerScope.with(typeParameters()), header.binaryName, header.simpleName);
      bodyScope = scope;
    }
    return scope;
  }

  @Override
  public String name() {
    return header.binaryName;
  }

  @Override
  public boolean isInterface() {
    return header.isInterface();
  }

  @Override
  public boolean isAnnotation() {
    return header.kind == TypeDecl.Kind.ANNOTATION;
  }

  @Override
  public boolean isStatic() {
    return isStatic;
  }

  @Override
  public @Nullable String outerName() {
    return header.outerName;
  }

  @Override
  public List<TypeRef.Variable> typeParameters() {
    List<TypeRef.Variable> result = typeParameters;
    if (result == null) {
      result = declarationScope().variables(header.typeParameters);
      typeParameters = result;
    }
    return result;
  }

  /** For the declaration's own head: its name is known, its inherited members are not yet. */
  private NameScope declarationScope() {
    return header.simpleName.isEmpty()
        ? outerScope
        : outerScope.with(header.simpleName, header.binaryName);
  }

  @Override
  public List<TypeRef> supertypes() {
    List<TypeRef> result = supertypes;
    if (result == null) {
      NameScope scope = declarationScope().with(typeParameters());
      List<TypeRef> resolved = new ArrayList<>();
      if (header.superclass.isEmpty() && !isInterface()) {
        resolved.add(TypeRef.OBJECT);
      }
      resolved.addAll(scope.resolve(header.superclass));
      resolved.addAll(scope.resolve(header.interfaces));
      result = List.copyOf(resolved);
      supertypes = result;
    }
    return result;
  }

  @Override
  public List<MethodInfo> methods(String name) {
    return methodsByName.computeIfAbsent(name, this::resolveMethods);
  }

  private List<MethodInfo> resolveMethods(String name) {
    List<MethodInfo> result = new ArrayList<>();
    for (TypeHeader.Method method : header.methods) {
      if (method.name().equals(name)) {
        NameScope scope = bodyScope();
        List<TypeRef.Variable> variables = scope.variables(method.typeParameters());
        NameScope inner = scope.with(variables);
        result.add(
            new MethodInfo(
                header.binaryName,
                name,
                variables,
                inner.resolve(method.parameters()),
                inner.resolve(method.returnType()),
                method.modifiers().contains("static"),
                method.isVarargs(),
                isAbstract(method),
                method.modifiers().contains("private"),
                method.annotations()));
      }
    }
    return List.copyOf(result);
  }

  private boolean isAbstract(TypeHeader.Method method) {
    return isInterface() ? !method.hasBody() : method.modifiers().contains("abstract");
  }

  @Override
  public Collection<MethodInfo> methods() {
    List<MethodInfo> result = new ArrayList<>();
    header.methods.stream()
        .map(TypeHeader.Method::name)
        .distinct()
        .forEach(name -> result.addAll(methods(name)));
    return result;
  }

  @Override
  public @Nullable FieldInfo field(String name) {
    FieldInfo known = fieldsByName.get(name);
    if (known != null) {
      return known;
    }
    for (TypeHeader.Field field : header.fields) {
      if (field.name().equals(name)) {
        FieldInfo info =
            new FieldInfo(
                header.binaryName,
                name,
                bodyScope().resolve(field.type()),
                field.modifiers().contains("static"),
                field.modifiers().contains("private"));
        fieldsByName.put(name, info);
        return info;
      }
    }
    return null;
  }

  @Override
  public @Nullable String memberType(String simpleName) {
    for (TypeHeader nested : header.nested) {
      if (nested.simpleName.equals(simpleName)) {
        return nested.binaryName;
      }
    }
    return null;
  }

  @Override
  public @Nullable List<TypeRef> components() {
    return header.kind == TypeDecl.Kind.RECORD ? bodyScope().resolve(header.components) : null;
  }

  @Override
  public List<String> annotations() {
    return header.annotations;
  }
}
