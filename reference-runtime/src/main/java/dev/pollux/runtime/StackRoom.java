package dev.pollux.runtime;

/**
 * Keeps a step of several accesses from ending in its middle because the stack of its caller ends
 * there: wakers and spawns are called from anywhere, also from a recursion that has gone too far.
 */
final class StackRoom {

  /** More calls than any of those steps nests, even when nothing is compiled yet. */
  private static final int CALLS = 64;

  private StackRoom() {}

  /**
   * Throws now, while nothing is half done, if the stack has no room for what follows. About a
   * tenth of a microsecond: for steps that cost more themselves.
   *
   * @throws StackOverflowError if so
   */
  static void ensure() {
    descend(CALLS, 0);
  }

  // What it returns depends on each call, or the recursion could be compiled away.
  private static int descend(int left, int sum) {
    return left == 0 ? sum : descend(left - 1, sum ^ left) + 1;
  }
}
