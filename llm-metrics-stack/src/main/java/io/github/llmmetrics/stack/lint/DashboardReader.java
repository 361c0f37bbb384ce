package io.github.llmmetrics.stack.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the queries of a Grafana dashboard: each {@code expr} wherever it is, so that rows, annotations and the newer layout
 * need no code of their own, and the queries of variables.
 */
final class DashboardReader {

  private static final Pattern LABEL_VALUES =
      Pattern.compile("\\s*label_values\\((?:(.*),)?\\s*([\\w$]+)\\s*\\)\\s*", Pattern.DOTALL);
  private static final Pattern QUERY_RESULT =
      Pattern.compile("\\s*query_result\\((.*)\\)\\s*", Pattern.DOTALL);

  /** What surrounds a query: the nearest title, and the panel's ways to show it. */
  private record Surroundings(String place, Optional<String> unit, List<Double> steps) {}

  private final List<Query> queries = new ArrayList<>();

  private DashboardReader() {}

  static QueryFile read(String file, JsonNode document) {
    DashboardReader reader = new DashboardReader();
    reader.visit(document, new Surroundings("dashboard", Optional.empty(), List.of()));
    return new QueryFile(file, reader.queries, Set.of());
  }

  private void visit(JsonNode node, Surroundings surroundings) {
    if (isOfAnotherSource(node)) {
      return;
    }
    Surroundings inner = node.isObject() ? surroundings(node, surroundings) : surroundings;
    JsonNode expression = node.path("expr");
    if (expression.isTextual() && !expression.textValue().isBlank()) {
      queries.add(
          new Query(inner.place(), expression.textValue(), inner.unit(), inner.steps(), false));
    }
    if (node.path("type").asText().equals("query") && node.has("query")) {
      variable(node).ifPresent(queries::add);
    }
    node.forEach(child -> visit(child, inner));
  }

  private static boolean isOfAnotherSource(JsonNode node) {
    String type = node.path("datasource").path("type").asText();
    return !type.isEmpty()
        && !type.equals("prometheus")
        && !type.startsWith("$")
        && node.has("expr");
  }

  private static Surroundings surroundings(JsonNode node, Surroundings outer) {
    JsonNode defaults = node.path("fieldConfig").path("defaults");
    String title = node.path("title").asText();
    if (title.isEmpty() && defaults.isMissingNode()) {
      return outer;
    }
    String place = title.isEmpty() ? outer.place() : "\"" + title + "\"";
    if (defaults.isMissingNode()) {
      return new Surroundings(place, outer.unit(), outer.steps());
    }
    List<Double> steps = new ArrayList<>();
    JsonNode thresholds = defaults.path("thresholds");
    if (!thresholds.path("mode").asText().equals("percentage")) {
      thresholds.path("steps").findValues("value").stream()
          .filter(JsonNode::isNumber)
          .forEach(value -> steps.add(value.doubleValue()));
    }
    // A unit that is set for some fields only may be the one for this query.
    boolean isOverridden =
        node.path("fieldConfig").path("overrides").findValuesAsText("id").contains("unit");
    Optional<String> unit =
        Optional.of(defaults.path("unit").asText()).filter(id -> !id.isEmpty() && !isOverridden);
    return new Surroundings(place, unit, isOverridden ? List.of() : steps);
  }

  private static Optional<Query> variable(JsonNode node) {
    JsonNode query = node.path("query");
    String text = query.isTextual() ? query.textValue() : query.path("query").asText();
    String place = "variable " + node.path("name").asText();
    Matcher values = LABEL_VALUES.matcher(text);
    if (values.matches() && values.group(1) != null) {
      // The label is looked for as a grouping is: by a name that the series must have.
      return Optional.of(new Query(
          place,
          "count by (" + values.group(2) + ") (" + values.group(1) + ")",
          Optional.empty(),
          List.of(),
          true));
    }
    Matcher result = QUERY_RESULT.matcher(text);
    return result.matches() ? Optional.of(Query.of(place, result.group(1))) : Optional.empty();
  }
}
