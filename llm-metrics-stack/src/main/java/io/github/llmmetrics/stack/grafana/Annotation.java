package io.github.llmmetrics.stack.grafana;

import io.github.llmmetrics.stack.promql.Vector;
import java.util.Map;

/**
 * Marks on all time series of a dashboard, for as long as a query returns something.
 *
 * @param name what a person switches on and off
 * @param query when there is a mark
 * @param title of a mark: a text in which <code>{{model}}</code> stands for the label's value
 * @param text of a mark, likewise
 * @param colour of the marks
 */
public record Annotation(String name, Vector query, String title, String text, Colour colour) {

  /**
   * Checks that every label of the texts is one of the query's.
   *
   * @param name what a person switches on and off
   * @param query when there is a mark
   * @param title of a mark
   * @param text of a mark
   * @param colour of the marks
   */
  public Annotation {
    Target.requireLabels(query, title);
    Target.requireLabels(query, text);
  }

  Map<String, Object> tree() {
    return Tree.of("name", name)
        .with("datasource", DataSource.REFERENCE)
        .with("enable", true)
        .with("hide", false)
        .with("iconColor", colour.id())
        .with("expr", query.text())
        .with("step", "60s")
        .with("titleFormat", title)
        .with("textFormat", text)
        .with("useValueForTime", false)
        .map();
  }
}
