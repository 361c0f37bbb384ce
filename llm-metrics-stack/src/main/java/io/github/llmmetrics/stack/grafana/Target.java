package io.github.llmmetrics.stack.grafana;

import io.github.llmmetrics.stack.promql.Vector;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One query of a panel.
 *
 * @param query what is asked
 * @param legend the name of each series: a text in which <code>{{model}}</code> stands for the label's value; for a table, the title
 *     of the column, or empty to hide it
 * @param kind when it is asked for
 */
public record Target(Vector query, String legend, Kind kind) {

  private static final Pattern NAMED_LABEL = Pattern.compile("\\{\\{\\s*([^}\\s]*)\\s*}}");

  /** Which values of a query are asked for. */
  public enum Kind {
    /** Those of the whole time range. */
    RANGE,
    /** Those of the whole time range, and links to traces of single requests. */
    RANGE_WITH_EXEMPLARS,
    /** Those at its end only. */
    INSTANT
  }

  /**
   * Checks that every label of the legend is one of the query's.
   *
   * @param query what is asked
   * @param legend the name of each series
   * @param kind when it is asked for
   */
  public Target {
    Objects.requireNonNull(kind, "kind");
    requireLabels(query, legend);
  }

  /** Checks that every label that a text names is one of a query's. */
  static void requireLabels(Vector query, String text) {
    for (MatchResult label : NAMED_LABEL.matcher(text).results().toList()) {
      if (!query.labels().contains(label.group(1))) {
        throw new IllegalArgumentException("\"" + text + "\" names the label " + label.group(1)
            + ", which is none of " + query.labels());
      }
    }
  }

  /** The query as Grafana has it. */
  Map<String, Object> tree(String refId, String format) {
    boolean isInstant = kind == Kind.INSTANT;
    return Tree.of("datasource", DataSource.REFERENCE)
        .with("refId", refId)
        .with("expr", query.text())
        .withIf(!legend.isEmpty(), "legendFormat", legend)
        .with("format", format)
        .with("instant", isInstant)
        .with("range", !isInstant)
        .withIf(kind == Kind.RANGE_WITH_EXEMPLARS, "exemplar", true)
        .map();
  }
}
