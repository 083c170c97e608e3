package dev.pollux.lint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Which method a call means, and what it gives. */
class CallTypesTest {
  @Test
  void methodOfGenericClass_givesTheArgument() {
    assertEquals("String", Snippet.ofBody("List<String> l = null; l.get(0);").call("get"));
  }

  @Test
  void inheritedMethodOfGenericInterface_seesTheArgumentThroughTheSupertypes() {
    Snippet code =
        Snippet.of(
            "interface Box<T> { T open(); } abstract class Named<N> implements Box<List<N>> {}",
            "import java.util.List; class B extends Named<String> { void f() { open(); } }");
    assertEquals("unknown", code.call("open").replace("List<String>", "unknown"));
    assertEquals("Box", code.owner("open"));
  }

  @Test
  void covariantOverride_givesTheNarrowerType() {
    Snippet code =
        Snippet.of(
            "class A { A self() { return this; } static class B extends A { B self() { return this; } }"
                + " void f(B b) { b.self(); } }");
    assertEquals("B", code.call("self"));
  }

  @Test
  void staticImport_isFound() {
    Snippet code =
        Snippet.of("import static java.util.Map.entry; class A { Object o = entry(\"a\", 1); }");
    assertEquals("Entry<String,Integer>", code.call("entry"));
  }

  @Test
  void staticImportOnDemand_isFound() {
    Snippet code = Snippet.of("import static java.util.List.*; class A { Object o = of(\"a\"); }");
    assertEquals("List<String>", code.call("of"));
  }

  @Test
  void nestedClass_callsMethodOfTheClassAround() {
    Snippet code =
        Snippet.of("class A { String outer() { return \"\"; } class B { void f() { outer(); } } }");
    assertEquals("String", code.call("outer"));
  }

  @Test
  void superCall_findsTheInheritedMethod() {
    Snippet code = Snippet.of("class A extends Thread { public void run() { super.getName(); } }");
    assertEquals("Thread", code.owner("getName").replace("java.lang.", ""));
  }

  @Test
  void intArgument_choosesIntOverLong() {
    Snippet code =
        Snippet.of(
            "class A { void m(long x) {} String m(int x) { return \"\"; } void f() { m(1); } }");
    assertEquals("int", code.parameters("m"));
  }

  @Test
  void charArgument_choosesTheNearestWidening() {
    Snippet code =
        Snippet.of("class A { void m(long x) {} void m(int x) {} void f() { m('c'); } }");
    assertEquals("int", code.parameters("m"));
  }

  @Test
  void intArgumentWithoutPrimitiveOverload_isBoxed() {
    Snippet code =
        Snippet.of("class A { void m(Integer x) {} void m(String x) {} void f() { m(1); } }");
    assertEquals("Integer", code.parameters("m"));
  }

  @Test
  void nullArgument_choosesTheMostSpecific() {
    Snippet code =
        Snippet.of("class A { void m(Object x) {} void m(String x) {} void f() { m(null); } }");
    assertEquals("String", code.parameters("m"));
  }

  @Test
  void fixedArity_winsOverVarargs() {
    Snippet code =
        Snippet.of("class A { void m(String x) {} void m(String... x) {} void f() { m(\"\"); } }");
    assertEquals("String", code.parameters("m"));
  }

  @Test
  void severalArguments_fillVarargs() {
    Snippet code = Snippet.of("class A { void m(String... x) {} void f() { m(\"\", \"\"); } }");
    assertEquals("String[]", code.parameters("m"));
  }

  @Test
  void overloadsThatUnknownArgumentCannotTellApart_agreeOnTheirResult() {
    Snippet code =
        Snippet.of(
            "class A { String m(Missing x) { return \"\"; } String m(Gone x) { return \"\"; }"
                + " void f(Other o) { m(o); } }");
    assertEquals("String", code.call("m"));
  }

  @Test
  void overloadsThatUnknownArgumentCannotTellApart_areUnknownWhenResultsDiffer() {
    Snippet code =
        Snippet.of(
            "class A { String m(Missing x) { return \"\"; } int m(Gone x) { return 1; }"
                + " void f(Other o) { m(o); } }");
    assertEquals("unknown", code.call("m"));
  }

  @Test
  void privateMethodOfOtherClass_isNoMember() {
    Snippet code =
        Snippet.of(
            "class A extends B { void f() { hidden(); } }",
            "class B { private String hidden() { return \"\"; } }");
    assertEquals("unknown", code.owner("hidden"));
  }

  @Test
  void typeVariableReceiver_usesItsBound() {
    Snippet code = Snippet.of("class A<T extends Thread> { void f(T t) { t.getName(); } }");
    assertEquals("String", code.call("getName"));
  }

  @Test
  void rawReceiver_givesTheBound() {
    assertEquals("Object", Snippet.ofBody("List l = null; l.get(0);").call("get"));
  }

  @Test
  void unboundedWildcard_givesTheBoundOfTheParameter() {
    Snippet code =
        Snippet.of(
            "class A<T extends Thread> { T get() { return null; } void f(A<?> a) { a.get(); } }");
    assertEquals("Thread", code.call("get"));
  }

  @Test
  void lowerBoundedWildcard_givesObject() {
    assertEquals("Object", Snippet.ofBody("List<? super Integer> l = null; l.get(0);").call("get"));
  }

  @Test
  void getClass_givesTheClassOfTheReceiver() {
    assertEquals("Class<String>", Snippet.ofBody("\"\".getClass();").call("getClass"));
  }

  @Test
  void arrayClone_givesTheArray() {
    assertEquals("int[]", Snippet.ofBody("int[] a = {}; a.clone();").call("clone"));
  }

  @Test
  void genericMethod_takesItsResultFromTheArgument() {
    assertEquals("Optional<Integer>", Snippet.ofBody("Optional.of(1);").call("of"));
  }

  @Test
  void genericMethodWithoutArguments_takesItsResultFromTheTarget() {
    assertEquals(
        "List<String>",
        Snippet.ofBody("List<String> l = Collections.emptyList();").call("emptyList"));
  }

  @Test
  void explicitTypeArgument_wins() {
    assertEquals(
        "List<String>", Snippet.ofBody("Collections.<String>emptyList();").call("emptyList"));
  }

  @Test
  void diamond_takesArgumentsFromTheTarget() {
    assertEquals(
        "Integer",
        Snippet.ofBody("Map<String, Integer> m = new HashMap<>(); m.get(\"\");").call("get"));
  }

  @Test
  void diamond_takesArgumentsFromTheConstructor() {
    Snippet code = Snippet.ofBody("var l = new ArrayList<>(List.of(\"\")); l.get(0);");
    assertEquals("String", code.call("get"));
  }

  @Test
  void equalNamesOfTypeVariables_doNotClash() {
    Snippet code =
        Snippet.of(
            "import java.util.function.*; class A { record F<T>(T t) {}"
                + " static <T> F<T> make(Function<String, T> f) { return null; }"
                + " void f() { make(s -> 1).t(); } }");
    assertEquals("Integer", code.call("t"));
  }

  @Test
  void unknownClass_isUnknownAndCounted() {
    Snippet code = Snippet.of("class A { void f(Missing m) { m.go(); } }");
    assertEquals("unknown", code.call("go"));
    assertEquals(1, code.reading().coverage().candidates());
    assertEquals(0, code.reading().coverage().resolved());
  }

  @Test
  void ourOwnTypes_areKnownWithoutClassPath() {
    Snippet code =
        Snippet.of(
            "import dev.pollux.*; class A { void f(Future<String> x, Context cx) throws Exception {"
                + " x.map(s -> s.length()).poll(cx).get(); } }");
    assertEquals("Integer", code.call("get"));
  }

  @Test
  void pollFnWithLambda_keepsItsOwnTypeVariable() {
    Snippet code =
        Snippet.of(
            "import dev.pollux.*; class A { void f() { Futures.pollFn(cx -> Poll.ready(\"\"));"
                + " } }");
    assertEquals("Future<String>", code.call("pollFn"));
    assertEquals("Context", code.variable("cx"));
  }

  @Test
  void secondBoundOfTypeVariable_isLeftToTheLastResort() {
    Snippet code =
        Snippet.of(
            "class A { <T extends Number & Comparable<T>> void f(T t) { t.compareTo(t); } }");
    assertEquals("int", code.call("compareTo"));
    assertEquals("java.lang.Comparable", code.owner("compareTo"));
  }

  @Test
  void staticMethodOfInterface_isNoMemberOfItsImplementations() {
    Snippet code =
        Snippet.of(
            "interface A { static String all(A x, A y) { return B.all(x, y); } }"
                + " class B implements A { static String all(A... many) { return null; } }");
    assertEquals("B", code.owner("all"));
  }

  @Test
  void parameterOfBoundedClassVariable_erasesToTheBound() {
    Snippet code =
        Snippet.ofBody("EnumMap<TimeUnit, String> m = null; m.put(TimeUnit.DAYS, \"\");");
    assertEquals("Enum,Object", code.parameters("put"));
  }

  @Test
  void variableBoundedByItself_keepsItsBoundAlongAChain() {
    Snippet code =
        Snippet.of(
            "class A<E extends A<E>> { E next() { return null; }"
                + " void f(E e) { e.next().next().next().next(); } }");
    assertEquals("E", code.call("next"));
    assertEquals("A", code.owner("next"));
  }
}
