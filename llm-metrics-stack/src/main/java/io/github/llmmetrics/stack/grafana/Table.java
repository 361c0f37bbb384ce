package io.github.llmmetrics.stack.grafana;

import io.github.llmmetrics.catalogue.LabelDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A row for each series: a column for each of these labels, then one for each query.
 *
 * @param labels in their order; all queries must have just these
 * @param sortedBy the title of the column whose greatest values are on top; empty for the order of Prometheus
 */
public record Table(List<LabelDefinition> labels, String sortedBy) implements Visualization {

  /**
   * Copies the list.
   *
   * @param labels in their order
   * @param sortedBy the title of a column
   */
  public Table {
    labels = List.copyOf(labels);
  }

  /**
   * A table in the order of Prometheus.
   *
   * @param labels in their order
   * @return the table
   */
  public static Table of(LabelDefinition... labels) {
    return new Table(List.of(labels), "");
  }

  /**
   * The same, with the greatest values of a column on top.
   *
   * @param column its title
   * @return a new table
   */
  public Table sortedBy(String column) {
    return new Table(labels, column);
  }

  @Override
  public String type() {
    return "table";
  }

  @Override
  public Size size() {
    return new Size(Size.COLUMNS, 8);
  }

  @Override
  public String format() {
    return "table";
  }

  @Override
  public Map<String, Object> options(Panel panel) {
    List<Map<String, Object>> sorting = sortedBy.isEmpty()
        ? List.of()
        : List.of(Tree.of("displayName", sortedBy).with("desc", true).map());
    return Tree.of("frameIndex", 0)
        .with("showHeader", true)
        .with("cellHeight", "sm")
        .with("sortBy", sorting)
        .map();
  }

  @Override
  public Map<String, Object> custom(Panel panel) {
    return Tree.of("align", "auto")
        .with("cellOptions", Tree.of("type", "auto").map())
        .with("filterable", true)
        .with("inspect", false)
        .map();
  }

  /** The rows of all queries become one for each series; its columns get their order and titles. */
  @Override
  public List<Map<String, Object>> transformations(Panel panel) {
    Map<String, Object> excluded = new LinkedHashMap<>();
    Map<String, Object> order = new LinkedHashMap<>();
    Map<String, Object> titles = new LinkedHashMap<>();
    excluded.put("Time", true);
    for (LabelDefinition label : labels) {
      order.put(label.name(), order.size());
      titles.put(label.name(), title(label));
    }
    List<Target> targets = panel.targets();
    for (int i = 0; i < targets.size(); i++) {
      String field = targets.size() == 1 ? "Value" : "Value #" + Panel.refId(i);
      if (targets.get(i).legend().isEmpty()) {
        excluded.put(field, true);
      } else {
        order.put(field, order.size());
        titles.put(field, targets.get(i).legend());
      }
    }
    List<Map<String, Object>> steps = new ArrayList<>();
    steps.add(Tree.of("id", "merge").with("options", Map.of()).map());
    steps.add(Tree.of("id", "organize")
        .with(
            "options",
            Tree.of("excludeByName", excluded)
                .with("indexByName", order)
                .with("renameByName", titles)
                .map())
        .map());
    return steps;
  }

  void requireLabels(Target target, String panel) {
    Set<String> names = labels.stream().map(LabelDefinition::name).collect(Collectors.toSet());
    Panel.require(
        names.equals(target.query().labels()),
        panel,
        "columns " + new TreeSet<>(names) + " for a query by " + target.query().labels());
  }

  private static String title(LabelDefinition label) {
    String words = label.name().replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
