package dev.pollux.lint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.lint.code.Reading;
import dev.pollux.lint.code.SourceFile;
import dev.pollux.lint.code.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sources that are broken, huge or strange cost their own file at most. */
class HostileSourcesTest {
  @Test
  void brokenFile_isAFailureWithItsPlace() {
    Snippet code = Snippet.of("class A {\n  void f( { }\n}\n", "class B {}");
    Reading.Failure failure = code.reading().failures().get(0);
    assertEquals("A.java", failure.path());
    assertEquals(2, failure.span().line());
    assertEquals(1, code.reading().program().units().size());
  }

  @Test
  void emptyFile_isAUnitWithoutTypes() {
    assertEquals(0, Snippet.of("").reading().program().units().get(0).types().size());
  }

  @Test
  void packageInfo_isAUnitWithoutTypes() {
    Snippet code = Snippet.of("/** Doc. */\npackage p;\n");
    assertEquals("p", code.reading().program().units().get(0).packageName());
    assertEquals(List.of(), code.reading().failures());
  }

  @Test
  void moduleInfo_isAUnitWithoutTypes() {
    assertEquals(
        List.of(), Snippet.of("module m { requires java.sql; exports p; }").reading().failures());
  }

  @Test
  void sumOfThousandsOfTerms_isRead() {
    Snippet code = Snippet.of("class A { int f(int a) { return a" + " + a".repeat(5000) + "; } }");
    assertEquals(List.of(), code.reading().failures());
  }

  @Test
  void chainOfThousandsOfCalls_isRead() {
    Snippet code =
        Snippet.of(
            "class A { Object f() { return new StringBuilder()"
                + ".append(1)".repeat(3000)
                + "; } }");
    assertEquals("StringBuilder", code.call("append"));
  }

  @Test
  void thousandElseIfs_areRead() {
    Snippet code =
        Snippet.of(
            "class A { void f(int a) { "
                + "if (a == 1) { f(2); } else ".repeat(1000)
                + "f(3); } }");
    assertEquals(List.of(), code.reading().failures());
  }

  @Test
  void tenThousandStatements_areRead() {
    Snippet code = Snippet.of("class A { void f() { " + "f();".repeat(10_000) + " } }");
    assertEquals(10_000, code.reading().coverage().resolved());
  }

  @Test
  void nestingBeyondAnyStack_isAFailure() {
    int depth = 300_000;
    Snippet code =
        Snippet.of(
            "class A { int x = " + "(".repeat(depth) + "1" + ")".repeat(depth) + "; }",
            "class B {}");
    assertTrue(code.reading().failures().get(0).message().contains("nested too deeply"));
    assertEquals(1, code.reading().program().units().size());
  }

  @Test
  void nestedLambdaArguments_takeLinearTime() {
    Snippet code =
        Snippet.of(
            "import java.util.function.*; class A { <T> Supplier<T> id(Supplier<T> s) { return s; }"
                + " Object o = "
                + "id(() -> ".repeat(100)
                + "1"
                + ")".repeat(100)
                + "; }");
    assertEquals(100, code.reading().coverage().resolved());
  }

  @Test
  void carriageReturns_doNotMoveColumns() {
    Snippet code = Snippet.of("class A {\r\n\tvoid f() {\r\n\t\tf();\r\n\t}\r\n}\r\n");
    assertEquals(new Span(3, 3, 3, 6), code.callTo("f").span());
  }

  @Test
  void tab_isOneColumn() {
    Snippet code = Snippet.of("class A { void f() {\n\t\tf(); } }");
    assertEquals(new Span(2, 3, 2, 4), code.callTo("f").nameSpan());
  }

  @Test
  void charactersOutsideTheBasicPlane_countAsTwo() {
    Snippet code = Snippet.of("class A { void f() { String s = \"\ud83d\ude00\"; f(); } }");
    assertEquals(39, code.callTo("f").span().column());
  }

  @Test
  void unicodeEscapes_areNames() {
    Snippet code = Snippet.of("class A { String \\u0061bc; void f() { abc.trim(); } }");
    assertEquals("String", code.call("trim"));
  }

  @Test
  void bytesThatAreNoText_areReplaced() {
    String text =
        new String(
            "class A { String s = \"\u00e9\"; }".getBytes(StandardCharsets.ISO_8859_1),
            StandardCharsets.UTF_8);
    assertEquals(List.of(), Snippet.of(text).reading().failures());
  }

  @Test
  void classThatExtendsItself_isRead() {
    Snippet code = Snippet.of("class A extends A { void f() { g(); } }");
    assertEquals("unknown", code.call("g"));
  }

  @Test
  void classesThatExtendEachOther_areRead() {
    Snippet code =
        Snippet.of("class A extends B.C { void f() { g(); } }", "class B extends A { class C {} }");
    assertEquals("unknown", code.call("g"));
  }

  @Test
  void sameClassTwice_isReadTwice() {
    Snippet code = Snippet.of("class A { int x; }", "class A { int y; }");
    assertEquals(2, code.reading().program().units().size());
  }

  @Test
  void typesOnlyFile_isNoUnitButKnown() {
    Snippet code =
        Snippet.of(
            List.of(
                new SourceFile(
                    "A.java", SourceFile.Role.MAIN, "class A { void f(B b) { b.g(); } }"),
                new SourceFile(
                    "B.java", SourceFile.Role.TYPES, "class B { String g() { return null; } }")),
            List.of(),
            17);
    assertEquals("String", code.call("g"));
    assertEquals(1, code.reading().program().units().size());
  }

  @Test
  void severalThreads_giveWhatOneGives() {
    List<SourceFile> files =
        List.of(
            new SourceFile(
                "B.java", SourceFile.Role.MAIN, "class B { Object o = new Object() {}; }"),
            new SourceFile(
                "A.java",
                SourceFile.Role.MAIN,
                "class A { B b = new B(); void f() { b.o.hashCode(); } }"));
    List<SourceFile> reversed = List.of(files.get(1), files.get(0));
    Reading one = new Sources().read(new Reading.Input(files, List.of(), 17, List.of(), 1));
    Reading many = new Sources().read(new Reading.Input(reversed, List.of(), 17, List.of(), 8));
    assertEquals(
        one.program().units().stream().map(u -> u.path() + u.types()).toList(),
        many.program().units().stream().map(u -> u.path() + u.types()).toList());
    assertEquals(one.coverage(), many.coverage());
  }
}
