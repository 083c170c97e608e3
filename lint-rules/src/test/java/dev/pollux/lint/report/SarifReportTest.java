package dev.pollux.lint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.pollux.lint.Finding;
import dev.pollux.lint.Law;
import dev.pollux.lint.LintReport;
import dev.pollux.lint.Note;
import dev.pollux.lint.RuleInfo;
import dev.pollux.lint.Rules;
import dev.pollux.lint.Severity;
import dev.pollux.lint.Suppression;
import dev.pollux.lint.code.Reading.Coverage;
import dev.pollux.lint.code.Span;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The log as SARIF 2.1.0 asks for it. */
class SarifReportTest {
  private static final Span PLACE = new Span(3, 5, 3, 11);
  private static final Finding FINDING =
      new Finding(
          "FutureNeverPolled",
          Severity.ERROR,
          "src/a b/\u00C4.java",
          PLACE,
          "the fact",
          "the cure",
          List.of(
              new Note("calls `load`", "src/B.java", new Span(7, 1, 7, 4), true),
              new Note("calls `read`", "src/C.java", new Span(9, 2, 9, 6), true),
              new Note("kept here", "src/B.java", new Span(1, 1, 1, 2), false)),
          Law.NOTHING_UNTIL_POLLED,
          "A#run()",
          "    save();");
  private static final LintReport REPORT =
      new LintReport(
          List.of(FINDING),
          List.of(
              new LintReport.Suppressed(
                  copy(FINDING, 20), new Suppression(Suppression.Kind.COMMENT, "known")),
              new LintReport.Suppressed(
                  copy(FINDING, 30), new Suppression(Suppression.Kind.BASELINE, ""))),
          List.of("a note"),
          List.of("`x` cannot be read"),
          new Coverage(10, 9, ""),
          2);

  @Test
  void theLog_namesVersionAndSchema() {
    JsonObject log = JsonParser.parseString(new SarifReport().render(REPORT)).getAsJsonObject();
    assertEquals("2.1.0", log.get("version").getAsString());
    assertTrue(log.get("$schema").getAsString().endsWith("sarif-schema-2.1.0.json"));
  }

  @Test
  void rules_areAllThereWithTheirPages() {
    JsonArray rules =
        run().getAsJsonObject("tool").getAsJsonObject("driver").getAsJsonArray("rules");
    assertEquals(
        Rules.all().stream().map(RuleInfo::name).toList(),
        objects(rules).stream().map(r -> r.get("id").getAsString()).toList());
    assertTrue(
        objects(rules).stream()
            .allMatch(
                r -> r.getAsJsonObject("help").get("markdown").getAsString().startsWith("# ")));
  }

  @Test
  void aResult_pointsAtItsRule() {
    JsonObject result = result(0);
    JsonArray rules =
        run().getAsJsonObject("tool").getAsJsonObject("driver").getAsJsonArray("rules");
    JsonObject rule = rules.get(result.get("ruleIndex").getAsInt()).getAsJsonObject();
    assertEquals("FutureNeverPolled", result.get("ruleId").getAsString());
    assertEquals("FutureNeverPolled", rule.get("id").getAsString());
    assertEquals("error", result.get("level").getAsString());
  }

  @Test
  void aRegion_countsFromOneAndEndsBehindTheLastCharacter() {
    JsonObject region = physical(result(0)).getAsJsonObject("region");
    assertEquals(3, region.get("startLine").getAsInt());
    assertEquals(5, region.get("startColumn").getAsInt());
    assertEquals(3, region.get("endLine").getAsInt());
    assertEquals(11, region.get("endColumn").getAsInt());
  }

  @Test
  void aPath_isAnEncodedRelativeUriBelowTheRoot() {
    JsonObject artifact = physical(result(0)).getAsJsonObject("artifactLocation");
    assertEquals("src/a%20b/%C3%84.java", artifact.get("uri").getAsString());
    assertEquals("SRCROOT", artifact.get("uriBaseId").getAsString());
    assertTrue(run().getAsJsonObject("originalUriBaseIds").has("SRCROOT"));
  }

  @Test
  void aCallChain_isOneCodeFlowThatBeginsAtTheFinding() {
    JsonArray steps =
        result(0)
            .getAsJsonArray("codeFlows")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("threadFlows")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("locations");
    assertEquals(
        List.of("the fact", "calls `load`", "calls `read`"),
        objects(steps).stream()
            .map(
                s ->
                    s.getAsJsonObject("location")
                        .getAsJsonObject("message")
                        .get("text")
                        .getAsString())
            .toList());
  }

  @Test
  void evidenceAtAPlace_isARelatedLocation() {
    JsonArray related = result(0).getAsJsonArray("relatedLocations");
    assertEquals(1, related.size());
    assertEquals(1, related.get(0).getAsJsonObject().get("id").getAsInt());
  }

  @Test
  void whatIsSuppressed_isAResultWithItsSuppression() {
    JsonObject comment = suppression(result(1));
    JsonObject baseline = suppression(result(2));
    assertEquals("inSource", comment.get("kind").getAsString());
    assertEquals("known", comment.get("justification").getAsString());
    assertEquals("external", baseline.get("kind").getAsString());
    assertFalse(result(0).has("suppressions"));
  }

  @Test
  void equalLines_haveFingerprintsOfTheirOwn() {
    assertEquals(
        3,
        List.of(result(0), result(1), result(2)).stream()
            .map(this::fingerprint)
            .distinct()
            .count());
  }

  @Test
  void anInputThatCouldNotBeRead_isNoSuccess() {
    JsonObject invocation = run().getAsJsonArray("invocations").get(0).getAsJsonObject();
    assertFalse(invocation.get("executionSuccessful").getAsBoolean());
    assertEquals(2, invocation.getAsJsonArray("toolExecutionNotifications").size());
  }

  private String fingerprint(JsonObject result) {
    return result.getAsJsonObject("partialFingerprints").get("polluxFinding/v1").getAsString();
  }

  private static JsonObject suppression(JsonObject result) {
    return result.getAsJsonArray("suppressions").get(0).getAsJsonObject();
  }

  private static JsonObject physical(JsonObject result) {
    return result
        .getAsJsonArray("locations")
        .get(0)
        .getAsJsonObject()
        .getAsJsonObject("physicalLocation");
  }

  private static JsonObject result(int index) {
    return run().getAsJsonArray("results").get(index).getAsJsonObject();
  }

  private static JsonObject run() {
    return JsonParser.parseString(new SarifReport().render(REPORT))
        .getAsJsonObject()
        .getAsJsonArray("runs")
        .get(0)
        .getAsJsonObject();
  }

  private static List<JsonObject> objects(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false).map(e -> e.getAsJsonObject()).toList();
  }

  private static Finding copy(Finding finding, int line) {
    return new Finding(
        finding.rule(),
        finding.severity(),
        finding.path(),
        new Span(line, 5, line, 11),
        finding.message(),
        finding.help(),
        finding.notes(),
        finding.law(),
        finding.member(),
        finding.sourceLine());
  }
}
