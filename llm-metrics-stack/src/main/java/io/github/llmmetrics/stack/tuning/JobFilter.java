package io.github.llmmetrics.stack.tuning;

import io.github.llmmetrics.stack.promql.parse.Expression.SeriesSelector;
import io.github.llmmetrics.stack.promql.parse.PromqlParser;
import java.util.Comparator;
import java.util.List;

/** Narrows an expression to the targets of one job. */
final class JobFilter {

  private JobFilter() {}

  static String narrow(String expression, String job) {
    List<SeriesSelector> selectors = PromqlParser.parse(expression)
        .all()
        .filter(SeriesSelector.class::isInstance)
        .map(SeriesSelector.class::cast)
        // From the end, so that what is put in moves no place that is still to come.
        .sorted(Comparator.comparingInt(SeriesSelector::conditionsAt).reversed())
        .toList();
    String condition = "job=\"" + job.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    StringBuilder narrowed = new StringBuilder(expression);
    for (SeriesSelector selector : selectors) {
      String more = selector.matchers().isEmpty() ? "" : ",";
      narrowed.insert(
          selector.conditionsAt(), selector.hasBraces() ? condition + more : "{" + condition + "}");
    }
    return narrowed.toString();
  }
}
