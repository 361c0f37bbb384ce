package io.github.llmmetrics.stack.tuning;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What was measured for one alert, and the threshold that follows.
 *
 * @param operand what the alert compares
 * @param measured by series
 * @param threshold the suggested one; empty if none follows
 * @param reason why there is none, or how it came out
 * @param firedBefore how often the alert would have fired with its present threshold
 * @param firedAfter how often with the suggested one
 */
record Suggestion(
    Operand operand,
    List<Measured> measured,
    OptionalDouble threshold,
    String reason,
    int firedBefore,
    int firedAfter) {

  /**
   * The values of one series.
   *
   * @param labels of the series, such as {@code model=m}
   * @param values of it
   */
  record Measured(String labels, Distribution values) {}
}
