import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes the tables of docs/performance.md from what the peers' harness measured.
 *
 * <pre>java Tables.java [--into docs/performance.md] RESULTS/raw.tsv...</pre>
 *
 * <p>A line of raw.tsv is peer, workload, value, unit, round, and how many cores other processes
 * used meanwhile. A figure is the median of the runs in which that was at most a tenth.
 */
public final class Tables {
  private static final String BEGIN = "<!-- tables: made by Tables.java, not by hand -->";
  private static final String END = "<!-- end of tables -->";

  private static final double QUIET = 0.1;
  private static final int ENOUGH = 3;
  private static final double SLEPT_MILLIS = 5_000;

  private static final String TOKIO = "tokio";
  private static final List<String> OURS = List.of("pollux@25", "pollux@17");

  /** Those of the JVM that have something which can wait; a pool of callbacks is only a floor. */
  private static final Set<String> WITH_TASKS = Set.of("vthreads", "kotlin", "cats", "ktor");

  /** What must hold between our figure and another's; 0: between our figure and a number. */
  private record Goal(
      String workload,
      String against,
      double bound,
      boolean atLeast,
      boolean beatsPeers,
      DoubleBinaryOperator compare) {

    static Goal ratio(String workload, String against, double bound) {
      return new Goal(workload, against, bound, false, against.equals(TOKIO), (a, b) -> a / b);
    }

    static Goal rate(String workload, String against, double bound) {
      return new Goal(workload, against, bound, true, against.equals(TOKIO), (a, b) -> a / b);
    }

    static Goal limit(String workload, double bound) {
      return new Goal(workload, "", bound, false, true, (a, b) -> a);
    }

    boolean holds(double compared) {
      return atLeast ? compared >= bound : compared <= bound;
    }

    boolean isBetter(double ours, double theirs) {
      return atLeast ? ours > theirs : ours < theirs;
    }

    String text() {
      String limit = (atLeast ? "at least " : "at most ") + number(bound);
      return against.isEmpty() ? limit : limit + " of " + NAMES.getOrDefault(against, against);
    }
  }

  private static final Map<String, String> NAMES =
      Map.of(TOKIO, "Tokio 1.24.2", "nio", "the bare loop", "netty42", "Netty");

  private static final List<Goal> GOALS =
      List.of(
          Goal.ratio("spawn_many", TOKIO, 0.5),
          Goal.ratio("spawn_many_from_task", TOKIO, 0.25),
          Goal.ratio("yield_many", TOKIO, 0.65),
          Goal.ratio("ping_pong", TOKIO, 0.4),
          Goal.ratio("chained_1k", TOKIO, 0.9),
          Goal.ratio("chained_100k", TOKIO, 0.9),
          Goal.ratio("mpsc_1p", TOKIO, 0.3),
          Goal.ratio("mpsc_5p", TOKIO, 0.4),
          Goal.ratio("timer_cancel", TOKIO, 0.2),
          new Goal(
              "sleep_1m",
              TOKIO,
              0.75,
              false,
              true,
              (ours, theirs) -> (ours - SLEPT_MILLIS) / (theirs - SLEPT_MILLIS)),
          Goal.limit("mem_1m_heap", 120),
          Goal.limit("mem_1m_oneshot_heap", 140),
          Goal.rate("echo_ext", TOKIO, 0.95),
          Goal.rate("echo_ext", "nio", 1),
          Goal.rate("echo_ext", "netty42", 1.2),
          Goal.ratio("echo_ext_p99", TOKIO, 2),
          Goal.ratio("echo_ext_p99", "nio", 1),
          Goal.ratio("echo_ext_cpu", "nio", 1.1),
          Goal.rate("echo_inproc", TOKIO, 1),
          Goal.rate("echo_inproc", "nio", 1));

  /** What was measured of one workload of one peer. */
  private static final class Runs {
    private final List<Double> quiet = new ArrayList<>();
    private final List<Double> noisy = new ArrayList<>();

    boolean isQuiet() {
      return !quiet.isEmpty();
    }

    private List<Double> used() {
      return isQuiet() ? quiet : noisy;
    }

    double median() {
      double[] sorted = used().stream().mapToDouble(Double::doubleValue).sorted().toArray();
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** A star for each quiet run that is missing. */
    String mark() {
      return isQuiet() ? "*".repeat(Math.max(0, ENOUGH - quiet.size())) : "(noisy)";
    }

    String range() {
      double least = used().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
      double most = used().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      return number(least) + ".." + number(most);
    }
  }

  private final Map<String, Map<String, Runs>> byWorkload = new LinkedHashMap<>();
  private final Map<String, String> units = new LinkedHashMap<>();
  private final Set<String> peers = new LinkedHashSet<>();
  private int quietRuns;
  private int noisyRuns;

  private void read(Path raw) throws IOException {
    for (String line : Files.readAllLines(raw)) {
      String[] cells = line.split("\t");
      if (cells.length != 6) {
        throw new IOException(raw + ": not a line of raw.tsv, which has 6 cells: '" + line + "'");
      }
      boolean isQuiet = Double.parseDouble(cells[5]) <= QUIET;
      Runs runs =
          byWorkload
              .computeIfAbsent(cells[1], w -> new LinkedHashMap<>())
              .computeIfAbsent(cells[0], p -> new Runs());
      (isQuiet ? runs.quiet : runs.noisy).add(Double.parseDouble(cells[2]));
      units.put(cells[1], cells[3]);
      peers.add(cells[0]);
      if (isQuiet) {
        quietRuns++;
      } else {
        noisyRuns++;
      }
    }
  }

  private static String number(double value) {
    String format = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }

  private Runs runs(String workload, String peer) {
    return byWorkload.getOrDefault(workload, Map.of()).get(peer);
  }

  private String cell(String workload, String peer) {
    Runs runs = runs(workload, peer);
    return runs == null ? "-" : number(runs.median()) + runs.mark();
  }

  private static String base(String peer) {
    return peer.replaceAll("@.*", "");
  }

  /** The best of the JVM's runtimes that have tasks, or null. */
  private String rival(Goal goal) {
    String best = null;
    for (String peer : byWorkload.getOrDefault(goal.workload(), Map.of()).keySet()) {
      if (WITH_TASKS.contains(base(peer))
          && (best == null || goal.isBetter(median(goal, peer), median(goal, best)))) {
        best = peer;
      }
    }
    return best;
  }

  private double median(Goal goal, String peer) {
    return runs(goal.workload(), peer).median();
  }

  private String verdict(Goal goal, String ours) {
    Runs mine = runs(goal.workload(), ours);
    Runs theirs = goal.against().isEmpty() ? mine : runs(goal.workload(), goal.against());
    if (mine == null || theirs == null) {
      return "- | -";
    }
    double compared = goal.compare().applyAsDouble(mine.median(), theirs.median());
    String rival = goal.beatsPeers() ? rival(goal) : null;
    boolean beaten = rival == null || goal.isBetter(mine.median(), median(goal, rival));
    String met = !goal.holds(compared) ? "no" : beaten ? "yes" : "no: " + rival;
    if (!mine.isQuiet() || !theirs.isQuiet()) {
      met = "not judged";
    }
    String shown = goal.against().isEmpty() ? "" : String.format(Locale.ROOT, "%.3f", compared);
    return shown + " | " + met;
  }

  private List<String> goals() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| workload | unit | goal | of | best JVM peer with tasks | "
            + OURS.stream()
                .map(p -> "Pollux, JDK " + p.replaceAll(".*@", "") + " | ratio | met")
                .collect(Collectors.joining(" | "))
            + " |");
    lines.add("| --- | --- | --- | ---: | ---: |" + " ---: | ---: | --- |".repeat(OURS.size()));
    for (Goal goal : GOALS) {
      if (!byWorkload.containsKey(goal.workload())) {
        continue;
      }
      String rival = rival(goal);
      StringBuilder line = new StringBuilder("| " + goal.workload());
      line.append(" | ").append(units.get(goal.workload()));
      line.append(" | ").append(goal.text());
      line.append(" | ")
          .append(goal.against().isEmpty() ? "" : cell(goal.workload(), goal.against()));
      line.append(" | ").append(rival == null ? "-" : cell(goal.workload(), rival) + " " + rival);
      for (String ours : OURS) {
        line.append(" | ").append(cell(goal.workload(), ours));
        line.append(" | ").append(verdict(goal, ours));
      }
      lines.add(line.append(" |").toString());
    }
    return lines;
  }

  private List<String> all(Predicate<String> wanted, boolean ranges) {
    List<String> lines = new ArrayList<>();
    List<String> shown = peers.stream().filter(wanted).collect(Collectors.toList());
    lines.add("| workload | unit | " + String.join(" | ", shown) + " |");
    lines.add("| --- | --- |" + " ---: |".repeat(shown.size()));
    byWorkload.forEach(
        (workload, runs) ->
            lines.add(
                shown.stream()
                    .map(
                        peer ->
                            !ranges
                                ? cell(workload, peer)
                                : runs.get(peer) == null ? "-" : runs.get(peer).range())
                    .collect(
                        Collectors.joining(
                            " | ", "| " + workload + " | " + units.get(workload) + " | ", " |"))));
    return lines;
  }

  private String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(BEGIN);
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%d of %d figures come from runs in which other processes used at most %.1f cores; the"
                + " others were left out. A star stands for each quiet run that is missing to"
                + " three; \"(noisy)\": there was none.",
            quietRuns,
            quietRuns + noisyRuns,
            QUIET));
    lines.add("");
    lines.add("### Against the goals");
    lines.add("");
    lines.addAll(goals());
    lines.add("");
    lines.add("### All peers, medians");
    lines.add("");
    lines.addAll(all(peer -> true, false));
    lines.add("");
    lines.add("### All peers, least and most");
    lines.add("");
    lines.addAll(all(peer -> true, true));
    lines.add("");
    lines.add(END);
    return String.join("\n", lines);
  }

  private static void into(Path page, String tables) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(page + " lacks the lines '" + BEGIN + "' and '" + END + "'");
    }
    Files.writeString(page, text.substring(0, begin) + tables + text.substring(end + END.length()));
  }

  /** See the class comment. */
  public static void main(String[] args) throws IOException {
    List<String> arguments = new ArrayList<>(Arrays.asList(args));
    Path page = null;
    if (arguments.size() >= 2 && arguments.get(0).equals("--into")) {
      page = Path.of(arguments.get(1));
      arguments = arguments.subList(2, arguments.size());
    }
    if (arguments.isEmpty()) {
      System.err.println("usage: java Tables.java [--into docs/performance.md] raw.tsv...");
      System.exit(2);
    }
    Tables tables = new Tables();
    for (String raw : arguments) {
      tables.read(Path.of(raw));
    }
    if (page == null) {
      System.out.println(tables.markdown());
    } else {
      into(page, tables.markdown());
    }
  }
}
