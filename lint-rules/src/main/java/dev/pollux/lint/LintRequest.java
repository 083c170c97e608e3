package dev.pollux.lint;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to lint, and how. Built with {@link #builder(Path)}.
 *
 * <pre>{@code
 * LintRequest request =
 *     LintRequest.builder(project)
 *         .mainSources(List.of(project.resolve("src/main/java")))
 *         .classPath(jars)
 *         .release(21)
 *         .level("BusyWake", "off")
 *         .build();
 * LintReport report = new Linter().lint(request);
 * }</pre>
 */
public final class LintRequest {
  /** The lowest and highest Java language level that the linter reads. */
  public static final int MIN_RELEASE = 8;

  public static final int MAX_RELEASE = 25;

  private final Path baseDirectory;
  private final List<Path> mainSources;
  private final List<Path> testSources;
  private final List<Path> typeSources;
  private final List<Path> classPath;
  private final List<Path> modelFiles;
  private final List<String> includes;
  private final List<String> excludes;
  private final List<String> tests;
  private final Map<String, Optional<Severity>> levels;
  private final @Nullable Path baseline;
  private final Charset encoding;
  private final int release;
  private final int threads;
  private final boolean excludeGenerated;

  private LintRequest(Builder builder) {
    this.baseDirectory = builder.baseDirectory;
    this.mainSources = List.copyOf(builder.mainSources);
    this.testSources = List.copyOf(builder.testSources);
    this.typeSources = List.copyOf(builder.typeSources);
    this.classPath = List.copyOf(builder.classPath);
    this.modelFiles = List.copyOf(builder.modelFiles);
    this.includes = List.copyOf(builder.includes);
    this.excludes = List.copyOf(builder.excludes);
    this.tests = List.copyOf(builder.tests);
    this.levels = Map.copyOf(builder.levels);
    this.baseline = builder.baseline;
    this.encoding = builder.encoding;
    this.release = builder.release;
    this.threads = builder.threads;
    this.excludeGenerated = builder.excludeGenerated;
  }

  /**
   * @param baseDirectory what paths in the report, and the globs, are relative to
   */
  public static Builder builder(Path baseDirectory) {
    return new Builder(baseDirectory.toAbsolutePath().normalize());
  }

  public Path baseDirectory() {
    return baseDirectory;
  }

  public List<Path> mainSources() {
    return mainSources;
  }

  public List<Path> testSources() {
    return testSources;
  }

  public List<Path> typeSources() {
    return typeSources;
  }

  public List<Path> classPath() {
    return classPath;
  }

  public List<Path> modelFiles() {
    return modelFiles;
  }

  public List<String> includes() {
    return includes;
  }

  public List<String> excludes() {
    return excludes;
  }

  public List<String> tests() {
    return tests;
  }

  public Optional<Path> baseline() {
    return Optional.ofNullable(baseline);
  }

  public Charset encoding() {
    return encoding;
  }

  public int release() {
    return release;
  }

  public int threads() {
    return threads;
  }

  public boolean excludeGenerated() {
    return excludeGenerated;
  }

  /** Whether the rule runs at all. */
  public boolean isEnabled(RuleInfo rule) {
    Optional<Severity> level = levels.get(rule.name());
    return level == null || level.isPresent();
  }

  /** What was set for the rule; empty when nothing was, or when it is off. */
  Optional<Severity> configuredSeverity(String rule) {
    return levels.getOrDefault(rule, Optional.empty());
  }

  /** Gathers a request; each setter replaces what it set before, except {@link #level}. */
  public static final class Builder {
    private final Path baseDirectory;
    private List<Path> mainSources = List.of();
    private List<Path> testSources = List.of();
    private List<Path> typeSources = List.of();
    private List<Path> classPath = List.of();
    private List<Path> modelFiles = List.of();
    private List<String> includes = List.of();
    private List<String> excludes = List.of();
    private List<String> tests = List.of();
    private final Map<String, Optional<Severity>> levels = new TreeMap<>();
    private @Nullable Path baseline;
    private Charset encoding = StandardCharsets.UTF_8;
    private int release = 17;
    private int threads = Math.min(8, Runtime.getRuntime().availableProcessors());
    private boolean excludeGenerated = true;

    private Builder(Path baseDirectory) {
      this.baseDirectory = baseDirectory;
    }

    /** Folders, {@code .java} files or jars of sources that are linted as production code. */
    public Builder mainSources(Collection<Path> sources) {
      this.mainSources = List.copyOf(sources);
      return this;
    }

    /** Folders, files or jars that are linted as tests: an error becomes a warning there. */
    public Builder testSources(Collection<Path> sources) {
      this.testSources = List.copyOf(sources);
      return this;
    }

    /**
     * Folders, files or jars of sources that are read for their types only, such as the sources of
     * sibling modules that are not built yet. What does not exist is left out.
     */
    public Builder typeSources(Collection<Path> sources) {
      this.typeSources = List.copyOf(sources);
      return this;
    }

    /** Jars and class folders that types are resolved against; what does not exist is noted. */
    public Builder classPath(Collection<Path> entries) {
      this.classPath = List.copyOf(entries);
      return this;
    }

    /** Descriptions of async libraries; ours is built in. */
    public Builder modelFiles(Collection<Path> files) {
      this.modelFiles = List.copyOf(files);
      return this;
    }

    /** Globs over display paths; when there are any, a file must match one to be linted. */
    public Builder includes(Collection<String> globs) {
      this.includes = List.copyOf(globs);
      return this;
    }

    /** Globs over display paths: a file that matches one is read for its types only. */
    public Builder excludes(Collection<String> globs) {
      this.excludes = List.copyOf(globs);
      return this;
    }

    /** Globs over display paths: a main source that matches one is a test source. */
    public Builder tests(Collection<String> globs) {
      this.tests = List.copyOf(globs);
      return this;
    }

    /**
     * Sets what a rule's findings weigh, in main and test sources alike.
     *
     * @param level {@code off}, {@code info}, {@code warning} or {@code error}, in any case
     * @throws LintInputException when there is no such rule or no such level
     */
    public Builder level(String rule, String level) {
      Rules.require(rule);
      levels.put(rule, parseLevel(rule, level));
      return this;
    }

    /** Findings that are known and do not count; a file that does not exist is an error. */
    public Builder baseline(@Nullable Path file) {
      this.baseline = file;
      return this;
    }

    /**
     * How source files are encoded, unless a byte-order mark says otherwise; UTF-8 by default. A
     * file that is not well formed in it is read as ISO-8859-1, which keeps every column.
     */
    public Builder encoding(Charset encoding) {
      this.encoding = encoding;
      return this;
    }

    /**
     * @param release Java language level, from 8 to 25
     * @throws LintInputException when it is out of that range
     */
    public Builder release(int release) {
      if (release < MIN_RELEASE || release > MAX_RELEASE) {
        throw new LintInputException(
            "release "
                + release
                + " is not one that the linter reads: give one from "
                + MIN_RELEASE
                + " to "
                + MAX_RELEASE);
      }
      this.release = release;
      return this;
    }

    /**
     * @param threads how many threads may work, 1 or more; the report does not depend on it
     */
    public Builder threads(int threads) {
      if (threads < 1) {
        throw new LintInputException(
            "threads " + threads + " is too few: give 1 or more, or leave it out");
      }
      this.threads = threads;
      return this;
    }

    /**
     * Whether to leave out what a program wrote: files under {@code generated-sources} and the
     * like, and types that are annotated {@code @Generated}. On by default.
     */
    public Builder excludeGenerated(boolean excludeGenerated) {
      this.excludeGenerated = excludeGenerated;
      return this;
    }

    public LintRequest build() {
      return new LintRequest(this);
    }

    private static Optional<Severity> parseLevel(String rule, String level) {
      String wanted = level.strip().toUpperCase(Locale.ROOT);
      if (wanted.equals("OFF")) {
        return Optional.empty();
      }
      return Optional.of(
          Stream.of(Severity.values())
              .filter(s -> s.name().equals(wanted))
              .findFirst()
              .orElseThrow(
                  () ->
                      new LintInputException(
                          "`"
                              + level
                              + "` is not a level for "
                              + rule
                              + ": give off, info, warning or error")));
    }
  }
}
