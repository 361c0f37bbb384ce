package io.github.llmmetrics.catalogue;

import java.util.Objects;

/**
 * A metric's attention thresholds: the values at which a panel changes colour and a person looks.
 *
 * <p>They wake nobody: an alert has a threshold of its own.
 *
 * @param warning where attention begins, on the {@code basis}
 * @param critical where it is serious, on the {@code basis}
 * @param basis what the two numbers are compared with
 */
public record Thresholds(double warning, double critical, Basis basis) {

  /** What a threshold is compared with. */
  public enum Basis {
    /** The metric's own value; for a histogram, a quantile of it. */
    VALUE(""),
    /** The metric's share of the total that stands beside it (used of total memory). */
    SHARE_OF_TOTAL(" of total"),
    /** The share of bad ends among valid ends. */
    ERROR_RATE(" errors"),
    /** The metric's rate over the rate of requests. */
    SHARE_OF_REQUESTS(" of requests");

    private final String suffix;

    Basis(String suffix) {
      this.suffix = suffix;
    }
  }

  /**
   * Checks that both are finite and differ.
   *
   * @param warning where attention begins
   * @param critical where it is serious
   * @param basis what they are compared with
   */
  public Thresholds {
    Objects.requireNonNull(basis, "basis");
    if (!Double.isFinite(warning) || !Double.isFinite(critical) || warning == critical) {
      throw new IllegalArgumentException("thresholds: warning " + warning + " and critical "
          + critical + " must be finite and differ");
    }
  }

  /**
   * The warning threshold in words.
   *
   * @return for example {@code 0.85 of total}
   */
  public String warningText() {
    return text(warning);
  }

  /**
   * The critical threshold in words.
   *
   * @return for example {@code 0.95 of total}
   */
  public String criticalText() {
    return text(critical);
  }

  private String text(double value) {
    return Numbers.plain(value) + basis.suffix;
  }
}
