package dev.pollux.lint.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CfgTest {
  private static Set<String> paths(String statements) {
    return GraphText.of(statements).paths();
  }

  private static Set<String> edges(String statements) {
    return GraphText.of(statements).edges();
  }

  private static void assertEdges(String statements, String... expected) {
    Set<String> edges = edges(statements);
    assertTrue(edges.containsAll(Set.of(expected)), () -> edges.toString());
  }

  // order of evaluation

  @Test
  void call_operandsComeFirst() {
    assertEquals(
        Set.of("f(); g(); max(f(), g()); return; exit"),
        paths("return Math.max(f(), g());").stream()
            .map(p -> p.replace("Math.", ""))
            .collect(java.util.stream.Collectors.toSet()));
  }

  @Test
  void assignment_isAfterItsValue() {
    assertEquals(Set.of("f(); field = f(); exit"), paths("field = f();"));
  }

  @Test
  void chainOfCalls_goesFromLeftToRight() {
    assertEquals(Set.of("o.toString(); o.toString().trim(); exit"), paths("o.toString().trim();"));
  }

  // conditions

  @Test
  void and_skipsTheRightWhenTheLeftIsFalse() {
    assertEquals(
        Set.of("if a; if b; f(); exit", "if a; if b; exit", "if a; exit"),
        paths("if (a && b) f();"));
  }

  @Test
  void or_skipsTheRightWhenTheLeftIsTrue() {
    assertEquals(
        Set.of("if a; f(); exit", "if a; if b; f(); exit", "if a; if b; exit"),
        paths("if (a || b) f();"));
  }

  @Test
  void not_swapsTheWays() {
    assertEdges("if (!a) f(); else g();", "if a -FALSE-> f()", "if a -TRUE-> g()");
  }

  @Test
  void conditional_takesOneArm() {
    assertEquals(
        Set.of("if a; f(); choose; return; exit", "if a; g(); choose; return; exit"),
        paths("return a ? f() : g();"));
  }

  @Test
  void logicalValue_isTrueOrFalse() {
    assertEquals(
        Set.of("if a; if b; truth; exit", "if a; truth; exit"), paths("boolean c = a && b;"));
  }

  @Test
  void instanceof_bindsWhereItHolds() {
    assertEdges(
        "if (o instanceof String s) f(); else g();",
        "if o instanceof String s -TRUE-> bind s",
        "bind s -NORMAL-> f()",
        "if o instanceof String s -FALSE-> g()");
  }

  @Test
  void recordPattern_bindsItsComponents() {
    assertEdges(
        "if (o instanceof Box(var c)) f();",
        "if o instanceof Box(var c) -TRUE-> bind c",
        "bind c -NORMAL-> f()");
  }

  // loops

  @Test
  void while_comesBackToItsTest() {
    assertEdges("while (t()) f(); g();", "if t() -TRUE-> f()", "if t() -FALSE-> g()");
  }

  @Test
  void whileTrue_endsByBreakAlone() {
    assertEquals(
        Set.of("if a; f(); exit", "if a; if a; f(); exit"),
        paths("while (true) { if (a) break; } f();"));
  }

  @Test
  void whileOnAConstantField_isFolded() {
    assertEquals(Set.of(), paths("while (ON) f();"));
  }

  @Test
  void whileFalse_hasNoBody() {
    assertEquals(Set.of("g(); exit"), paths("while (!ON) f(); g();"));
  }

  @Test
  void doWhile_runsItsBodyBeforeItsTest() {
    assertEquals(Set.of("f(); if a; exit"), paths("do f(); while (a);"));
  }

  @Test
  void for_updatesAfterItsBody() {
    assertEdges("for (; a; f()) g();", "if a -TRUE-> g()");
    assertTrue(paths("for (; a; f()) g();").contains("if a; g(); f(); if a; exit"));
  }

  @Test
  void continue_goesToTheUpdate() {
    assertTrue(
        paths("for (; a; f()) { if (b) continue; g(); }").contains("if a; if b; f(); if a; exit"));
  }

  @Test
  void forWithoutCondition_neverEnds() {
    assertEquals(Set.of(), paths("for (;;) f();"));
  }

  @Test
  void foreach_asksForTheNextElement() {
    assertEdges("for (int i : new int[0]) f(); g();", "next i -TRUE-> f()", "next i -FALSE-> g()");
  }

  @Test
  void labelledBreak_leavesTheOuterLoop() {
    assertTrue(
        paths("out: while (a) { while (true) { break out; } } f();").contains("if a; f(); exit"));
    assertEdges("out: while (a) { while (true) { if (b) break out; } } f();", " -BREAK out-> f()");
  }

  @Test
  void labelledContinue_goesOnWithTheOuterLoop() {
    assertTrue(
        paths("out: while (a) { while (true) { f(); continue out; } }")
            .contains("if a; f(); if a; exit"));
  }

  @Test
  void labelledBlock_canBeLeft() {
    assertEdges("block: { f(); if (a) { g(); break block; } h(); }", "if a -TRUE-> g()");
    assertTrue(paths("block: { if (a) { g(); break block; } h(); }").contains("if a; g(); exit"));
  }

  // switches

  @Test
  void switchStatement_fallsThrough() {
    assertEquals(
        Set.of("case 0; f(); g(); exit", "case 0; case 1; g(); exit", "case 0; case 1; exit"),
        paths("switch (n) { case 1: f(); case 2: g(); }"));
  }

  @Test
  void switchStatement_defaultInTheMiddle_isTriedLast() {
    assertEquals(
        Set.of("case 0; f(); exit", "case 0; case 2; g(); h(); exit", "case 0; case 2; h(); exit"),
        paths("switch (n) { case 1: f(); break; default: g(); case 2: h(); }"));
  }

  @Test
  void switchArrows_doNotFallThrough() {
    assertEquals(
        Set.of("case 0; f(); exit", "case 0; g(); exit"),
        paths("switch (n) { case 1, 2 -> f(); default -> g(); }"));
  }

  @Test
  void switchOnEnumStatement_withoutDefaultMayMatchNothing() {
    assertTrue(
        paths("switch (color) { case RED -> f(); case GREEN -> g(); }")
            .contains("case 0; case 1; exit"));
  }

  @Test
  void switchExpressionOnEnum_withoutDefaultRaises() {
    assertEquals(
        Set.of(
            "case 0; f(); choose; return; exit",
            "case 0; case 1; g(); choose; return; exit",
            "case 0; case 1; nomatch; raised"),
        paths("return switch (color) { case RED -> f(); case GREEN -> g(); };"));
  }

  @Test
  void switchExpression_yieldsFromBlocks() {
    assertEdges(
        "return switch (n) { case 1: f(); yield g(); default: { yield h(); } };",
        "case 0 -CASE-> f()",
        "choose -YIELD-> ");
  }

  @Test
  void switchArrowThrows_raises() {
    assertEquals(
        Set.of(
            "case 0; f(); choose; return; exit", "case 0; new RuntimeException(); throw; raised"),
        paths("return switch (n) { case 1 -> f(); default -> throw new RuntimeException(); };"));
  }

  @Test
  void switchPattern_withGuard_goesOnToTheNextCase() {
    assertEquals(
        Set.of(
            "case 0; bind s; if a; f(); exit",
            "case 0; bind s; if a; g(); exit",
            "case 0; g(); exit"),
        paths("switch (o) { case String s when a -> f(); default -> g(); }"));
  }

  @Test
  void switchNullAndDefault_isOneCase() {
    assertEquals(
        Set.of("case 0; f(); exit", "case 0; case 1; g(); exit"),
        paths("switch (o) { case String s -> f(); case null, default -> g(); }").stream()
            .map(p -> p.replace("bind s; ", ""))
            .filter(p -> !p.equals("case 0; g(); exit"))
            .collect(java.util.stream.Collectors.toSet()));
  }

  @Test
  void switchStatementOnPatterns_isExhaustive() {
    assertTrue(
        paths("switch (o) { case String s -> f(); case Object x -> g(); }").stream()
            .anyMatch(p -> p.endsWith("nomatch; raised")));
  }

  // exceptions

  @Test
  void tryCatch_anyCallMayThrow() {
    assertEdges(
        "try { f(); } catch (Exception e) { g(); }",
        "f() -EXCEPTION-> catch e",
        "catch e -NORMAL-> g()");
  }

  @Test
  void thrownType_goesToTheClauseThatCatchesIt() {
    assertEquals(
        Set.of("new IllegalStateException(); throw; catch y; g(); exit"),
        paths(
                "try { throw new IllegalStateException(); }"
                    + " catch (ArithmeticException x) { f(); } catch (RuntimeException y) { g(); }")
            .stream()
            .filter(p -> p.contains("throw"))
            .collect(java.util.stream.Collectors.toSet()));
  }

  @Test
  void thrownSupertype_mayGoToEither() {
    assertEdges(
        "try { throw (Exception) o; } catch (RuntimeException x) { f(); } catch (Exception y) { g(); }",
        "throw -EXCEPTION Exception-> catch x",
        "throw -EXCEPTION Exception-> catch y");
  }

  @Test
  void throwOutsideOfTry_leavesTheMethod() {
    assertEdges("throw new RuntimeException();", "throw -EXCEPTION RuntimeException-> raised");
  }

  @Test
  void finally_isCopiedForEachWayOut() {
    assertEquals(
        Set.of(
            "if a; return; g(); exit",
            "if a; f(); g(); h(); exit",
            "if a; f(); g(); rethrow; raised"),
        paths("try { if (a) return 1; f(); } finally { g(); } h();"));
  }

  @Test
  void finally_runsOnBreakAndContinue() {
    assertEdges(
        "while (true) { try { if (a) break; if (b) continue; } finally { f(); } g(); }",
        " -BREAK-> f()",
        " -CONTINUE-> f()");
    assertTrue(
        paths("while (true) { try { if (a) break; } finally { f(); } }")
            .contains("if a; f(); exit"));
  }

  @Test
  void finally_runsAfterACatchThatThrows() {
    assertTrue(
        paths("try { f(); } catch (Exception e) { throw e; } finally { g(); }")
            .contains("f(); catch e; throw; g(); rethrow; raised"));
  }

  @Test
  void finallyThatReturns_replacesTheException() {
    assertFalse(
        paths("try { f(); } finally { return 1; }").stream().anyMatch(p -> p.endsWith("raised")));
  }

  @Test
  void nestedFinallys_runFromInnerToOuter() {
    assertTrue(
        paths("try { try { return 1; } finally { f(); } } finally { g(); }")
            .contains("return; f(); g(); exit"));
  }

  @Test
  void resources_areClosedInReverse() {
    assertTrue(
        paths("try (var x = open(); var y = open()) { f(); }")
            .contains("open(); open(); f(); close y; close x; exit"));
  }

  @Test
  void resource_isClosedBeforeTheCatchClause() {
    assertTrue(
        paths("try (var x = open()) { f(); } catch (Exception e) { g(); }")
            .contains("open(); f(); close x; rethrow; catch e; g(); exit"));
  }

  @Test
  void synchronized_isLeftOnEveryWayOut() {
    assertEquals(
        Set.of(
            "enter; if a; return; leave; exit",
            "enter; if a; f(); leave; exit",
            "enter; if a; f(); leave; rethrow; raised"),
        paths("synchronized (this) { if (a) return 1; f(); }"));
  }

  @Test
  void assert_mayBeDisabledHoldOrFail() {
    assertEquals(
        Set.of("f(); exit", "if a; f(); exit", "if a; rethrow; raised"), paths("assert a; f();"));
  }

  // what has graphs of its own

  @Test
  void lambda_isMadeAndNotEntered() {
    Source source = Source.body("Runnable r = () -> f(); g();");
    assertEquals(Set.of("() -> f(); g(); exit"), new GraphText(source).paths());
    assertEquals(1, source.graph().lambdas().size());
  }

  @Test
  void anonymousClass_isDeclaredWhereItIsMade() {
    Source source = Source.body("Object x = new Object() { int k() { return f(); } };");
    assertEquals(1, source.graph().types().size());
  }

  @Test
  void localRecord_isDeclared() {
    assertEquals(1, Source.body("record P(int x) {} f();").graph().types().size());
  }

  // size

  @Test
  void longElseIfChain_isLaidOut() {
    assertTrue(
        Source.body("if (n == 0) f();" + " else if (n == 1) f();".repeat(300))
            .graph()
            .isComplete());
  }

  @Test
  void thousandsOfStatements_areLaidOut() {
    assertTrue(Source.body("f(); if (a) g();".repeat(3000)).graph().isComplete());
  }

  @Test
  void finallysNestedBeyondUse_giveUp() {
    String nested = "try { f(); } finally { ".repeat(20) + "g();" + "}".repeat(20);
    assertFalse(Source.body(nested).graph().isComplete());
  }
}
