package io.github.llmmetrics.catalogue;

/** Which way a metric goes when things get worse. */
public enum Direction {
  /** Neither way is bad by itself. */
  NONE("-"),
  /** A high value is bad: latency, queue depth. */
  HIGH_IS_BAD("high_is_bad"),
  /** A low value is bad: quality, satisfaction. */
  LOW_IS_BAD("low_is_bad");

  private final String label;

  Direction(String label) {
    this.label = label;
  }

  /**
   * The direction as the catalogue's table spells it.
   *
   * @return for example {@code high_is_bad}
   */
  public String label() {
    return label;
  }
}
