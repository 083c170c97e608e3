package dev.pollux.lint.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.lint.code.Expr;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PathWalkTest {
  /** Remembers which of the methods f, g and h were called on each path that ends normally. */
  private static final class Called implements Automaton<String> {
    final Set<String> ends = new TreeSet<>();
    boolean isImprecise;

    @Override
    public String start() {
      return "";
    }

    @Override
    public void step(Moment<String> moment) {
      if (moment.node().step() instanceof Step.Eval eval && eval.expr() instanceof Expr.Call call) {
        moment.become(call.name().length() == 1 ? moment.state() + call.name() : moment.state());
      } else if (moment.node().step() instanceof Step.Exit) {
        ends.add(moment.state());
        isImprecise |= moment.isImprecise();
      }
    }

    @Override
    public String merge(String one, String other) {
      return "?";
    }
  }

  private static Called walk(String statements) {
    Called called = new Called();
    assertTrue(PathWalk.walk(Source.body(statements).graph(), called, Meaning.PLAIN));
    return called;
  }

  private static void assertPaths(String statements, String... expected) {
    assertEquals(Set.of(expected), walk(statements).ends);
  }

  @Test
  void sameConditionTwice_turnsOutTheSame() {
    assertPaths("if (a) f(); if (a) g();", "", "fg");
  }

  @Test
  void negatedCondition_turnsOutTheOther() {
    assertPaths("if (a) f(); if (!a) g();", "f", "g");
  }

  @Test
  void copyOfACondition_turnsOutTheSame() {
    assertPaths("boolean c = !a; if (c) f(); if (a) g();", "f", "g");
  }

  @Test
  void assignment_forgetsWhatWasKnown() {
    assertPaths("if (a) f(); a = b; if (a) g();", "", "f", "g", "fg");
  }

  @Test
  void constantThatIsAssigned_decides() {
    assertPaths("boolean c = false; if (a) c = true; if (c) f(); else g();", "f", "g");
    assertPaths("boolean c = false; if (c) f(); else g();", "g");
  }

  @Test
  void nullTest_isRemembered() {
    assertPaths("if (o == null) f(); if (o != null) g();", "f", "g");
  }

  @Test
  void newObject_isNotNull() {
    assertPaths("Object p = new Object(); if (p == null) f(); else g();", "g");
  }

  @Test
  void instanceof_impliesNotNull() {
    assertPaths("if (o instanceof String s) { f(); if (o == null) g(); }", "", "f");
  }

  @Test
  void field_isKnownUntilItIsWritten() {
    assertPaths("if (field > 0) f(); if (field > 0) g();", "", "fg");
    assertPaths("if (field > 0) f(); field = n; if (field > 0) g();", "", "f", "g", "fg");
  }

  @Test
  void comparisonAndItsOpposite_excludeEachOther() {
    assertPaths("if (n < 3) f(); if (n >= 3) g();", "f", "g");
  }

  @Test
  void switchCase_saysWhatItsSelectorIs() {
    assertPaths(
        "switch (color) { case RED -> f(); default -> g(); } if (color == Color.RED) h();",
        "fh",
        "g");
  }

  @Test
  void logicalValue_decidesLaterBranches() {
    assertPaths("boolean c = a && b; if (c) f(); if (!a) g();", "f", "", "g");
  }

  @Test
  void conditional_keepsItsArmsApart() {
    assertPaths("Object p = a ? null : new Object(); if (p == null) f(); if (a) g();", "", "fg");
  }

  @Test
  void loop_endsWhenNothingNewIsKnown() {
    assertTrue(walk("int i = 0; while (i < n) { i++; if (a) break; } f();").ends.contains("f"));
  }

  @Test
  void finallyBlock_knowsWhyItRuns() {
    assertPaths("try { if (a) return 1; f(); } finally { if (a) g(); else h(); }", "g", "fh");
  }

  @Test
  void moreStatesThanANodeKeeps_areMergedAndMarked() {
    String branches = "if (t()) f(); else g();".repeat(7);
    Called called = walk(branches);
    assertTrue(called.isImprecise);
    assertTrue(called.ends.contains("?"));
  }

  @Test
  void graphThatIsIncomplete_isNotWalked() {
    String nested = "try { f(); } finally { ".repeat(20) + "g();" + "}".repeat(20);
    Cfg cfg = Source.body(nested).graph();
    assertEquals(false, PathWalk.walk(cfg, new Called(), Meaning.PLAIN));
  }
}
