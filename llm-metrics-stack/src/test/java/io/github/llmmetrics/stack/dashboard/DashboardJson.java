package io.github.llmmetrics.stack.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.grafana.Dashboard;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A dashboard as Grafana reads it: what the tests look at, so that no fault between model and file escapes them. */
record DashboardJson(JsonNode root) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static List<DashboardJson> all() {
    return Dashboards.all(StackSettings.DEFAULT).stream().map(DashboardJson::of).toList();
  }

  static DashboardJson of(Dashboard dashboard) {
    try {
      return new DashboardJson(MAPPER.readTree(dashboard.toJson()));
    } catch (JsonProcessingException e) {
      throw new AssertionError(dashboard.uid(), e);
    }
  }

  String uid() {
    return root.path("uid").asText();
  }

  /** All panels, those of closed rows, too, without the rows themselves. */
  Stream<JsonNode> panels() {
    return elements(root.path("panels"))
        .flatMap(panel -> Stream.concat(Stream.of(panel), elements(panel.path("panels"))))
        .filter(panel -> !panel.path("type").asText().equals("row"));
  }

  Stream<JsonNode> rows() {
    return elements(root.path("panels"))
        .filter(panel -> panel.path("type").asText().equals("row"));
  }

  JsonNode panel(String title) {
    return panels()
        .filter(panel -> panel.path("title").asText().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError(uid() + " has no panel \"" + title + "\""));
  }

  Stream<JsonNode> variables() {
    return elements(root.path("templating").path("list"));
  }

  Stream<JsonNode> annotations() {
    return elements(root.path("annotations").path("list"));
  }

  /** The queries of a panel. */
  static List<String> queries(JsonNode panel) {
    return elements(panel.path("targets"))
        .map(target -> target.path("expr").asText())
        .toList();
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @Override
  public String toString() {
    return uid();
  }
}
