package io.github.llmmetrics.examples.chat.load;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as people read them: {@code 2.1 ms}, {@code 41 ms}, {@code 1.3 s}; {@code -} where there is none. */
final class Amount {

  private static final String NONE = "-";

  private Amount() {}

  static String count(double number) {
    return decimals(0, number);
  }

  static String count(OptionalDouble number) {
    return number.isEmpty() ? NONE : count(number.getAsDouble());
  }

  static String rate(double number, double seconds, int digits) {
    return seconds > 0 ? decimals(digits, number / seconds) : NONE;
  }

  static String duration(OptionalDouble seconds) {
    return seconds.isEmpty() ? NONE : duration(seconds.getAsDouble());
  }

  private static String duration(double seconds) {
    // The borders are where rounding would show one digit more: 9.97 ms is 10 ms, and 999.7 ms is
    // 1.0 s.
    if (seconds < 0.9995) {
      return decimals(seconds < 0.00995 ? 1 : 0, seconds * 1000) + " ms";
    }
    return decimals(seconds < 9.95 ? 1 : 0, seconds) + " s";
  }

  private static String decimals(int digits, double number) {
    return Double.isNaN(number) ? NONE : String.format(Locale.ROOT, "%." + digits + "f", number);
  }
}
