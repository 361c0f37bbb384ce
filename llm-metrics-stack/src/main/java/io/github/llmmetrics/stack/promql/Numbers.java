package io.github.llmmetrics.stack.promql;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as a person writes them. */
public final class Numbers {

  /** Enough for every number that a person sets, and too few for what floating point adds to it. */
  private static final MathContext PRECISION = new MathContext(12);

  private Numbers() {}

  /**
   * A number without an exponent and without a fraction that is zero.
   *
   * @param value finite
   * @return for example {@code 14.4}, {@code 5} or {@code 0.0001}
   */
  public static String text(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).round(PRECISION).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }
}
