package io.github.llmmetrics.stack.grafana;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.stack.promql.Matcher;
import io.github.llmmetrics.stack.promql.Scope;
import java.util.Map;

/**
 * A list of a label's values that a person chooses from: one, several or all. Its name is the label's.
 *
 * @param title what a person reads
 * @param label whose values they are
 * @param metric of which series
 * @param scope which of them: a variable that depends on another one has that as a condition
 */
public record Variable(String title, LabelDefinition label, MetricDefinition metric, Scope scope) {

  /**
   * Checks that the metric has the label.
   *
   * @param title what a person reads
   * @param label whose values they are
   * @param metric of which series
   * @param scope which of them
   */
  public Variable {
    if (title.isBlank()) {
      throw new IllegalArgumentException("variable " + label.name() + ": no title");
    }
    scope.labelValues(label, metric);
  }

  /**
   * The name, without the dollar sign.
   *
   * @return the label's name
   */
  public String name() {
    return label.name();
  }

  /**
   * What Grafana asks for the values.
   *
   * @return for example {@code label_values(up, job)}
   */
  public String query() {
    return scope.labelValues(label, metric);
  }

  /**
   * The condition that a series is one of those that were chosen.
   *
   * @return for a {@link Scope}
   */
  public Matcher matcher() {
    return Matcher.variable(label, name());
  }

  Map<String, Object> tree() {
    return Tree.of("type", "query")
        .with("name", name())
        .with("label", title)
        .with("datasource", DataSource.REFERENCE)
        .with("query", query())
        .with("refresh", 2)
        .with("sort", 1)
        .with("includeAll", true)
        // Not the list of all values: it would grow with them, and lose a series that has not the
        // label.
        .with("allValue", ".+")
        .with("multi", true)
        .with("current", Tree.of("text", "All").with("value", "$__all").map())
        .map();
  }
}
