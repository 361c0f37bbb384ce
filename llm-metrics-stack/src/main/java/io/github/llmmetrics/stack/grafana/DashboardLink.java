package io.github.llmmetrics.stack.grafana;

import java.util.List;
import java.util.Map;

/**
 * A link to every other dashboard with a tag, which takes the time range and the variables along.
 *
 * @param title what a person reads
 * @param tag of the dashboards
 */
public record DashboardLink(String title, String tag) {

  Map<String, Object> tree() {
    return Tree.of("type", "dashboards")
        .with("title", title)
        .with("tags", List.of(tag))
        .with("asDropdown", false)
        .with("icon", "external link")
        .with("includeVars", true)
        .with("keepTime", true)
        .with("targetBlank", false)
        .with("tooltip", "")
        .map();
  }
}
