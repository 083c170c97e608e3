package dev.pollux.lint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Pattern;
import dev.pollux.lint.code.Stmt;
import dev.pollux.lint.code.Switch;
import dev.pollux.lint.code.TypeDecl;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every construct of the language, up to Java 25. */
class LanguageTest {
  private static final String SHAPES =
      "sealed interface S<T> permits R, Q {} record R<T>(T v) implements S<T> {}"
          + " record Q<T>() implements S<T> {} ";

  @Test
  void varInRecordPattern_comesFromTheHeader() {
    assertEquals(
        "String",
        Snippet.of(
                SHAPES
                    + "class A { void f(S<String> s) { if (s instanceof R<String>(var x)) {} } }")
            .variable("x"));
  }

  @Test
  void varInRawRecordPattern_comesFromTheMatchedType() {
    assertEquals(
        "String",
        Snippet.of(SHAPES + "class A { void f(S<String> s) { if (s instanceof R(var x)) {} } }")
            .variable("x"));
  }

  @Test
  void nestedRecordPattern_isTypedInside() {
    assertEquals(
        "Integer",
        Snippet.of(
                SHAPES
                    + "class A { int f(S<R<Integer>> s) {"
                    + " return switch (s) { case R(R(var x)) -> x; default -> 0; }; } }")
            .variable("x"));
  }

  @Test
  void unnamedPatterns_haveNoVariable() {
    Snippet code =
        Snippet.of(SHAPES + "class A { void f(Object o) { if (o instanceof R(_)) {} } }");
    assertInstanceOf(
        Pattern.Any.class, code.last(Pattern.OfRecord.class, p -> true).components().get(0));
  }

  @Test
  void unnamedTypePattern_hasNoVariable() {
    Snippet code =
        Snippet.ofBody("Object o = 1; switch (o) { case Integer _, Long _ -> {} default -> {} }");
    assertNull(code.all(Pattern.OfType.class).get(0).variable());
    assertEquals(2, code.all(Pattern.OfType.class).size());
  }

  @Test
  void patternVariableOfNegatedTest_isKnownAfterTheStatement() {
    assertEquals(
        "String",
        Snippet.ofBody("Object o = 1; if (!(o instanceof String s)) return; s.trim();")
            .call("trim"));
  }

  @Test
  void patternVariable_doesNotHideFieldAfterItsStatement() {
    Snippet code =
        Snippet.of(
            "class A { Thread s; void f(Object o) { if (o instanceof String s) {} s.getName(); } }");
    assertEquals("String", code.call("getName"));
  }

  @Test
  void guard_seesPatternVariables() {
    assertEquals(
        "boolean",
        Snippet.ofBody(
                "Object o = 1; switch (o) { case String s when s.isEmpty() -> {} default -> {} }")
            .call("isEmpty"));
  }

  @Test
  void switchExpressionArrow_yieldsItsValue() {
    Snippet code =
        Snippet.ofBody("int k = 1; var s = switch (k) { case 1 -> \"a\"; default -> \"b\"; };");
    assertEquals("String", code.variable("s"));
    assertInstanceOf(
        Stmt.Yield.class, code.last(Switch.Case.class, c -> c.isDefault()).body().get(0));
  }

  @Test
  void switchStatementArrow_isAStatement() {
    Snippet code =
        Snippet.ofBody("int k = 1; switch (k) { case 1 -> Thread.yield(); default -> {} }");
    assertInstanceOf(Stmt.ExprStmt.class, code.all(Switch.Case.class).get(0).body().get(0));
  }

  @Test
  void switchWithOldLabels_hasNoArrows() {
    Snippet code = Snippet.ofBody("int k = 1; switch (k) { case 1: case 2: k++; break; default: }");
    assertEquals(false, code.last(Switch.class, s -> true).arrows());
    assertEquals(3, code.last(Switch.class, s -> true).cases().size());
  }

  @Test
  void switchArrowThatThrows_isAThrow() {
    Snippet code =
        Snippet.ofBody(
            "int k = 1; k = switch (k) { case 1 -> 2; default -> throw new Exception(); };");
    assertInstanceOf(
        Stmt.Throw.class, code.last(Switch.Case.class, c -> c.isDefault()).body().get(0));
  }

  @Test
  void yieldInBlock_givesTheType() {
    assertEquals(
        "int",
        Snippet.ofBody("int k = 1; var s = switch (k) { case 1: yield 2; default: { yield 3; } };")
            .variable("s"));
  }

  @Test
  void nullAndDefault_areOneCase() {
    Snippet code =
        Snippet.ofBody("Object o = 1; switch (o) { case String s -> {} case null, default -> {} }");
    Switch.Case both = code.last(Switch.Case.class, c -> c.isDefault());
    assertEquals(1, both.constants().size());
  }

  @Test
  void enumConstantInCase_isAField() {
    Snippet code =
        Snippet.of("class A { enum E { X } void f(E e) { switch (e) { case X -> {} } } }");
    assertEquals("X", code.last(Expr.Field.class, field -> field.name().equals("X")).name());
    assertTrue(code.last(Expr.Field.class, field -> field.name().equals("X")).isStatic());
  }

  @Test
  void compactConstructor_hasTheComponentsAsParameters() {
    Snippet code = Snippet.of("record A(String s) { A { s.trim(); } }");
    assertEquals("String", code.call("trim"));
    assertEquals("s", code.method("<init>").parameters().get(0).name());
  }

  @Test
  void recordAccessor_isCalled() {
    assertEquals("String", Snippet.of("record A(String s) { void f() { s().trim(); } }").call("s"));
  }

  @Test
  void enumConstantBody_isAnAnonymousClass() {
    Snippet code = Snippet.of("enum A { X { void m() { n(); } }; void n() {} }");
    assertEquals(TypeDecl.Kind.ANONYMOUS, code.type("A$1").kind());
    assertEquals("A", code.owner("n"));
  }

  @Test
  void enumValues_areKnown() {
    assertEquals("A[]", Snippet.of("enum A { X; void f() { values(); } }").call("values"));
  }

  @Test
  void localRecord_isKnown() {
    assertEquals("String", Snippet.ofBody("record P(String s) {} new P(\"\").s();").call("s"));
  }

  @Test
  void localEnum_isKnown() {
    Snippet code =
        Snippet.ofBody("Thread.yield(); enum P { X, Y; P next() { return X; } } P.X.next();");
    assertEquals("1P", code.call("next"));
    assertEquals(TypeDecl.Kind.ENUM, code.type("p.A$1P").kind());
  }

  @Test
  void localInterface_isKnown() {
    assertEquals(
        "String", Snippet.ofBody("interface P { String s(); } P p = () -> \"\"; p.s();").call("s"));
  }

  @Test
  void localClass_seesVariablesAround() {
    assertEquals(
        "String",
        Snippet.ofBody("String t = \"\"; class P { String s() { return t.trim(); } } new P().s();")
            .call("trim"));
  }

  @Test
  void anonymousClass_isNumberedInSourceOrder() {
    Snippet code =
        Snippet.ofBody("Object a = new Object() {}; Object b = new Object() { int x; };");
    assertEquals(1, code.type("p.A$2").fields().size());
  }

  @Test
  void memberOfAnonymousClass_isKnownThroughVar() {
    assertEquals(
        "int", Snippet.ofBody("var a = new Object() { int x() { return 1; } }; a.x();").call("x"));
  }

  @Test
  void anonymousDiamond_takesItsArgumentFromTheTarget() {
    Snippet code =
        Snippet.ofBody(
            "Callable<String> c = new Callable<>() { public String call() { return null; } };");
    assertEquals("Callable<String>", Snippet.text(code.type("p.A$1").supertypes().get(0)));
  }

  @Test
  void statementsBeforeSuper_areRead() {
    Snippet code = Snippet.of("class A { A(int x) { if (x < 0) throw new Error(); super(); } }");
    assertEquals(2, code.method("<init>").body().statements().size());
  }

  @Test
  void moduleImport_bringsItsPackages() {
    assertEquals(
        "List<String>",
        Snippet.of("import module java.base; class A { Object o = List.of(\"\"); }").call("of"));
  }

  @Test
  void compactSourceFile_isAClassNamedLikeTheFile() {
    Snippet code = Snippet.of("void main() { helper(); } List<String> helper() { return null; }");
    assertEquals("List<String>", code.call("helper"));
    assertEquals("A", code.reading().program().units().get(0).types().get(0).name());
  }

  @Test
  void textBlock_hasItsValue() {
    Snippet code = Snippet.ofBody("String s = \"\"\"\n  a\n   b\\\n  c\n  \"\"\";");
    assertEquals("a\n bc\n", code.last(Expr.Literal.class, l -> true).value());
  }

  @Test
  void tryWithExistingVariable_isAnExpression() {
    Snippet code = Snippet.ofBody("AutoCloseable c = null; try (c) { Thread.yield(); }");
    assertInstanceOf(Stmt.ExprStmt.class, code.last(Stmt.Try.class, t -> true).resources().get(0));
  }

  @Test
  void multiCatch_hasTheCommonSupertype() {
    Snippet code =
        Snippet.ofBody("try { } catch (IllegalStateException | IllegalArgumentException e) { }");
    assertEquals("RuntimeException", code.variable("e"));
    assertEquals(2, code.last(Stmt.Catch.class, c -> true).types().size());
  }

  @Test
  void forEachOverMap_hasTheEntryType() {
    assertEquals(
        "Entry<String,Integer>",
        Snippet.ofBody("for (var e : Map.of(\"\", 1).entrySet()) {}").variable("e"));
  }

  @Test
  void forEachOverArray_hasTheElementType() {
    assertEquals("int", Snippet.ofBody("for (var e : new int[3]) {}").variable("e"));
  }

  @Test
  void innerCreation_findsTheMemberClass() {
    Snippet code =
        Snippet.of(
            "class A { class B { String s() { return null; } } void f(A a) { a.new B().s(); } }");
    assertEquals("String", code.call("s"));
  }

  @Test
  void qualifiedThis_isTheOuterClass() {
    assertEquals(
        "String",
        Snippet.of(
                "class A { String s() { return null; } class B { void s(int x) { A.this.s(); } } }")
            .call("s"));
  }

  @Test
  void fullyQualifiedNames_areTypes() {
    assertEquals(
        "Entry<String,Integer>",
        Snippet.of("class A { Object o = java.util.Map.entry(\"\", 1); }").call("entry"));
  }

  @Test
  void labels_areKept() {
    Snippet code = Snippet.ofBody("a: for (;;) { for (;;) { break a; } }");
    assertEquals("a", code.last(Stmt.Break.class, b -> true).label());
    assertEquals("a", code.last(Stmt.Labeled.class, l -> true).label());
  }

  @Test
  void conditionalOfNumbers_isPromoted() {
    assertEquals("long", Snippet.ofBody("var x = true ? 1 : 2L;").variable("x"));
  }

  @Test
  void conditionalOfRelatedClasses_isTheirCommonSupertype() {
    assertEquals(
        "Number",
        Snippet.ofBody("Number n = 1; var x = true ? n : Integer.valueOf(1);").variable("x"));
  }

  @Test
  void stringConcatenation_isString() {
    assertEquals("String", Snippet.ofBody("var x = 1 + \"\" + 'c';").variable("x"));
  }

  @Test
  void severalVariablesInOneStatement_areSeveralDeclarations() {
    Snippet code = Snippet.ofBody("int a = 1, b[] = {2};");
    assertEquals("int[]", code.variable("b"));
    assertEquals(2, code.all(Stmt.LocalDecl.class).size());
  }

  @Test
  void constantsOfUnknownRelease_parseAtTheHighestLevel() {
    Snippet code =
        Snippet.of(
            8, List.of(), "class A { void f(Object o) { if (o instanceof String s) s.trim(); } }");
    assertEquals("String", code.call("trim"));
  }
}
