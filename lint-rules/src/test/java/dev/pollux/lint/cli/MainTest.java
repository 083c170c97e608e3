package dev.pollux.lint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.lint.fixtures.TestClassPath;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as its user sees it: arguments in; output, messages and exit status out. */
class MainTest {
  private static final String DROPS =
      "import dev.pollux.*;\n"
          + "class A {\n"
          + "  Future<Void> save() { return Futures.pollFn(cx -> Poll.ready()); }\n"
          + "  void run() { save(); }\n"
          + "}\n";
  private static final String CLEAN = "class A {}\n";

  @TempDir Path work;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void sources() throws IOException {
    Files.createDirectories(work.resolve("src"));
  }

  @Test
  void findings_arePrintedWithPlaceRuleNoteAndHelpAndFail() throws IOException {
    write("src/A.java", DROPS);
    assertEquals(1, run("src"));
    assertEquals(
        """
        src/A.java:4:16: error: [FutureNeverPolled] the future that `save` gives is dropped: nobody can poll it
              void run() { save(); }
                           ^~~~~~
          note: law 5: a future does nothing until it is polled
          help: return it, poll it as a child, or `spawn` it and keep the handle
        """,
        out.toString());
    assertTrue(err.toString().contains("1 error, 0 warnings, 0 info in 1 file"), err.toString());
    assertTrue(err.toString().contains("resolved 100.0 % of "), err.toString());
  }

  @Test
  void nothing_isClean() throws IOException {
    write("src/A.java", CLEAN);
    assertEquals(0, run("src"));
    assertEquals("", out.toString());
    assertTrue(err.toString().contains("no findings in 1 file"));
  }

  @Test
  void failOn_movesTheThreshold() throws IOException {
    write("src/test/A.java", DROPS);
    assertEquals(0, run("src"));
    assertEquals(1, run("--fail-on", "warning", "src"));
    assertEquals(0, run("--fail-on", "never", "src"));
  }

  @Test
  void aTestFolderNamedByItself_isStillTests() throws IOException {
    write("src/test/java/A.java", DROPS);
    assertEquals(0, run("src/test/java"));
    assertTrue(out.toString().contains("warning: [FutureNeverPolled]"));
  }

  @Test
  void aFileAlone_isLinted() throws IOException {
    write("src/A.java", DROPS);
    assertEquals(1, run("src/A.java"));
  }

  @Test
  void aGlobThatTheShellLeftAlone_isExpanded() throws IOException {
    write("src/A.java", DROPS);
    write("src/B.java", DROPS.replace("class A", "class B"));
    assertEquals(1, run("src/*.java"));
    assertTrue(err.toString().contains("in 2 files"));
  }

  @Test
  void aGlobThatMatchesNothing_isRefused() {
    assertEquals(2, run("src/*.java"));
    assertTrue(err.toString().contains("`src/*.java` matches nothing"));
  }

  @Test
  void aJarOfSources_isLinted() throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(work.resolve("a-sources.jar")))) {
      zip.putNextEntry(new ZipEntry("a/A.java"));
      zip.write(DROPS.getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(1, run("a-sources.jar"));
    assertTrue(out.toString().startsWith("a-sources.jar!/a/A.java:4:16: error:"));
  }

  @Test
  void aJarThatIsNone_isRefused() throws IOException {
    write("broken.jar", "no jar");
    assertEquals(2, run("broken.jar"));
    assertTrue(err.toString().contains("`broken.jar` cannot be read as a jar"));
  }

  @Test
  void sourcesOutsideOfTheWorkingFolder_arePrintedSoThatTheyOpen() throws IOException {
    write("src/A.java", DROPS);
    Path elsewhere = Files.createDirectories(work.resolve("elsewhere"));
    assertEquals(1, runIn(elsewhere, "../src"));
    assertTrue(out.toString().startsWith(work.resolve("src/A.java") + ":4:16:"), out.toString());
  }

  @Test
  void theSameSourcesInAnotherFolder_giveTheSameBytes() throws IOException {
    write("one/src/A.java", DROPS);
    write("two/deep/src/A.java", DROPS);
    runIn(work.resolve("one"), "--format", "sarif", "--output", "r.sarif", "src");
    runIn(work.resolve("two/deep"), "--format", "sarif", "--output", "r.sarif", "src");
    runIn(work, "--format", "sarif", "--output", "three.sarif", "one/src");
    String one = Files.readString(work.resolve("one/r.sarif"));
    assertEquals(one, Files.readString(work.resolve("two/deep/r.sarif")));
    assertFalse(one.contains(work.toString()));
  }

  @Test
  void aPathThatDoesNotExist_isRefusedByName() {
    assertEquals(2, run("nowhere"));
    assertTrue(err.toString().contains("`nowhere` does not exist"));
  }

  @Test
  void aFolderWithoutSources_isRefused() {
    assertEquals(2, run("src"));
    assertTrue(err.toString().contains("there is no `.java` file in src"));
  }

  @Test
  void aFileThatIsNoSource_isRefused() throws IOException {
    write("notes.txt", "hello");
    assertEquals(2, run("notes.txt"));
    assertTrue(err.toString().contains("neither a folder, a `.java` file nor a jar"));
  }

  @Test
  void noPath_isRefused() {
    assertEquals(2, run());
    assertTrue(err.toString().contains("nothing to lint"));
  }

  @Test
  void aReleaseOutOfRange_isRefusedWithTheRange() throws IOException {
    write("src/A.java", CLEAN);
    assertEquals(2, run("--release", "26", "src"));
    assertTrue(err.toString().contains("give one from 8 to 25"));
    assertEquals(2, run("--release", "seventeen", "src"));
    assertTrue(err.toString().contains("--release"));
  }

  @Test
  void anUnknownOptionOrFormat_isRefused() throws IOException {
    write("src/A.java", CLEAN);
    assertEquals(2, run("--formt", "json", "src"));
    assertEquals(2, run("--format", "xml", "src"));
    assertTrue(err.toString().contains("xml"));
  }

  @Test
  void aModelThatDoesNotExist_isRefused() throws IOException {
    write("src/A.java", CLEAN);
    assertEquals(2, run("--model", "none.yaml", "src"));
    assertTrue(err.toString().contains("none.yaml"));
  }

  @Test
  void aModelFile_makesTheRulesSpeakOfAnotherLibrary() throws IOException {
    write(
        "src/A.java",
        "package acme;\n"
            + "class A {\n"
            + "  interface Wake { void wake(); }\n"
            + "  interface Deferred { Object poll(Wake w); }\n"
            + "  Deferred load() { return w -> null; }\n"
            + "  void run() { load(); }\n"
            + "}\n");
    write(
        "acme.yaml",
        "model: acme\n"
            + "futures:\n"
            + "  - type: acme.A$Deferred\n"
            + "    poll: \"poll(acme.A$Wake)\"\n"
            + "    waker: arg0\n"
            + "    pending: \"null\"\n"
            + "wakers:\n"
            + "  - {type: acme.A$Wake, wake: \"wake()\"}\n");
    assertEquals(0, run("src"));
    run("--model", "acme.yaml", "src");
    assertTrue(out.toString().contains("A.java:6:16: error: [FutureNeverPolled]"), out.toString());
  }

  @Test
  void output_isWrittenWholeAndLeavesNothingBeside() throws IOException {
    write("src/A.java", DROPS);
    assertEquals(1, run("--format", "json", "--output", "out/report.json", "src"));
    assertEquals("", out.toString());
    assertTrue(Files.readString(work.resolve("out/report.json")).endsWith("}\n"));
    try (Stream<Path> beside = Files.list(work.resolve("out"))) {
      assertEquals(1, beside.count());
    }
  }

  @Test
  void outputThatIsAFolder_isRefusedAndTouchesNothing() throws IOException {
    write("src/A.java", DROPS);
    assertEquals(2, run("--output", "src", "src"));
    assertTrue(err.toString().contains("it is a folder"));
  }

  @Test
  void aBaseline_isWrittenAndThenTakesTheFindingsOut() throws IOException {
    write("src/A.java", DROPS);
    assertEquals(0, run("--baseline", "known", "--write-baseline", "src"));
    assertTrue(
        Files.readString(work.resolve("known"))
            .contains("FutureNeverPolled | src/A.java | A#run()"));
    assertEquals(0, run("--baseline", "known", "src"));
    assertTrue(err.toString().contains("no findings, 1 suppressed in 1 file"));
  }

  @Test
  void aBaselineThatDoesNotExist_isRefused() throws IOException {
    write("src/A.java", CLEAN);
    assertEquals(2, run("--baseline", "known", "src"));
    assertTrue(err.toString().contains("does not exist: write it first"));
  }

  @Test
  void aConfiguration_setsSeveritiesGlobsAndThreshold() throws IOException {
    write("src/A.java", DROPS);
    write("conf/pollux.yaml", "rules: {FutureNeverPolled: off}\n");
    assertEquals(0, run("--config", "conf/pollux.yaml", "src"));
    write("conf/pollux.yaml", "rules: {FutureNeverPolled: warning}\nfailOn: warning\n");
    assertEquals(1, run("--config", "conf/pollux.yaml", "src"));
    assertEquals(0, run("--config", "conf/pollux.yaml", "--fail-on", "error", "src"));
    write("conf/pollux.yaml", "tests: ['src/**']\n");
    assertEquals(0, run("--config", "conf/pollux.yaml", "src"));
  }

  @Test
  void anUnknownRuleOrKeyInTheConfiguration_isRefusedWithTheNearest() throws IOException {
    write("src/A.java", CLEAN);
    write("pollux.yaml", "rules: {FutureNeverPoled: off}\n");
    assertEquals(2, run("--config", "pollux.yaml", "src"));
    assertTrue(err.toString().contains("did you mean FutureNeverPolled?"));
    write("pollux.yaml", "exlude: ['**/x/**']\n");
    assertEquals(2, run("--config", "pollux.yaml", "src"));
    assertTrue(err.toString().contains("did you mean `exclude`?"));
    write("pollux.yaml", "rules: [\n");
    assertEquals(2, run("--config", "pollux.yaml", "src"));
    assertTrue(err.toString().contains("is not YAML"));
  }

  @Test
  void theFormatGithub_printsWorkflowCommands() throws IOException {
    write("src/A.java", DROPS);
    run("--format", "github", "src");
    assertTrue(
        out.toString()
            .startsWith(
                "::error file=src/A.java,line=4,endLine=4,col=16,endColumn=21,title=FutureNeverPolled::"),
        out.toString());
  }

  @Test
  void explain_printsThePageAndRulesTheIndex() {
    assertEquals(0, run("--explain", "FutureNeverPolled"));
    assertTrue(out.toString().startsWith("# FutureNeverPolled\n"));
    assertEquals(0, run("--rules"));
    assertTrue(out.toString().contains("# The rules"));
    assertEquals(2, run("--explain", "FutureNeverPoled"));
  }

  @Test
  void versionAndHelp_arePrinted() {
    assertEquals(0, run("--version"));
    assertTrue(out.toString().matches("(?s)pollux-lint \\d.*"), out.toString());
    assertEquals(0, run("--help"));
    assertTrue(out.toString().contains("Exit status:"));
  }

  private int run(String... arguments) {
    return runIn(work, arguments);
  }

  private int runIn(Path folder, String... arguments) {
    String classPath =
        TestClassPath.entries().stream()
            .map(p -> p.toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    String[] all =
        Stream.concat(Stream.of("--classpath", classPath), Stream.of(arguments))
            .toArray(String[]::new);
    return Main.run(folder, new PrintWriter(out, true), new PrintWriter(err, true), all);
  }

  private void write(String path, String text) throws IOException {
    Path file = work.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
