package dev.pollux.lint.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.pollux.lint.Finding;
import dev.pollux.lint.Fingerprints;
import dev.pollux.lint.Fingerprints.Fingerprint;
import dev.pollux.lint.LintReport;
import dev.pollux.lint.Note;
import dev.pollux.lint.RuleInfo;
import dev.pollux.lint.Rules;
import dev.pollux.lint.Severity;
import dev.pollux.lint.Suppression;
import dev.pollux.lint.code.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * SARIF 2.1.0 (OASIS), for code scanning and editors. Paths are relative to {@code SRCROOT}, whose
 * place is left open; there are no times and no absolute paths, so that the same sources give the
 * same bytes in any folder.
 */
public final class SarifReport implements ReportFormat {
  static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final String ROOT = "SRCROOT";

  private final String category;

  /** A report that is the only one of its commit. */
  public SarifReport() {
    this("");
  }

  /**
   * @param category tells this run from others of the same commit, such as one for each module:
   *     code scanning takes only one of each; ends with {@code /} unless it is empty
   */
  public SarifReport(String category) {
    this.category = category;
  }

  @Override
  public String render(LintReport report) {
    List<RuleInfo> rules = Rules.all();
    JsonObject run = new JsonObject();
    run.add("tool", tool(rules));
    run.add("invocations", array(invocation(report)));
    if (!category.isEmpty()) {
      JsonObject details = new JsonObject();
      details.addProperty("id", category);
      run.add("automationDetails", details);
    }
    run.add("originalUriBaseIds", baseIds());
    run.addProperty("columnKind", "utf16CodeUnits");
    run.add("results", results(report, rules));
    JsonObject root = new JsonObject();
    root.addProperty("$schema", SCHEMA);
    root.addProperty("version", "2.1.0");
    root.add("runs", array(run));
    return JsonReport.GSON.toJson(root) + "\n";
  }

  private static JsonObject tool(List<RuleInfo> rules) {
    JsonArray descriptors = new JsonArray();
    rules.forEach(rule -> descriptors.add(descriptor(rule)));
    JsonObject driver = new JsonObject();
    driver.addProperty("name", "Pollux");
    driver.addProperty("semanticVersion", ToolVersion.get());
    driver.add("rules", descriptors);
    JsonObject tool = new JsonObject();
    tool.add("driver", driver);
    return tool;
  }

  private static JsonObject descriptor(RuleInfo rule) {
    String page = Rules.page(rule.name());
    JsonObject help = new JsonObject();
    help.addProperty("text", page);
    help.addProperty("markdown", page);
    JsonObject configuration = new JsonObject();
    configuration.addProperty("level", level(rule.severity()));
    JsonArray tags = new JsonArray();
    tags.add("async");
    if (rule.law() != null) {
      tags.add("law-" + rule.law().number());
    }
    JsonObject properties = new JsonObject();
    properties.add("tags", tags);
    JsonObject descriptor = new JsonObject();
    descriptor.addProperty("id", rule.name());
    descriptor.addProperty("name", rule.name());
    descriptor.add("shortDescription", text(rule.summary()));
    descriptor.add("fullDescription", text(RulePage.firstParagraph(page)));
    descriptor.add("help", help);
    descriptor.add("defaultConfiguration", configuration);
    descriptor.add("properties", properties);
    return descriptor;
  }

  private static JsonObject invocation(LintReport report) {
    JsonArray notifications = new JsonArray();
    report.unreadable().forEach(t -> notifications.add(notification("error", t)));
    report.notes().forEach(t -> notifications.add(notification("note", t)));
    JsonObject invocation = new JsonObject();
    invocation.addProperty("executionSuccessful", report.unreadable().isEmpty());
    invocation.add("toolExecutionNotifications", notifications);
    return invocation;
  }

  private static JsonObject notification(String level, String text) {
    JsonObject notification = new JsonObject();
    notification.addProperty("level", level);
    notification.add("message", text(text));
    return notification;
  }

  private static JsonObject baseIds() {
    JsonObject root = new JsonObject();
    root.add("description", text("the folder that the run was based in"));
    JsonObject ids = new JsonObject();
    ids.add(ROOT, root);
    return ids;
  }

  private static JsonArray results(LintReport report, List<RuleInfo> rules) {
    Fingerprints fingerprints = report.fingerprints();
    JsonArray results = new JsonArray();
    for (Finding finding : report.findings()) {
      results.add(result(finding, fingerprints.of(finding), rules));
    }
    for (LintReport.Suppressed one : report.suppressed()) {
      JsonObject result = result(one.finding(), fingerprints.of(one.finding()), rules);
      result.add("suppressions", array(suppression(one.by())));
      results.add(result);
    }
    return results;
  }

  private static JsonObject suppression(Suppression by) {
    JsonObject suppression = new JsonObject();
    suppression.addProperty(
        "kind", by.kind() == Suppression.Kind.BASELINE ? "external" : "inSource");
    if (!by.reason().isEmpty()) {
      suppression.addProperty("justification", by.reason());
    }
    return suppression;
  }

  private static JsonObject result(Finding finding, Fingerprint fingerprint, List<RuleInfo> rules) {
    JsonObject result = new JsonObject();
    result.addProperty("ruleId", finding.rule());
    IntStream.range(0, rules.size())
        .filter(i -> rules.get(i).name().equals(finding.rule()))
        .forEach(i -> result.addProperty("ruleIndex", i));
    result.addProperty("level", level(finding.severity()));
    String help = finding.help().isEmpty() ? "" : "\nhelp: " + finding.help();
    result.add("message", text(finding.message() + help));
    JsonObject location = location(finding.path(), finding.span(), null);
    if (!finding.member().isEmpty()) {
      JsonObject logical = new JsonObject();
      logical.addProperty("fullyQualifiedName", finding.member());
      location.add("logicalLocations", array(logical));
    }
    result.add("locations", array(location));
    JsonObject prints = new JsonObject();
    prints.addProperty("primaryLocationLineHash", fingerprint.hash() + ":" + fingerprint.ordinal());
    prints.addProperty(
        "polluxFinding/v1",
        fingerprint.member() + ":" + fingerprint.hash() + ":" + fingerprint.ordinal());
    result.add("partialFingerprints", prints);
    addEvidence(result, finding);
    return result;
  }

  private static void addEvidence(JsonObject result, Finding finding) {
    JsonArray related = new JsonArray();
    JsonArray steps = new JsonArray();
    for (Note note : finding.notes()) {
      if (note.path() != null && note.span() != null) {
        JsonObject location = location(note.path(), note.span(), note.message());
        if (note.isStep()) {
          steps.add(step(location));
        } else {
          location.addProperty("id", related.size() + 1);
          related.add(location);
        }
      }
    }
    if (!steps.isEmpty()) {
      JsonArray flow = new JsonArray();
      flow.add(step(location(finding.path(), finding.span(), finding.message())));
      flow.addAll(steps);
      JsonObject threadFlow = new JsonObject();
      threadFlow.add("locations", flow);
      JsonObject codeFlow = new JsonObject();
      codeFlow.add("threadFlows", array(threadFlow));
      result.add("codeFlows", array(codeFlow));
    }
    if (!related.isEmpty()) {
      result.add("relatedLocations", related);
    }
  }

  private static JsonObject step(JsonObject location) {
    JsonObject step = new JsonObject();
    step.add("location", location);
    return step;
  }

  private static JsonObject location(String path, Span span, @Nullable String message) {
    JsonObject artifact = new JsonObject();
    if (path.startsWith("/")) {
      artifact.addProperty("uri", "file://" + encode(path));
    } else {
      artifact.addProperty("uri", encode(path));
      artifact.addProperty("uriBaseId", ROOT);
    }
    JsonObject region = new JsonObject();
    region.addProperty("startLine", span.line());
    region.addProperty("startColumn", span.column());
    region.addProperty("endLine", span.endLine());
    region.addProperty("endColumn", span.endColumn());
    JsonObject physical = new JsonObject();
    physical.add("artifactLocation", artifact);
    physical.add("region", region);
    JsonObject location = new JsonObject();
    location.add("physicalLocation", physical);
    if (message != null) {
      location.add("message", text(message));
    }
    return location;
  }

  /** RFC 3986: what is neither unreserved nor a slash becomes its UTF-8 bytes in hex. */
  static String encode(String path) {
    StringBuilder out = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 128 && (Character.isLetterOrDigit(c) || "/-._~!$".indexOf(c) >= 0)) {
        out.append(c);
      } else {
        out.append(String.format("%%%02X", (int) c));
      }
    }
    return out.toString();
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  private static JsonObject text(String text) {
    JsonObject message = new JsonObject();
    message.addProperty("text", text);
    return message;
  }

  private static JsonArray array(JsonObject only) {
    JsonArray array = new JsonArray();
    array.add(only);
    return array;
  }
}
