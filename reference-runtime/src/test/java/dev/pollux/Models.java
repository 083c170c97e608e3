package dev.pollux;

import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * How the {@code *LincheckTest} classes are run. Lincheck makes up small programs out of the
 * methods marked {@link Operation}, a few calls on each of two or three threads, and looks whether
 * what they returned fits some order of those calls. The model checker tries the interleavings of a
 * program one by one; the stress run leaves them to the machine.
 *
 * <p>The build runs a few programs; {@code -Dpollux.proof=long}, which the profile proof sets, runs
 * many.
 */
public final class Models {
  private static final boolean LONG = "long".equals(System.getProperty("pollux.proof"));

  /**
   * No thread switches there: what the tests note for themselves, and a recursion that is nobody
   * else's concern but deeper than the model checker allows.
   */
  private static final String[] BOOKKEEPING = {
    "dev.pollux.runtime.Numbered", "dev.pollux.sync.Journal", "dev.pollux.runtime.StackRoom"
  };

  private Models() {}

  /** Whether the machine is ours for long. */
  public static boolean isLong() {
    return LONG;
  }

  /**
   * As below, for operations that return nothing: all that is checked is what the class itself
   * checks after each run.
   *
   * @param model the class with the operations
   * @param threads on how many threads the operations run
   * @param operations how many run on each
   */
  public static void explore(Class<?> model, int threads, int operations) {
    explore(model, model, threads, operations);
  }

  /**
   * As above.
   *
   * @param model the class with the operations
   * @param threads on how many threads the operations run
   * @param operations how many run on each
   */
  public static void stress(Class<?> model, int threads, int operations) {
    stress(model, model, threads, operations);
  }

  /**
   * Tries interleavings, switching threads at every access to shared memory.
   *
   * @param model the class with the operations, made anew for each run
   * @param specification the same operations, called one after the other
   * @param threads on how many threads the operations run
   * @param operations how many run on each
   */
  public static void explore(Class<?> model, Class<?> specification, int threads, int operations) {
    new ModelCheckingOptions()
        .iterations(LONG ? 200 : 3)
        .invocationsPerIteration(LONG ? 10_000 : 100)
        .threads(threads)
        .actorsPerThread(operations)
        .actorsBefore(0)
        .actorsAfter(1)
        .sequentialSpecification(specification)
        .addGuarantee(ManagedStrategyGuaranteeKt.forClasses(BOOKKEEPING).allMethods().ignore())
        .check(model);
  }

  /**
   * Lets the threads run.
   *
   * @param model as above
   * @param specification as above
   * @param threads as above
   * @param operations as above
   */
  public static void stress(Class<?> model, Class<?> specification, int threads, int operations) {
    new StressOptions()
        .iterations(LONG ? 200 : 3)
        .invocationsPerIteration(LONG ? 20_000 : 200)
        .threads(threads)
        .actorsPerThread(operations)
        .actorsBefore(0)
        .actorsAfter(1)
        .sequentialSpecification(specification)
        .check(model);
  }
}
