package dev.pollux.testing;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An order that begins with given choices and goes on with the first of those who are ready. */
final class ChosenOrder extends Order {
  static final String NAME = "choices:";

  /** Choices beyond these have no alternatives: a test that yields for ever still ends. */
  private static final int MOST_CHOICES = 4096;

  private final int given;
  private final int run;
  private int[] choices;
  private int[] ready; // among how many each was made; 0 where a name gave it
  private int made;
  private boolean cutOff;

  ChosenOrder(int[] choices, int[] ready, int run) {
    this.given = choices.length;
    this.run = run;
    this.choices = choices;
    this.ready = ready;
  }

  int run() {
    return run;
  }

  /** Whether some choices were not recorded. */
  boolean isCutOff() {
    return cutOff;
  }

  @Override
  public int choose(int ready) {
    if (made == MOST_CHOICES) {
      cutOff = true;
      return 0;
    }
    if (made < given) {
      if (choices[made] >= ready || (this.ready[made] != 0 && this.ready[made] != ready)) {
        throw new IllegalStateException(
            "the test differs from run to run, so its orders cannot be repeated: at choice "
                + made
                + " there are "
                + ready
                + " ready; take out other threads, sockets, random numbers and what it keeps from"
                + " one run to the next");
      }
    } else if (made == choices.length) {
      choices = Arrays.copyOf(choices, Math.max(16, 2 * made));
      this.ready = Arrays.copyOf(this.ready, choices.length);
    }
    this.ready[made] = ready;
    return choices[made++];
  }

  /** The order that differs in the last choice that has an alternative left; null if none has. */
  @Nullable ChosenOrder next() {
    int last = made - 1;
    while (last >= 0 && choices[last] + 1 == ready[last]) {
      last--;
    }
    if (last < 0) {
      return null;
    }
    int[] next = Arrays.copyOf(choices, last + 1);
    next[last]++;
    return new ChosenOrder(next, Arrays.copyOf(ready, last + 1), run + 1);
  }

  @Override
  String name() {
    int length = made;
    while (length > 0 && choices[length - 1] == 0) {
      length--;
    }
    return NAME
        + Arrays.stream(choices, 0, length)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining("."));
  }
}
