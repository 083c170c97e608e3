package dev.pollux.lint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types out of class files: folders, jars, and the JDK of another release. */
class BinaryTypesTest {
  @TempDir Path folder;

  private Path compiled(String name, String text) throws Exception {
    Path source = Files.createDirectories(folder.resolve("src")).resolve(name + ".java");
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Files.writeString(source, text);
    ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-proc:none", "-d", classes.toString(), source.toString());
    return classes;
  }

  private static Path jar(Path classes, Path jar) throws Exception {
    java.util.spi.ToolProvider.findFirst("jar")
        .orElseThrow()
        .run(
            System.out,
            System.err,
            "--create",
            "--file",
            jar.toString(),
            "-C",
            classes.toString(),
            ".");
    return jar;
  }

  @Test
  void classFolder_isSeenWithItsGenerics() throws Exception {
    Path classes =
        compiled(
            "L",
            "package q; public class L<T> { public java.util.List<? extends T> all() { return null; } }");
    Snippet code =
        Snippet.of(
            17,
            List.of(classes),
            "import q.L; class A { void f(L<String> l) { l.all().get(0); } }");
    assertEquals("String", code.call("get"));
  }

  @Test
  void jar_isSeenWithItsNestedTypes() throws Exception {
    Path classes =
        compiled(
            "L",
            "package q; public class L { public static class M { public M next() { return this; } } }");
    Path jar = jar(classes, folder.resolve("l.jar"));
    Snippet code =
        Snippet.of(17, List.of(jar), "import q.*; class A { void f(L.M m) { m.next(); } }");
    assertEquals("M", code.call("next"));
  }

  @Test
  void innerConstructor_leavesOutTheOuterInstance() throws Exception {
    Path classes =
        compiled("L", "package q; public class L { public class M { public M(int x) {} } }");
    Snippet code =
        Snippet.of(
            17, List.of(classes), "import q.L; class A { Object f(L l) { return l.new M(1); } }");
    assertNotNull(code.last(dev.pollux.lint.code.Expr.New.class, n -> true).target());
  }

  @Test
  void classRetentionAnnotations_areSeen() throws Exception {
    Path classes =
        compiled(
            "L",
            "package q; public class L { @interface Keep {} @Keep public static void f() {} }");
    Snippet code = Snippet.of(17, List.of(classes), "class A { void g() { q.L.f(); } }");
    assertEquals(
        List.of("Keep"), code.reading().program().types().annotations(code.callTo("f").target()));
  }

  @Test
  void missingJar_isANote() {
    Snippet code = Snippet.of(17, List.of(Path.of("no-such.jar")), "class A {}");
    assertTrue(code.reading().notes().get(0).contains("no-such.jar"));
  }

  @Test
  void fileThatIsNoJar_isANote() throws Exception {
    Path file = Files.writeString(folder.resolve("broken.jar"), "no zip");
    Snippet code = Snippet.of(17, List.of(file), "class A {}");
    assertTrue(code.reading().notes().get(0).contains("broken.jar"));
  }

  @Test
  void brokenClassFile_isUnknown() throws Exception {
    Path classes = Files.createDirectories(folder.resolve("bad/q"));
    Files.writeString(classes.resolve("L.class"), "no class");
    Snippet code =
        Snippet.of(
            17, List.of(classes.getParent()), "import q.L; class A { void f(L l) { l.go(); } }");
    assertEquals("unknown", code.call("go"));
  }

  @Test
  void releaseBeforeAMethod_doesNotKnowIt() {
    assertEquals(
        "unknown", Snippet.of(8, List.of(), "class A { Object o = \"\".strip(); }").call("strip"));
    assertEquals(
        "String", Snippet.of(11, List.of(), "class A { Object o = \"\".strip(); }").call("strip"));
  }

  @Test
  void releaseAfterTheRunningJdk_usesTheRunningJdk() {
    assertEquals(
        "String", Snippet.of(25, List.of(), "class A { Object o = \"\".strip(); }").call("strip"));
  }

  @Test
  void importWithoutClass_keepsItsName() {
    Snippet code = Snippet.of("import com.acme.Thing; class A { void f(Thing t) {} }");
    assertEquals("Thing", code.variable("t"));
    assertNull(code.reading().program().types().isSubtype("com.acme.Thing", "com.acme.Other"));
  }

  @Test
  void subtypeQuestions_areAnsweredThroughSourcesAndClassFiles() {
    Snippet code = Snippet.of("class A extends Thread {} class B extends Missing {}");
    assertEquals(true, code.reading().program().types().isSubtype("A", "java.lang.Runnable"));
    assertEquals(false, code.reading().program().types().isSubtype("A", "java.util.List"));
    assertNull(code.reading().program().types().isSubtype("B", "java.util.List"));
  }

  @Test
  void directSubtypes_areNamedLocalAndAnonymous() {
    Snippet code =
        Snippet.of(
            "interface I {} class A implements I { I i = new I() {}; void f() { class L implements I {} } }");
    assertEquals(
        List.of("A", "A$1", "A$1L"),
        code.reading().program().types().directSubtypes("I").stream().map(t -> t.name()).toList());
  }

  @Test
  void declarationOfCalledMethod_isFound() {
    Snippet code = Snippet.of("class A { void f() { g(1); } void g(long x) {} void g(int x) {} }");
    assertEquals(
        "int",
        Snippet.text(
            code.reading()
                .program()
                .types()
                .declaration(code.callTo("g").target())
                .parameters()
                .get(0)
                .type()));
  }
}
