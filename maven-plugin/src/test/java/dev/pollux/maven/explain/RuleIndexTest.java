package dev.pollux.maven.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pollux.lint.Law;
import dev.pollux.lint.RuleInfo;
import dev.pollux.lint.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleIndexTest {

  private static final RuleIndex INDEX =
      new RuleIndex(
          List.of(
              new RuleInfo("BlockingInPoll", Law.NEVER_BLOCK, Severity.ERROR, "a poll blocks"),
              new RuleInfo("BusyWake", Law.ARRANGE_WAKEUP, Severity.WARNING, "a poll wakes itself"),
              new RuleInfo("UnusedSuppression", null, Severity.INFO, "nothing to suppress")));

  @Test
  void text_isOneAlignedLineARule() {
    assertEquals(
        """
        BlockingInPoll     error    law 1  a poll blocks
        BusyWake           warning  law 2  a poll wakes itself
        UnusedSuppression  info            nothing to suppress""",
        INDEX.text().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void nameInAnotherCase_isFound() {
    assertEquals(Optional.of("BusyWake"), INDEX.spelled(" busywake "));
  }

  @Test
  void nameNearToOne_isAnsweredWithItFirst() {
    assertEquals(
        "there is no rule 'BusyWaker': did you mean BusyWake? If not, choose one of BusyWake, BlockingInPoll, UnusedSuppression",
        INDEX.unknown("BusyWaker"));
  }

  @Test
  void nameNearToNone_isAnsweredWithAll() {
    assertEquals(
        "there is no rule 'Xylophone': choose one of BlockingInPoll, BusyWake, UnusedSuppression",
        INDEX.unknown("Xylophone"));
  }
}
