package dev.pollux;

/** Tells of a {@code cancel} that threw although nobody is left to throw to. */
final class CancelFailure {
  private CancelFailure() {}

  static void log(Object future, Throwable thrown) {
    System.getLogger("dev.pollux")
        .log(
            System.Logger.Level.WARNING,
            "cancel() of " + future + " threw; it went on. Catch it there: cancel() must not throw",
            thrown);
  }
}
