package dev.pollux.lint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Stmt;
import org.junit.jupiter.api.Test;

/** Parameters, bodies and interfaces of lambdas and method references. */
class LambdaTypesTest {
  @Test
  void parameterOfStreamOperation_isTheElement() {
    assertEquals(
        "String", Snippet.ofBody("List.of(\"\").stream().map(s -> s.length());").variable("s"));
  }

  @Test
  void resultOfLambda_becomesTheResultOfTheCall() {
    assertEquals(
        "Stream<Integer>",
        Snippet.ofBody("List.of(\"\").stream().map(s -> s.length());").call("map"));
  }

  @Test
  void methodReference_becomesTheResultOfTheCall() {
    assertEquals(
        "Stream<String>", Snippet.ofBody("List.of(\"\").stream().map(String::trim);").call("map"));
  }

  @Test
  void constructorReference_becomesTheResultOfTheCall() {
    assertEquals(
        "Stream<Thread>", Snippet.ofBody("List.of(\"\").stream().map(Thread::new);").call("map"));
  }

  @Test
  void collectorInArgument_learnsFromTheStream() {
    Snippet code =
        Snippet.ofBody(
            "List.of(\"\").stream().collect(Collectors.toMap(k -> k, v -> v.length()));");
    assertEquals("String", code.variable("v"));
    assertEquals("Map<String,Integer>", code.call("collect"));
  }

  @Test
  void comparatorInArgument_learnsFromTheList() {
    assertEquals(
        "String",
        Snippet.ofBody("List<String> l = null; l.sort(Comparator.comparing(n -> n.length()));")
            .variable("n"));
  }

  @Test
  void comparingMethodReference_knowsItsClassInAChain() {
    assertEquals(
        "Comparator<String>",
        Snippet.ofBody("Comparator.comparing(String::length).reversed();").call("reversed"));
  }

  @Test
  void chainOfStages_carriesItsType() {
    assertEquals(
        "CompletableFuture<Void>",
        Snippet.ofBody(
                "CompletableFuture.supplyAsync(() -> 1)"
                    + ".thenCompose(i -> CompletableFuture.supplyAsync(() -> \"\" + i))"
                    + ".thenAccept(s -> s.trim());")
            .call("thenAccept"));
  }

  @Test
  void submitOfVoidCall_isRunnable() {
    Snippet code = Snippet.ofBody("ExecutorService x = null; x.submit(() -> Thread.yield());");
    assertEquals("Runnable", code.parameters("submit"));
  }

  @Test
  void submitOfValue_isCallable() {
    Snippet code = Snippet.ofBody("ExecutorService x = null; x.submit(() -> \"\".length());");
    assertEquals("Callable", code.parameters("submit"));
  }

  @Test
  void submitOfThrowingBlock_isCallable() {
    Snippet code =
        Snippet.ofBody("ExecutorService x = null; x.submit(() -> { throw new Exception(); });");
    assertEquals("Callable", code.parameters("submit"));
  }

  @Test
  void submitOfBlockWithoutValue_isRunnable() {
    Snippet code = Snippet.ofBody("ExecutorService x = null; x.submit(() -> { return; });");
    assertEquals("Runnable", code.parameters("submit"));
  }

  @Test
  void submitOfReferenceToVoidMethod_isRunnable() {
    Snippet code = Snippet.ofBody("ExecutorService x = null; x.submit(Thread::yield);");
    assertEquals("Runnable", code.parameters("submit"));
  }

  @Test
  void expressionForVoidInterface_isAStatement() {
    Snippet code = Snippet.ofBody("Runnable r = () -> \"\".trim();");
    Expr.Lambda lambda = code.last(Expr.Lambda.class, l -> true);
    assertInstanceOf(Stmt.ExprStmt.class, lambda.body().statements().get(0));
  }

  @Test
  void expressionForValueInterface_isReturned() {
    Snippet code = Snippet.ofBody("Supplier<String> r = () -> \"\".trim();");
    Expr.Lambda lambda = code.last(Expr.Lambda.class, l -> true);
    assertInstanceOf(Stmt.Return.class, lambda.body().statements().get(0));
  }

  @Test
  void lambdaInReturn_takesTheTypeOfTheMethod() {
    Snippet code =
        Snippet.of(
            "import java.util.function.*; class A { Function<String, Integer> f() { return s -> 1; } }");
    assertEquals("String", code.variable("s"));
  }

  @Test
  void lambdaInLambda_takesTheInnerType() {
    assertEquals(
        "Integer",
        Snippet.ofBody("Function<String, Function<Integer, String>> f = a -> b -> a;")
            .variable("b"));
  }

  @Test
  void lambdaInConditional_takesTheTarget() {
    assertEquals(
        "String",
        Snippet.ofBody("Function<String, Integer> f = true ? s -> 1 : t -> 2;").variable("t"));
  }

  @Test
  void castLambda_takesTheCast() {
    Snippet code = Snippet.ofBody("Object o = (Runnable) () -> {};");
    assertEquals("Runnable", Snippet.text(code.last(Expr.Lambda.class, l -> true).type()));
  }

  @Test
  void interfaceWithGenericSupertype_isSeenThrough() {
    Snippet code =
        Snippet.of(
            "import java.util.function.*; interface Named extends Function<String, Integer> {}"
                + " class A { Named n = s -> 1; }");
    assertEquals("String", code.variable("s"));
  }

  @Test
  void explicitParameter_keepsItsType() {
    assertEquals(
        "CharSequence",
        Snippet.ofBody("Consumer<? super String> c = (CharSequence s) -> {};").variable("s"));
  }

  @Test
  void methodReferenceOnVariable_isBound() {
    Snippet code = Snippet.ofBody("String text = \"\"; Supplier<Integer> s = text::length;");
    Expr.MethodReference reference = code.last(Expr.MethodReference.class, r -> true);
    assertInstanceOf(Expr.Local.class, reference.scope());
  }
}
