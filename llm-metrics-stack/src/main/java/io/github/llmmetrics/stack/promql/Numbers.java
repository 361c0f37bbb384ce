package io.github.llmmetrics.stack.promql;

import java.math.BigDecimal;

/** Numbers as a person writes them. */
public final class Numbers {

  private Numbers() {}

  /**
   * A number without an exponent and without a fraction that is zero.
   *
   * @param value finite
   * @return for example {@code 14.4}, {@code 5} or {@code 0.0001}
   */
  public static String text(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
