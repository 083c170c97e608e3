package dev.pollux.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.lint.code.SourceUnit;
import dev.pollux.lint.code.Span;
import dev.pollux.lint.fixtures.TestClassPath;
import dev.pollux.lint.rules.FutureNeverPolled;
import dev.pollux.lint.source.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine does with files, severities, suppressions and hostile input. */
class LinterTest {
  private static final String SAVES =
      "import dev.pollux.*;\n"
          + "class NAME {\n"
          + "  Future<Void> save() { return Futures.pollFn(cx -> Poll.ready()); }\n"
          + "  BEFORE\n"
          + "  void run() {\n"
          + "    LINE\n"
          + "  }\n"
          + "}\n";

  @TempDir Path base;
  private Path src;

  @BeforeEach
  void folder() throws IOException {
    src = Files.createDirectories(base.resolve("src"));
  }

  @Test
  void aDroppedFuture_isFoundWithPlaceMemberAndLine() throws IOException {
    write("A.java", source("A", "", "save();"));
    Finding finding = only(lint());
    assertEquals("src/A.java", finding.path());
    assertEquals(6, finding.span().line());
    assertEquals(5, finding.span().column());
    assertEquals(11, finding.span().endColumn());
    assertEquals("A#run()", finding.member());
    assertEquals("    save();", finding.sourceLine());
    assertEquals(Severity.ERROR, finding.severity());
  }

  @Test
  void theSameFileAsATest_weighsAWarning() throws IOException {
    write("A.java", source("A", "", "save();"));
    LintReport report =
        new Linter().lint(request().mainSources(List.of()).testSources(List.of(src)).build());
    assertEquals(Severity.WARNING, only(report).severity());
  }

  @Test
  void aMainSourceThatMatchesATestGlob_isATest() throws IOException {
    write("test/A.java", source("A", "", "save();"));
    LintReport report = new Linter().lint(request().tests(List.of("**/test/**")).build());
    assertEquals(Severity.WARNING, only(report).severity());
  }

  @Test
  void aConfiguredSeverity_holdsEverywhere() throws IOException {
    write("A.java", source("A", "", "save();"));
    LintReport report = new Linter().lint(request().level("FutureNeverPolled", "info").build());
    assertEquals(Severity.INFO, only(report).severity());
  }

  @Test
  void aRuleThatIsOff_findsNothingAndItsSuppressionIsNotUnused() throws IOException {
    write("A.java", source("A", "@SuppressWarnings(\"FutureNeverPolled\")", "save();"));
    LintReport report = new Linter().lint(request().level("FutureNeverPolled", "OFF").build());
    assertEquals(List.of(), report.findings());
    assertEquals(List.of(), report.suppressed());
  }

  @Test
  void anUnknownRule_isRefusedWithTheNearestName() {
    LintInputException refused =
        assertThrows(LintInputException.class, () -> request().level("FutureNeverPoled", "off"));
    assertTrue(
        refused.getMessage().contains("did you mean FutureNeverPolled?"), refused.getMessage());
  }

  @Test
  void anUnknownLevel_isRefusedWithTheLevels() {
    LintInputException refused =
        assertThrows(LintInputException.class, () -> request().level("FutureNeverPolled", "fatal"));
    assertTrue(refused.getMessage().contains("off, info, warning or error"));
  }

  @Test
  void anAnnotationOnTheMethod_suppresses() throws IOException {
    write("A.java", source("A", "@SuppressWarnings(\"FutureNeverPolled\")", "save();"));
    assertSuppressed(Suppression.Kind.ANNOTATION, "");
  }

  @Test
  void anAnnotationWithOurPrefix_suppresses() throws IOException {
    write("A.java", source("A", "@SuppressWarnings({\"unchecked\", \"pollux:all\"})", "save();"));
    assertSuppressed(Suppression.Kind.ANNOTATION, "");
  }

  @Test
  void anAnnotationOnALocal_suppresses() throws IOException {
    write(
        "A.java",
        source("A", "", "@SuppressWarnings(\"FutureNeverPolled\") Future<Void> f = save();"));
    assertSuppressed(Suppression.Kind.ANNOTATION, "");
  }

  @Test
  void aCommentOnTheLineAbove_suppressesWithItsReason() throws IOException {
    write(
        "A.java",
        source("A", "", "// pollux:ignore FutureNeverPolled: the cache keeps it\n    save();"));
    assertSuppressed(Suppression.Kind.COMMENT, "the cache keeps it");
  }

  @Test
  void aCommentBehindTheCode_suppresses() throws IOException {
    write("A.java", source("A", "", "save(); // pollux:ignore FutureNeverPolled: kept"));
    assertSuppressed(Suppression.Kind.COMMENT, "kept");
  }

  @Test
  void aCommentAboveAComment_suppressesTheCodeBelowBoth() throws IOException {
    write(
        "A.java",
        source("A", "", "// pollux:ignore FutureNeverPolled: kept\n    // and more\n    save();"));
    assertSuppressed(Suppression.Kind.COMMENT, "kept");
  }

  @Test
  void aCommentBehindTheLineBefore_doesNotSuppress() throws IOException {
    write(
        "A.java",
        source("A", "", "int i = 0; // pollux:ignore FutureNeverPolled: no\n    save();"));
    assertEquals(
        List.of("UnusedSuppression", "FutureNeverPolled"),
        lint().findings().stream().map(Finding::rule).toList());
  }

  @Test
  void aSuppressionThatSuppressesNothing_isFound() throws IOException {
    write("A.java", source("A", "@SuppressWarnings(\"FutureNeverPolled\")", "int i = 0;"));
    Finding finding = only(lint());
    assertEquals("UnusedSuppression", finding.rule());
    assertEquals(Severity.INFO, finding.severity());
    assertEquals(4, finding.span().line());
  }

  @Test
  void aSuppressionOfAnUnknownRule_isFoundWithTheNearestName() throws IOException {
    write("A.java", source("A", "", "// pollux:ignore FutureNeverPoled: typo\n    int i = 0;"));
    assertEquals("write `FutureNeverPolled`", only(lint()).help());
  }

  @Test
  void aSuppressionOfAnotherTool_isLeftAlone() throws IOException {
    write("A.java", source("A", "@SuppressWarnings({\"unchecked\", \"all\"})", "int i = 0;"));
    assertEquals(List.of(), lint().findings());
  }

  @Test
  void aFileThatDoesNotParse_isFoundAndDoesNotStopTheOthers() throws IOException {
    write("A.java", "class A { void run() { if ( } }\n");
    write("B.java", source("B", "", "save();"));
    assertEquals(
        List.of("src/A.java UnparsableSource WARNING", "src/B.java FutureNeverPolled ERROR"),
        lint().findings().stream()
            .map(f -> f.path() + " " + f.rule() + " " + f.severity())
            .toList());
  }

  @Test
  void binaryJunk_isUnparsable() throws IOException {
    Files.write(src.resolve("Junk.java"), new byte[] {0, 1, 2, (byte) 0xCA, (byte) 0xFE, 10, 0});
    assertEquals("UnparsableSource", only(lint()).rule());
  }

  @Test
  void anEmptyFile_isClean() throws IOException {
    write("Empty.java", "");
    assertEquals(List.of(), lint().findings());
    assertEquals(1, lint().files());
  }

  @Test
  void aFileThatIsTooLarge_isUnparsable() throws IOException {
    Files.write(src.resolve("Large.java"), new byte[(int) SourceFinder.MAX_BYTES + 1]);
    assertTrue(only(lint()).message().contains("16777216"));
  }

  @Test
  void lineEndsOfWindowsAndAByteOrderMark_shiftNothing() throws IOException {
    write("A.java", "\uFEFF" + source("A", "", "save();").replace("\n", "\r\n"));
    Finding finding = only(lint());
    assertEquals(6, finding.span().line());
    assertEquals(5, finding.span().column());
    assertEquals("    save();", finding.sourceLine());
  }

  @Test
  void latin1_isReadWithItsColumns() throws IOException {
    Files.write(
        src.resolve("A.java"),
        source("A", "", "String s = \"\u00e9\u00e8\"; save();")
            .getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(22, only(lint()).span().column());
  }

  @Test
  void anEncodingThatIsNamed_isReadWithItsLetters() throws IOException {
    Charset cyrillic = Charset.forName("windows-1251");
    Files.write(
        src.resolve("A.java"), source("A", "", "String \u0441 = null; save();").getBytes(cyrillic));
    Finding finding = only(new Linter().lint(request().encoding(cyrillic).build()));
    assertEquals("    String \u0441 = null; save();", finding.sourceLine());
  }

  @Test
  void namesBeyondAscii_areFine() throws IOException {
    write("\u00C4rger.java", source("\u00C4rger", "", "save();"));
    assertEquals("src/\u00C4rger.java", only(lint()).path());
  }

  @Test
  void aThousandNestedBlocks_areLinted() throws IOException {
    write("A.java", source("A", "", "{".repeat(1000) + "save();" + "}".repeat(1000)));
    assertEquals("FutureNeverPolled", only(lint()).rule());
  }

  @Test
  void aConcatenationOfThousands_isLinted() throws IOException {
    write("A.java", source("A", "", "String s = \"a\"" + " + \"b\"".repeat(3000) + "; save();"));
    assertEquals("FutureNeverPolled", only(lint()).rule());
  }

  @Test
  void aFolderThatLinksToItself_isWalkedOnce() throws IOException {
    write("A.java", source("A", "", "save();"));
    Files.createSymbolicLink(src.resolve("loop"), src);
    LintReport report = lint();
    assertEquals(1, report.findings().size());
    assertTrue(report.notes().get(0).contains("links back"), report.notes().toString());
  }

  @Test
  void aLinkToNowhere_isNoted() throws IOException {
    write("A.java", source("A", "", "int i = 0;"));
    Files.createSymbolicLink(src.resolve("Gone.java"), src.resolve("nothing"));
    assertTrue(lint().notes().get(0).contains("went away"), lint().notes().toString());
  }

  @Test
  void aFileReachedByTwoWays_isLintedOnce() throws IOException {
    write("A.java", source("A", "", "save();"));
    LintReport report =
        new Linter().lint(request().mainSources(List.of(src, src.resolve("A.java"))).build());
    assertEquals(1, report.findings().size());
  }

  @Test
  void twoFilesThatDeclareTheSameClass_areBothLinted() throws IOException {
    write("a/A.java", source("A", "", "save();"));
    write("b/A.java", source("A", "", "save();"));
    assertEquals(
        List.of("src/a/A.java", "src/b/A.java"),
        lint().findings().stream().map(Finding::path).toList());
  }

  @Test
  void aPathThatDoesNotExist_isRefused() {
    LintInputException refused =
        assertThrows(
            LintInputException.class,
            () -> new Linter().lint(request().mainSources(List.of(base.resolve("no"))).build()));
    assertTrue(refused.getMessage().contains("does not exist"));
  }

  @Test
  void excludedFiles_areReadForTheirTypesAlone() throws IOException {
    write("gen/A.java", source("A", "", "save();"));
    write("B.java", "class B { void run(A a) { a.save(); } }\n");
    LintReport report = new Linter().lint(request().excludes(List.of("**/gen/**")).build());
    assertEquals("src/B.java", only(report).path());
    assertEquals(1, report.files());
  }

  @Test
  void generatedTypes_areLeftOutUnlessAskedFor() throws IOException {
    write("A.java", "@Generated\n" + "class A {}\n" + source("B", "", "save();"));
    write("C.java", source("C", "", "save();").replace("class C", "@Generated class C"));
    assertEquals(
        1,
        new Linter()
            .lint(request().excludeGenerated(false).build()).findings().stream()
                .filter(f -> f.path().endsWith("C.java"))
                .count());
    assertEquals(0, lint().findings().stream().filter(f -> f.path().endsWith("C.java")).count());
  }

  @Test
  void theReport_doesNotDependOnThreadsOrOrder() throws IOException {
    IntStream.range(0, 40)
        .forEach(i -> writeUnchecked("F" + i + ".java", source("F" + i, "", "save();")));
    List<Path> files =
        IntStream.range(0, 40).mapToObj(i -> src.resolve("F" + i + ".java")).toList();
    List<Path> reversed = files.stream().sorted((a, b) -> b.compareTo(a)).toList();
    LintReport one = new Linter().lint(request().mainSources(files).threads(1).build());
    LintReport many = new Linter().lint(request().mainSources(reversed).threads(7).build());
    assertEquals(one, many);
    assertEquals(40, one.findings().size());
  }

  @Test
  void aRuleThatFails_isNotedAndDoesNotStopTheOthers() throws IOException {
    write("A.java", source("A", "", "save();"));
    Rule failing =
        new Rule() {
          @Override
          public RuleInfo info() {
            return new RuleInfo("Failing", Law.NEVER_BLOCK, Severity.ERROR, "fails");
          }

          @Override
          public void check(SourceUnit unit, Analysis analysis, Findings findings) {
            throw new IllegalStateException("no");
          }
        };
    Linter linter = new Linter(new Sources(), List.of(failing, new FutureNeverPolled()));
    LintReport report = linter.lint(request().build());
    assertEquals("FutureNeverPolled", only(report).rule());
    assertTrue(report.notes().get(0).contains("Failing"), report.notes().toString());
  }

  @Test
  void twoThingsWrongAtOnePlace_areOneFindingTheHeavier() throws IOException {
    write("A.java", source("A", "", "save();"));
    Rule twice =
        new Rule() {
          @Override
          public RuleInfo info() {
            return new RuleInfo("Twice", Law.NEVER_BLOCK, Severity.ERROR, "reports twice");
          }

          @Override
          public void check(SourceUnit unit, Analysis analysis, Findings findings) {
            Span place = new Span(6, 5, 6, 11);
            findings.add(Problem.at(place, "a").severity(Severity.WARNING));
            findings.add(Problem.at(place, "b"));
            findings.add(Problem.at(place, "c"));
          }
        };
    LintReport report = new Linter(new Sources(), List.of(twice)).lint(request().build());
    assertEquals("b", only(report).message());
    assertEquals(Severity.ERROR, only(report).severity());
  }

  @Test
  void aBaseline_takesOutWhatItNamesAndOutlivesEditsElsewhere() throws IOException {
    write("A.java", source("A", "", "save();\n    save();"));
    Path file = base.resolve("baseline");
    Files.writeString(file, Baseline.of(lint()).text());
    write("A.java", "// a line more\n" + source("A", "", "save();\n    save();\n    save();"));
    LintReport report = new Linter().lint(request().baseline(file).build());
    assertEquals(1, report.findings().size());
    assertEquals(2, report.suppressed().size());
    assertEquals(9, only(report).span().line());
  }

  @Test
  void aBaselineEntryThatIsNoLongerFound_isNoted() throws IOException {
    write("A.java", source("A", "", "save();"));
    Path file = base.resolve("baseline");
    Files.writeString(file, Baseline.of(lint()).text());
    write("A.java", source("A", "", "int i = 0;"));
    LintReport report = new Linter().lint(request().baseline(file).build());
    assertTrue(report.notes().get(0).contains("no longer found"), report.notes().toString());
  }

  @Test
  void aBaselineLineThatIsNoEntry_isRefusedWithItsNumber() throws IOException {
    write("A.java", source("A", "", "int i = 0;"));
    Path file = base.resolve("baseline");
    Files.writeString(file, "# comment\nnonsense\n");
    LintInputException refused =
        assertThrows(
            LintInputException.class, () -> new Linter().lint(request().baseline(file).build()));
    assertTrue(refused.getMessage().startsWith("line 2 "), refused.getMessage());
  }

  private void assertSuppressed(Suppression.Kind kind, String reason) {
    LintReport report = lint();
    assertEquals(List.of(), report.findings());
    assertEquals(new Suppression(kind, reason), report.suppressed().get(0).by());
  }

  private LintReport lint() {
    return new Linter().lint(request().build());
  }

  private LintRequest.Builder request() {
    return LintRequest.builder(base)
        .mainSources(List.of(src))
        .classPath(TestClassPath.entries())
        .release(17);
  }

  private static Finding only(LintReport report) {
    assertEquals(1, report.findings().size(), () -> report.findings().toString());
    return report.findings().get(0);
  }

  private static String source(String name, String before, String line) {
    return SAVES.replace("NAME", name).replace("BEFORE", before).replace("LINE", line);
  }

  private void write(String path, String text) throws IOException {
    Path file = src.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void writeUnchecked(String path, String text) {
    try {
      write(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
