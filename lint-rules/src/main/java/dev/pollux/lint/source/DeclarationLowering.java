package dev.pollux.lint.source;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.AnnotationMemberDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import dev.pollux.lint.code.AnnotationUse;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.FieldDecl;
import dev.pollux.lint.code.MethodDecl;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.TypeDecl;
import dev.pollux.lint.code.TypeRef;
import dev.pollux.lint.code.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types and their members. */
final class DeclarationLowering {
  private final FileContext file;

  DeclarationLowering(FileContext file) {
    this.file = file;
  }

  TypeDecl topLevel(TypeDeclaration<?> node, String binaryName) {
    return type(node, binaryName, null, null);
  }

  /** A local class, interface, enum or record: known by its name from here on. */
  TypeDecl local(TypeDeclaration<?> node, Scope scope) {
    String binaryName = Objects.requireNonNull(file.localNames.get(node));
    SourceClass enclosing = scope.enclosingClass();
    scope.declareType(node.getNameAsString(), binaryName);
    file.pool().add(HeaderReader.named(node, binaryName, enclosing.header()), scope.types());
    return type(node, binaryName, null, scope);
  }

  TypeDecl anonymous(ObjectCreationExpr node, TypeRef supertype, Scope scope) {
    NodeList<BodyDeclaration<?>> members = node.getAnonymousClassBody().orElseThrow();
    String binaryName = Objects.requireNonNull(file.localNames.get(node));
    TypeHeader header = HeaderReader.anonymous(binaryName, scope.enclosingClass().header(), node);
    SourceClass info = file.pool().addAnonymous(header, scope.types(), supertype);
    TypeDecl result =
        new TypeDecl(
            TypeDecl.Kind.ANONYMOUS,
            binaryName,
            null,
            Set.of(),
            List.of(),
            List.of(supertype),
            SyntaxReader.span(node),
            SyntaxReader.span(node.getType()));
    fill(result, info, members, scope);
    return result;
  }

  private TypeDecl type(
      TypeDeclaration<?> node, String binaryName, @Nullable TypeDecl outer, @Nullable Scope scope) {
    SourceClass info = Objects.requireNonNull(file.pool().source(binaryName));
    TypeDecl result =
        new TypeDecl(
            info.header().kind,
            binaryName,
            outer,
            info.header().modifiers,
            SyntaxReader.annotations(node.getAnnotations()),
            supertypes(info),
            SyntaxReader.span(node),
            SyntaxReader.span(node.getName()));
    Scope inner = Scope.ofClass(scope, info);
    if (node instanceof EnumDeclaration declaration) {
      for (EnumConstantDeclaration constant : declaration.getEntries()) {
        enumConstant(result, info, constant, inner);
      }
    } else if (node instanceof RecordDeclaration declaration) {
      for (Parameter component : declaration.getParameters()) {
        TypeRef type = inner.types().resolve(SyntaxReader.type(component.getType()));
        result.add(
            new FieldDecl(
                result,
                component.getNameAsString(),
                component.isVarArgs() ? new TypeRef.Array(type) : type,
                Set.of("private", "final"),
                SyntaxReader.annotations(component.getAnnotations()),
                null,
                SyntaxReader.span(component),
                SyntaxReader.span(component.getName())));
      }
    }
    fill(result, info, node.getMembers(), scope);
    return result;
  }

  private static List<TypeRef> supertypes(SourceClass info) {
    List<TypeRef> result = new ArrayList<>(info.supertypes());
    if (info.header().superclass.isEmpty()) {
      result.remove(TypeRef.OBJECT);
    }
    return result;
  }

  private void fill(
      TypeDecl type,
      SourceClass info,
      NodeList<BodyDeclaration<?>> members,
      @Nullable Scope outer) {
    file.declared.add(type);
    Scope scope = Scope.ofClass(outer, info);
    for (BodyDeclaration<?> member : members) {
      if (member instanceof FieldDeclaration field) {
        field(type, info, field, scope);
      } else if (member instanceof MethodDeclaration method) {
        method(type, info, method, scope);
      } else if (member instanceof ConstructorDeclaration constructor) {
        callable(type, constructor, "<init>", TypeRef.VOID, constructor.getBody(), scope, Set.of());
      } else if (member instanceof CompactConstructorDeclaration constructor) {
        compactConstructor(type, info, constructor, scope);
      } else if (member instanceof InitializerDeclaration initializer) {
        initializer(type, initializer, scope);
      } else if (member instanceof AnnotationMemberDeclaration element) {
        annotationElement(type, element, scope);
      } else if (member instanceof TypeDeclaration<?> nested) {
        type.add(type(nested, info.name() + "$" + nested.getNameAsString(), type, scope));
      }
    }
  }

  private void enumConstant(
      TypeDecl owner, SourceClass info, EnumConstantDeclaration node, Scope scope) {
    TypeRef type = new TypeRef.Named(info.name());
    List<dev.pollux.lint.code.MethodRef> found = new ArrayList<>(1);
    List<Expr> arguments = file.calls.constantArguments(type, node.getArguments(), scope, found);
    TypeDecl body = null;
    if (!node.getClassBody().isEmpty()) {
      String binaryName = Objects.requireNonNull(file.localNames.get(node));
      TypeHeader header =
          HeaderReader.anonymous(
              binaryName,
              info.header(),
              TypeSyntax.name(info.header().simpleName),
              node.getClassBody());
      SourceClass bodyInfo = file.pool().addAnonymous(header, scope.types(), type);
      body =
          new TypeDecl(
              TypeDecl.Kind.ANONYMOUS,
              binaryName,
              null,
              Set.of(),
              List.of(),
              List.of(type),
              SyntaxReader.span(node),
              SyntaxReader.span(node.getName()));
      fill(body, bodyInfo, node.getClassBody(), scope);
    }
    Expr creation =
        new Expr.New(
            null,
            arguments,
            found.isEmpty() ? null : found.get(0),
            body,
            type,
            SyntaxReader.span(node));
    owner.add(
        new FieldDecl(
            owner,
            node.getNameAsString(),
            type,
            Set.of("public", "static", "final"),
            SyntaxReader.annotations(node.getAnnotations()),
            creation,
            SyntaxReader.span(node),
            SyntaxReader.span(node.getName())));
  }

  private void field(TypeDecl owner, SourceClass info, FieldDeclaration node, Scope scope) {
    Set<String> modifiers =
        info.isInterface()
            ? Set.of("public", "static", "final")
            : SyntaxReader.modifiers(node.getModifiers());
    List<AnnotationUse> annotations = SyntaxReader.annotations(node.getAnnotations());
    for (VariableDeclarator declarator : node.getVariables()) {
      TypeRef type = scope.types().resolve(SyntaxReader.type(declarator.getType()));
      Expr initializer =
          declarator
              .getInitializer()
              .map(
                  value ->
                      file.expressions.lower(
                          value,
                          scope.method(
                              scope.types(), modifiers.contains("static"), new Scope.Results(null)),
                          type))
              .orElse(null);
      owner.add(
          new FieldDecl(
              owner,
              declarator.getNameAsString(),
              type,
              modifiers,
              annotations,
              initializer,
              node.getVariables().size() == 1
                  ? SyntaxReader.span(node)
                  : SyntaxReader.span(declarator),
              SyntaxReader.span(declarator.getName())));
    }
  }

  private void method(TypeDecl owner, SourceClass info, MethodDeclaration node, Scope scope) {
    NameScope names =
        scope
            .types()
            .with(scope.types().variables(SyntaxReader.typeParameters(node.getTypeParameters())));
    TypeRef returnType = names.resolve(SyntaxReader.type(node.getType()));
    boolean isAbstract = info.isInterface() && node.getBody().isEmpty();
    callable(
        owner,
        node,
        node.getNameAsString(),
        returnType,
        node.getBody().orElse(null),
        scope,
        isAbstract
            ? Set.of("abstract", "public")
            : info.isInterface() ? Set.of("public") : Set.of());
  }

  private void callable(
      TypeDecl owner,
      CallableDeclaration<?> node,
      String name,
      TypeRef returnType,
      @Nullable BlockStmt body,
      Scope scope,
      Set<String> implied) {
    Set<String> modifiers = new java.util.HashSet<>(SyntaxReader.modifiers(node.getModifiers()));
    if (!modifiers.contains("private")) {
      modifiers.addAll(implied);
    }
    NameScope names =
        scope
            .types()
            .with(scope.types().variables(SyntaxReader.typeParameters(node.getTypeParameters())));
    Scope inner =
        scope.method(
            names,
            modifiers.contains("static"),
            new Scope.Results(returnType.equals(TypeRef.VOID) ? null : returnType));
    List<Variable> parameters = parameters(node.getParameters(), names);
    parameters.forEach(inner::declare);
    boolean isVarargs =
        !node.getParameters().isEmpty()
            && node.getParameters().get(node.getParameters().size() - 1).isVarArgs();
    owner.add(
        new MethodDecl(
            owner,
            name,
            parameters,
            returnType,
            isVarargs,
            Set.copyOf(modifiers),
            SyntaxReader.annotations(node.getAnnotations()),
            body == null ? null : file.statements.block(body, inner),
            SyntaxReader.span(node),
            SyntaxReader.span(node.getName())));
  }

  private static List<Variable> parameters(NodeList<Parameter> nodes, NameScope names) {
    List<Variable> result = new ArrayList<>(nodes.size());
    for (Parameter node : nodes) {
      TypeRef type = names.resolve(SyntaxReader.type(node.getType()));
      result.add(
          new Variable(
              Variable.Kind.PARAMETER,
              node.getNameAsString(),
              node.isVarArgs() ? new TypeRef.Array(type) : type,
              SyntaxReader.annotations(node.getAnnotations()),
              SyntaxReader.span(node.getName())));
    }
    return List.copyOf(result);
  }

  private void compactConstructor(
      TypeDecl owner, SourceClass info, CompactConstructorDeclaration node, Scope scope) {
    RecordDeclaration record = (RecordDeclaration) node.getParentNode().orElseThrow();
    List<Variable> parameters = parameters(record.getParameters(), scope.types());
    Scope inner = scope.method(scope.types(), false, new Scope.Results(null));
    parameters.forEach(inner::declare);
    owner.add(
        new MethodDecl(
            owner,
            "<init>",
            parameters,
            TypeRef.VOID,
            info.methods("<init>").stream().anyMatch(MethodInfo::isVarargs),
            SyntaxReader.modifiers(node.getModifiers()),
            SyntaxReader.annotations(node.getAnnotations()),
            file.statements.block(node.getBody(), inner),
            SyntaxReader.span(node),
            SyntaxReader.span(node.getName())));
  }

  private void initializer(TypeDecl owner, InitializerDeclaration node, Scope scope) {
    Scope inner = scope.method(scope.types(), node.isStatic(), new Scope.Results(null));
    Stmt.Block body = file.statements.block(node.getBody(), inner);
    owner.add(
        new MethodDecl(
            owner,
            node.isStatic() ? "<clinit>" : "<instance>",
            List.of(),
            TypeRef.VOID,
            false,
            node.isStatic() ? Set.of("static") : Set.of(),
            List.of(),
            body,
            SyntaxReader.span(node),
            SyntaxReader.span(node)));
  }

  private void annotationElement(TypeDecl owner, AnnotationMemberDeclaration node, Scope scope) {
    owner.add(
        new MethodDecl(
            owner,
            node.getNameAsString(),
            List.of(),
            scope.types().resolve(SyntaxReader.type(node.getType())),
            false,
            Set.of("public", "abstract"),
            SyntaxReader.annotations(node.getAnnotations()),
            null,
            SyntaxReader.span(node),
            SyntaxReader.span(node.getName())));
  }
}
