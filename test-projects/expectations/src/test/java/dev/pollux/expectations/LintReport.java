package dev.pollux.expectations;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A report in SARIF 2.1.0, without what is suppressed. */
record LintReport(String sarif) {
  /**
   * Each result with its rule and the place of its first location; files are named from {@code
   * src/} on.
   */
  SortedSet<Finding> findings() {
    return results().map(LintReport::finding).collect(Collectors.toCollection(TreeSet::new));
  }

  /** How many results there are; {@link #findings} tells equal ones only once. */
  long size() {
    return results().count();
  }

  private Stream<JsonObject> results() {
    return objects(JsonParser.parseString(sarif).getAsJsonObject().get("runs"))
        .flatMap(run -> objects(run.get("results")))
        .filter(result -> !result.has("suppressions"));
  }

  private static Finding finding(JsonObject result) {
    JsonObject place =
        result
            .getAsJsonArray("locations")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("physicalLocation");
    String uri = place.getAsJsonObject("artifactLocation").get("uri").getAsString();
    return new Finding(
        uri.substring(Math.max(0, uri.lastIndexOf("src/"))),
        place.getAsJsonObject("region").get("startLine").getAsInt(),
        result.get("ruleId").getAsString());
  }

  private static Stream<JsonObject> objects(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsJsonObject);
  }
}
