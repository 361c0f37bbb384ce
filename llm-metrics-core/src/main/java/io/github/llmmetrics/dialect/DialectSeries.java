package io.github.llmmetrics.dialect;

import java.util.List;

/**
 * One series that a foreign metric has for each model.
 *
 * @param labelValue the value of the metric's own label; empty where it has none
 * @param terms what it is the sum of
 */
public record DialectSeries(String labelValue, List<DialectTerm> terms) {

  /**
   * Copies the list.
   *
   * @param labelValue the value of the metric's own label
   * @param terms what it is the sum of
   */
  public DialectSeries {
    terms = List.copyOf(terms);
  }
}
