package dev.pollux.lint.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.pollux.lint.Finding;
import dev.pollux.lint.Fingerprints;
import dev.pollux.lint.LintReport;
import dev.pollux.lint.Note;
import dev.pollux.lint.Severity;
import dev.pollux.lint.code.Span;
import java.util.List;
import java.util.Locale;

/**
 * For scripts: one object with {@code findings}, {@code suppressed}, {@code notes}, {@code
 * unreadable} and {@code summary}. Keys are only ever added.
 */
public final class JsonReport implements ReportFormat {
  static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  @Override
  public String render(LintReport report) {
    Fingerprints fingerprints = report.fingerprints();
    JsonArray findings = new JsonArray();
    report.findings().forEach(f -> findings.add(finding(f, fingerprints)));
    JsonArray suppressed = new JsonArray();
    for (LintReport.Suppressed one : report.suppressed()) {
      JsonObject json = finding(one.finding(), fingerprints);
      json.addProperty("suppressedBy", one.by().kind().name().toLowerCase(Locale.ROOT));
      json.addProperty("reason", one.by().reason());
      suppressed.add(json);
    }
    JsonObject root = new JsonObject();
    root.addProperty("tool", "pollux-lint");
    root.addProperty("version", ToolVersion.get());
    root.add("findings", findings);
    root.add("suppressed", suppressed);
    root.add("notes", strings(report.notes()));
    root.add("unreadable", strings(report.unreadable()));
    root.add("summary", summary(report));
    return GSON.toJson(root) + "\n";
  }

  private static JsonObject finding(Finding finding, Fingerprints fingerprints) {
    JsonObject json = new JsonObject();
    json.addProperty("rule", finding.rule());
    json.addProperty("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    if (finding.law() != null) {
      json.addProperty("law", finding.law().number());
    }
    json.addProperty("path", finding.path());
    place(json, finding.span());
    json.addProperty("message", finding.message());
    json.addProperty("help", finding.help());
    json.addProperty("member", finding.member());
    Fingerprints.Fingerprint fingerprint = fingerprints.of(finding);
    json.addProperty("fingerprint", fingerprint.hash() + ":" + fingerprint.ordinal());
    JsonArray notes = new JsonArray();
    finding.notes().forEach(note -> notes.add(note(note)));
    json.add("notes", notes);
    return json;
  }

  private static JsonObject note(Note note) {
    JsonObject json = new JsonObject();
    json.addProperty("message", note.message());
    json.addProperty("step", note.isStep());
    if (note.path() != null && note.span() != null) {
      json.addProperty("path", note.path());
      place(json, note.span());
    }
    return json;
  }

  private static void place(JsonObject json, Span span) {
    json.addProperty("line", span.line());
    json.addProperty("column", span.column());
    json.addProperty("endLine", span.endLine());
    json.addProperty("endColumn", span.endColumn());
  }

  private static JsonObject summary(LintReport report) {
    JsonObject json = new JsonObject();
    json.addProperty("files", report.files());
    json.addProperty("errors", report.count(Severity.ERROR));
    json.addProperty("warnings", report.count(Severity.WARNING));
    json.addProperty("infos", report.count(Severity.INFO));
    json.addProperty("suppressed", report.suppressed().size());
    json.addProperty("candidateCalls", report.coverage().candidates());
    json.addProperty("resolvedCalls", report.coverage().resolved());
    return json;
  }

  private static JsonArray strings(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }
}
