package io.github.llmmetrics.catalogue;

import java.math.BigDecimal;

/** Numbers as people write them: {@code 2}, {@code 0.005}; never {@code 2.0} or {@code 5.0E-3}. */
final class Numbers {

  private Numbers() {}

  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
