package dev.pollux.maven.lint;

import dev.pollux.lint.report.JsonReport;
import dev.pollux.lint.report.ReportFormat;
import dev.pollux.lint.report.SarifReport;
import dev.pollux.lint.report.TextReport;
import java.util.List;
import java.util.Locale;

/** A file that keeps a lint report. */
public enum ReportKind {
  /** For code scanning and editors. */
  SARIF("lint.sarif"),
  /** For scripts. */
  JSON("lint.json"),
  /** For people. */
  TEXT("lint.txt");

  private final String fileName;

  ReportKind(String fileName) {
    this.fileName = fileName;
  }

  /** The file's name in the folder of reports. */
  public String fileName() {
    return fileName;
  }

  /**
   * How the file is written.
   *
   * @param module the module's folder as seen from the root of the build; empty for the root
   */
  ReportFormat format(String module) {
    return switch (this) {
      case SARIF -> new SarifReport("pollux/" + (module.isEmpty() ? "" : module + "/"));
      case JSON -> new JsonReport();
      case TEXT -> new TextReport("");
    };
  }

  /**
   * Reads {@code pollux.formats}.
   *
   * @throws InvalidSettingException if a name is none of them
   */
  public static List<ReportKind> parse(List<String> names) {
    return names.stream().map(ReportKind::parse).distinct().toList();
  }

  private static ReportKind parse(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "sarif" -> SARIF;
      case "json" -> JSON;
      case "text" -> TEXT;
      default ->
          throw new InvalidSettingException(
              "pollux.formats has '%s': choose from sarif, json, text".formatted(name));
    };
  }
}
