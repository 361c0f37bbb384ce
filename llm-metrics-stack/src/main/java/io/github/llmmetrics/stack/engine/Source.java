package io.github.llmmetrics.stack.engine;

import java.util.List;

/** What of an engine a metric is made of: one of its series, or two of them together. */
sealed interface Source permits ForeignSeries, Arithmetic, BusyShare {

  /**
   * The expression.
   *
   * @param suffix of each series' name: of a part of a histogram, otherwise empty
   * @return PromQL that needs no parentheses as an operand of {@code or}
   */
  String text(String suffix);

  /** Whether it needs no parentheses as an operand of any operator. */
  default boolean isOperand() {
    return true;
  }

  /** The series that it reads. */
  List<ForeignSeries> series();
}
