package io.github.llmmetrics.dialect;

import io.github.llmmetrics.catalogue.MetricDefinition;
import java.util.List;

/**
 * Series of one of the catalogue's metrics, and what their sum counts for.
 *
 * @param metric a metric with the label {@code model}, and at most one more
 * @param values which values of that other label; empty for all
 * @param factor what each is multiplied with
 */
public record DialectTerm(MetricDefinition metric, List<String> values, double factor) {

  /**
   * Copies the list.
   *
   * @param metric a metric of the catalogue
   * @param values which values of its other label
   * @param factor what each is multiplied with
   */
  public DialectTerm {
    values = List.copyOf(values);
  }

  static DialectTerm of(MetricDefinition metric, String... values) {
    return new DialectTerm(metric, List.of(values), 1);
  }

  DialectTerm times(double newFactor) {
    return new DialectTerm(metric, values, newFactor);
  }
}
