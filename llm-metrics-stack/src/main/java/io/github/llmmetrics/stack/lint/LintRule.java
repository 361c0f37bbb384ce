package io.github.llmmetrics.stack.lint;

import java.util.Locale;

/** What can be wrong with a query or a scrape. */
public enum LintRule {
  /** A query that is not PromQL. */
  SYNTAX,
  /** A series that the catalogue does not have. */
  UNKNOWN_SERIES,
  /** A series that has another name here. */
  RENAMED_SERIES,
  /** A metric of another type than the catalogue says. */
  WRONG_TYPE,
  /** A label that the series does not have. */
  UNKNOWN_LABEL,
  /** A value that the label never has. */
  UNKNOWN_VALUE,
  /** A bucket that is spelled in a way that some versions of Prometheus do not store. */
  BUCKET_SPELLING,
  /** A histogram without the suffix of one of its series. */
  HISTOGRAM_SUFFIX,
  /** The plain value of a counter, which says how long a process has run. */
  COUNTER_WITHOUT_RATE,
  /** The rate of something that does not count. */
  RATE_OF_GAUGE,
  /** The rate of a sum, which takes the restart of one process for traffic. */
  RATE_OF_SUM,
  /** A quantile since the process started. */
  QUANTILE_WITHOUT_RATE,
  /** A quantile of buckets that lost their bounds. */
  QUANTILE_WITHOUT_LE,
  /** A sum of numbers that do not add up. */
  SUM_OF_LEVELS,
  /** A mean or sum of quantiles or ratios. */
  MEAN_OF_QUANTILES,
  /** A number or a panel's unit in another unit than the series. */
  WRONG_UNIT;

  /**
   * The rule's name in reports and options.
   *
   * @return for example {@code unknown-series}
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return id();
  }
}
