package io.github.llmmetrics.examples.chat.fault;

/** What the strength of a fault counts, and its legal range. */
public enum Strength {
  /** A part of the requests, or of the cache. */
  SHARE("share", 0.01, 1),
  /** A delay. */
  MILLISECONDS("milliseconds", 1, 60_000),
  /** Clients that ask at the same time. */
  CLIENTS("clients", 1, 500);

  private final String unit;
  private final double min;
  private final double max;

  Strength(String unit, double min, double max) {
    this.unit = unit;
    this.min = min;
    this.max = max;
  }

  /** {@return the unit with its range, as people read it} */
  public String range() {
    return unit + " from " + text(min) + " to " + text(max);
  }

  /**
   * Reads a strength.
   *
   * @param text a decimal number
   * @return its value
   * @throws IllegalArgumentException when it is no number of the range
   */
  double parse(String text) {
    double value = text.matches("[0-9]{1,6}(\\.[0-9]{1,6})?") ? Double.parseDouble(text) : -1;
    if (value < min || value > max) {
      throw new IllegalArgumentException("strength is '" + text + "', but must be " + range());
    }
    return value;
  }

  /** A number without the {@code .0} that whole ones would have. */
  static String text(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
