package io.github.llmmetrics.stack.grafana;

import java.util.Map;

/** The Prometheus that a dashboard asks: whichever a person chooses, by a variable that every dashboard has. */
final class DataSource {

  static final String VARIABLE = "datasource";

  static final Map<String, Object> REFERENCE =
      Tree.of("type", "prometheus").with("uid", "$" + VARIABLE).map();

  private DataSource() {}

  static Map<String, Object> variable() {
    return Tree.of("type", "datasource")
        .with("name", VARIABLE)
        .with("label", "Data source")
        .with("query", "prometheus")
        .with("includeAll", false)
        .with("multi", false)
        .with("refresh", 1)
        .map();
  }
}
