package dev.pollux.lint.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.AnnotationDeclaration;
import com.github.javaparser.ast.body.AnnotationMemberDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.pollux.lint.code.TypeDecl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the header of a file or type out of the parser's tree. */
final class HeaderReader {
  private static final TypeSyntax VOID = new TypeSyntax.Primitive("void");

  private HeaderReader() {}

  static UnitHeader read(CompilationUnit unit) {
    String packageName =
        unit.getPackageDeclaration().map(p -> SyntaxReader.qualified(p.getName())).orElse("");
    List<UnitHeader.Import> imports = new ArrayList<>();
    for (ImportDeclaration declaration : unit.getImports()) {
      imports.add(
          new UnitHeader.Import(
              SyntaxReader.qualified(declaration.getName()),
              declaration.isStatic(),
              declaration.isAsterisk(),
              declaration.isModule()));
    }
    boolean isCompact =
        unit.getTypes().stream()
            .anyMatch(t -> t instanceof ClassOrInterfaceDeclaration c && c.isCompact());
    if (isCompact) {
      // A compact source file sees all of java.base (section 7.3 of the language specification).
      imports.add(new UnitHeader.Import("java.base", false, false, true));
    }
    String prefix = packageName.isEmpty() ? "" : packageName + ".";
    List<TypeHeader> types = new ArrayList<>();
    for (TypeDeclaration<?> type : unit.getTypes()) {
      types.add(named(type, prefix + type.getNameAsString(), null));
    }
    return new UnitHeader(packageName, List.copyOf(imports), List.copyOf(types));
  }

  /** The header of a named type; member types get theirs too, local ones do not. */
  static TypeHeader named(
      TypeDeclaration<?> type, String binaryName, @Nullable TypeHeader enclosing) {
    TypeDecl.Kind kind = TypeDecl.Kind.CLASS;
    List<TypeSyntax.Parameter> typeParameters = List.of();
    List<TypeSyntax> superclass = List.of();
    List<TypeSyntax> interfaces = List.of();
    List<TypeSyntax> components = List.of();
    Set<String> implied = new LinkedHashSet<>(SyntaxReader.modifiers(type.getModifiers()));
    if (type instanceof ClassOrInterfaceDeclaration declaration) {
      typeParameters = SyntaxReader.typeParameters(declaration.getTypeParameters());
      if (declaration.isInterface()) {
        kind = TypeDecl.Kind.INTERFACE;
        interfaces = SyntaxReader.types(declaration.getExtendedTypes());
      } else {
        superclass = SyntaxReader.types(declaration.getExtendedTypes());
        interfaces = SyntaxReader.types(declaration.getImplementedTypes());
      }
    } else if (type instanceof EnumDeclaration declaration) {
      kind = TypeDecl.Kind.ENUM;
      superclass =
          List.of(
              new TypeSyntax.Name(
                  TypeSyntax.name("java", "lang"),
                  "Enum",
                  List.of(TypeSyntax.name(type.getNameAsString()))));
      interfaces = SyntaxReader.types(declaration.getImplementedTypes());
    } else if (type instanceof RecordDeclaration declaration) {
      kind = TypeDecl.Kind.RECORD;
      typeParameters = SyntaxReader.typeParameters(declaration.getTypeParameters());
      superclass = List.of(TypeSyntax.name("java", "lang", "Record"));
      interfaces = SyntaxReader.types(declaration.getImplementedTypes());
      components = parameterTypes(declaration.getParameters());
    } else if (type instanceof AnnotationDeclaration) {
      kind = TypeDecl.Kind.ANNOTATION;
      interfaces = List.of(TypeSyntax.name("java", "lang", "annotation", "Annotation"));
    }
    if (kind != TypeDecl.Kind.CLASS || enclosing != null && enclosing.isInterface()) {
      implied.add("static");
    }
    TypeHeader header =
        new TypeHeader(
            kind,
            type.getNameAsString(),
            binaryName,
            enclosing == null ? null : enclosing.binaryName,
            Set.copyOf(implied),
            SyntaxReader.annotationNames(type.getAnnotations()),
            typeParameters,
            superclass,
            interfaces,
            components);
    if (type instanceof EnumDeclaration declaration) {
      for (EnumConstantDeclaration constant : declaration.getEntries()) {
        header.fields.add(
            new TypeHeader.Field(
                constant.getNameAsString(),
                TypeSyntax.name(type.getNameAsString()),
                Set.of("public", "static", "final")));
      }
    }
    members(header, type.getMembers());
    if (type instanceof EnumDeclaration) {
      implicitEnumMembers(header);
    } else if (type instanceof RecordDeclaration declaration) {
      implicitRecordMembers(header, declaration);
    }
    if (kind == TypeDecl.Kind.CLASS || kind == TypeDecl.Kind.ENUM) {
      implicitConstructor(header);
    }
    return header;
  }

  /** The header of an anonymous class, or of an enum constant's body. */
  static TypeHeader anonymous(
      String binaryName,
      TypeHeader enclosing,
      TypeSyntax supertype,
      NodeList<BodyDeclaration<?>> members) {
    TypeHeader header =
        new TypeHeader(
            TypeDecl.Kind.ANONYMOUS,
            "",
            binaryName,
            enclosing.binaryName,
            Set.of("final"),
            List.of(),
            List.of(),
            List.of(supertype),
            List.of(),
            List.of());
    members(header, members);
    return header;
  }

  static TypeHeader anonymous(
      String binaryName, TypeHeader enclosing, ObjectCreationExpr creation) {
    return anonymous(
        binaryName,
        enclosing,
        SyntaxReader.type(creation.getType()),
        creation.getAnonymousClassBody().orElseGet(NodeList::new));
  }

  private static void members(TypeHeader header, NodeList<BodyDeclaration<?>> members) {
    for (BodyDeclaration<?> member : members) {
      if (member instanceof FieldDeclaration field) {
        Set<String> modifiers =
            header.isInterface()
                ? Set.of("public", "static", "final")
                : SyntaxReader.modifiers(field.getModifiers());
        for (VariableDeclarator variable : field.getVariables()) {
          header.fields.add(
              new TypeHeader.Field(
                  variable.getNameAsString(), SyntaxReader.type(variable.getType()), modifiers));
        }
      } else if (member instanceof MethodDeclaration method) {
        header.methods.add(
            callable(
                method,
                method.getNameAsString(),
                SyntaxReader.type(method.getType()),
                method.getBody().isPresent()));
      } else if (member instanceof ConstructorDeclaration constructor) {
        header.methods.add(callable(constructor, "<init>", VOID, true));
      } else if (member instanceof AnnotationMemberDeclaration element) {
        header.methods.add(
            method(
                element.getNameAsString(), List.of(), SyntaxReader.type(element.getType()), false));
      } else if (member instanceof TypeDeclaration<?> type) {
        header.nested.add(named(type, header.binaryName + "$" + type.getNameAsString(), header));
      }
    }
  }

  private static TypeHeader.Method callable(
      CallableDeclaration<?> callable, String name, TypeSyntax returnType, boolean hasBody) {
    NodeList<Parameter> parameters = callable.getParameters();
    return new TypeHeader.Method(
        name,
        SyntaxReader.typeParameters(callable.getTypeParameters()),
        parameterTypes(parameters),
        returnType,
        !parameters.isEmpty() && parameters.get(parameters.size() - 1).isVarArgs(),
        hasBody,
        SyntaxReader.modifiers(callable.getModifiers()),
        SyntaxReader.annotationNames(callable.getAnnotations()));
  }

  static List<TypeSyntax> parameterTypes(NodeList<Parameter> parameters) {
    List<TypeSyntax> result = new ArrayList<>(parameters.size());
    for (Parameter parameter : parameters) {
      TypeSyntax type = SyntaxReader.type(parameter.getType());
      result.add(parameter.isVarArgs() ? new TypeSyntax.ArrayOf(type) : type);
    }
    return List.copyOf(result);
  }

  private static TypeHeader.Method method(
      String name, List<TypeSyntax> parameters, TypeSyntax returnType, boolean isStatic) {
    return new TypeHeader.Method(
        name,
        List.of(),
        parameters,
        returnType,
        false,
        true,
        isStatic ? Set.of("public", "static") : Set.of("public"),
        List.of());
  }

  private static void implicitEnumMembers(TypeHeader header) {
    TypeSyntax self = TypeSyntax.name(header.simpleName);
    header.methods.add(method("values", List.of(), new TypeSyntax.ArrayOf(self), true));
    header.methods.add(
        method("valueOf", List.of(TypeSyntax.name("java", "lang", "String")), self, true));
  }

  private static void implicitRecordMembers(TypeHeader header, RecordDeclaration declaration) {
    NodeList<Parameter> components = declaration.getParameters();
    for (int i = 0; i < components.size(); i++) {
      String name = components.get(i).getNameAsString();
      TypeSyntax type = header.components.get(i);
      header.fields.add(new TypeHeader.Field(name, type, Set.of("private", "final")));
      boolean hasAccessor =
          header.methods.stream().anyMatch(m -> m.name().equals(name) && m.parameters().isEmpty());
      if (!hasAccessor) {
        header.methods.add(method(name, List.of(), type, false));
      }
    }
    boolean hasCanonical =
        header.methods.stream()
            .anyMatch(m -> m.name().equals("<init>") && m.parameters().equals(header.components));
    if (!hasCanonical) {
      header.methods.add(
          new TypeHeader.Method(
              "<init>",
              List.of(),
              header.components,
              VOID,
              !components.isEmpty() && components.get(components.size() - 1).isVarArgs(),
              true,
              Set.of("public"),
              List.of()));
    }
  }

  private static void implicitConstructor(TypeHeader header) {
    if (header.methods.stream().noneMatch(m -> m.name().equals("<init>"))) {
      header.methods.add(method("<init>", List.of(), VOID, false));
    }
  }
}
