package io.github.llmmetrics.catalogue;

import java.util.Locale;

/** The Prometheus type of a metric. There are no summaries: their quantiles cannot be aggregated. */
public enum MetricType {
  /** A value that goes up and down; a series exists only once it has a value. */
  GAUGE,
  /** A total that only grows; its name ends in {@code _total}. */
  COUNTER,
  /** A distribution in buckets; a series exists only once it has an observation. */
  HISTOGRAM,
  /** A constant 1 whose labels say something; its name ends in {@code _info}. */
  INFO;

  /**
   * The type's name in lower case, as in a {@code # TYPE} line.
   *
   * @return for example {@code histogram}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
