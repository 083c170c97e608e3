package dev.pollux.lint.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.resolution.TypeSolver;
import com.github.javaparser.resolution.declarations.ResolvedMethodDeclaration;
import com.github.javaparser.resolution.declarations.ResolvedReferenceTypeDeclaration;
import com.github.javaparser.resolution.model.SymbolReference;
import com.github.javaparser.resolution.types.ResolvedType;
import com.github.javaparser.symbolsolver.JavaSymbolSolver;
import com.github.javaparser.symbolsolver.javaparsermodel.JavaParserFacade;
import com.github.javaparser.symbolsolver.javassistmodel.JavassistFactory;
import dev.pollux.lint.code.MethodRef;
import dev.pollux.lint.code.TypeRef;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javassist.ClassPath;
import javassist.NotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * JavaParser's symbol solver, asked when our own typing has no answer though everything around the
 * call is known. It is slow, not made for threads, and fails in many ways, so it is fenced: one
 * solver a file, a number of questions a file, a time limit beyond that, and whatever it throws
 * means unknown. It sees the file itself and class files. Of its answers the erasure is used: type
 * arguments may be wrong where type variables share a name.
 */
final class LastResort {
  private static final int QUESTIONS = 50;
  private static final long NANOS = 2_000_000_000L;

  private final ClassPool pool;
  private final CompilationUnit unit;
  private int questionsLeft = QUESTIONS;
  private long nanosLeft = NANOS;
  private @Nullable TypeSolver solver;

  LastResort(ClassPool pool, CompilationUnit unit) {
    this.pool = pool;
    this.unit = unit;
  }

  /** The method that the call means with an erased result, or null. */
  @Nullable MethodRef solve(MethodCallExpr call) {
    if (questionsLeft <= 0 || nanosLeft <= 0) {
      return null;
    }
    questionsLeft--;
    long begin = System.nanoTime();
    try {
      return ask(call);
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
      // Unsolved symbols come as any of these.
      return null;
    } finally {
      nanosLeft -= System.nanoTime() - begin;
    }
  }

  private @Nullable MethodRef ask(MethodCallExpr call) {
    TypeSolver current = solver;
    if (current == null) {
      current = new Solver();
      new JavaSymbolSolver(current).inject(unit);
      solver = current;
    }
    JavaParserFacade facade = JavaParserFacade.get(current);
    TypeRef type = erased(facade.getType(call));
    SymbolReference<ResolvedMethodDeclaration> found = facade.solve(call);
    if (!type.isKnown() || !found.isSolved()) {
      return null;
    }
    ResolvedMethodDeclaration method = found.getCorrespondingDeclaration();
    String owner = pool.canonical(method.declaringType().getQualifiedName());
    if (owner == null) {
      return null;
    }
    List<TypeRef> parameters = new ArrayList<>();
    for (int i = 0; i < method.getNumberOfParams(); i++) {
      parameters.add(erased(method.getParam(i).getType()));
    }
    return new MethodRef(
        owner,
        method.getName(),
        List.copyOf(parameters),
        type,
        method.isStatic(),
        method.hasVariadicParameter());
  }

  private TypeRef erased(ResolvedType type) {
    if (type.isArray()) {
      return new TypeRef.Array(erased(type.asArrayType().getComponentType()));
    }
    if (type.isVoid() || type.isPrimitive()) {
      return NameScope.primitive(type.describe());
    }
    if (type.isReferenceType()) {
      String name = pool.canonical(type.asReferenceType().getQualifiedName());
      return name == null ? TypeRef.UNKNOWN : new TypeRef.Named(name);
    }
    return TypeRef.UNKNOWN;
  }

  /** The solver keeps what it learned in static maps; a run that is over lets go of them. */
  static void forgetAll() {
    JavaParserFacade.clearInstances();
  }

  /** Types of the file by its tree, all others by their class files. */
  private final class Solver implements TypeSolver {
    private final javassist.ClassPool classes = new javassist.ClassPool(false);
    private @Nullable TypeSolver parent;

    Solver() {
      classes.appendClassPath(new PoolPath());
    }

    @Override
    public @Nullable TypeSolver getParent() {
      return parent;
    }

    @Override
    public void setParent(TypeSolver newParent) {
      parent = newParent;
    }

    @Override
    public SymbolReference<ResolvedReferenceTypeDeclaration> tryToSolveType(String name) {
      for (TypeDeclaration<?> type : unit.findAll(TypeDeclaration.class)) {
        if (name.equals(type.getFullyQualifiedName().orElse(null))) {
          return SymbolReference.solved(JavaParserFacade.get(this).getTypeDeclaration(type));
        }
      }
      String binaryName = pool.canonical(name);
      if (binaryName == null || pool.bytes(binaryName) == null) {
        return SymbolReference.unsolved();
      }
      try {
        return SymbolReference.solved(
            JavassistFactory.toTypeDeclaration(classes.get(binaryName), this));
      } catch (NotFoundException e) {
        return SymbolReference.unsolved();
      }
    }

    @Override
    public SymbolReference<ResolvedReferenceTypeDeclaration> tryToSolveTypeInModule(
        String qualifiedModuleName, String simpleTypeName) {
      for (String name : pool.packagesOf(qualifiedModuleName)) {
        SymbolReference<ResolvedReferenceTypeDeclaration> found =
            tryToSolveType(name + "." + simpleTypeName);
        if (found.isSolved()) {
          return found;
        }
      }
      return SymbolReference.unsolved();
    }
  }

  /** Our class files, for the reader that the solver uses. */
  private final class PoolPath implements ClassPath {
    @Override
    public @Nullable InputStream openClassfile(String className) {
      byte[] bytes = pool.bytes(className);
      return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    @Override
    public @Nullable URL find(String className) {
      try {
        return pool.bytes(className) == null
            ? null
            : URI.create("file:///" + className.replace('.', '/') + ".class").toURL();
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(Objects.toString(className), e);
      }
    }
  }
}
