package io.github.llmmetrics.stack.lint;

import java.util.Locale;

/** What can be wrong with a query or a scrape. */
public enum LintRule {
  /** A query that is not PromQL. */
  SYNTAX("a query that is not PromQL"),
  /** A series that the catalogue does not have. */
  UNKNOWN_SERIES("a series that the catalogue does not have"),
  /** A series that has another name here. */
  RENAMED_SERIES("a series that has another name here"),
  /** A metric of another type than the catalogue says. */
  WRONG_TYPE("a metric of another type than the catalogue says"),
  /** A label that the series does not have. */
  UNKNOWN_LABEL("a label that the series does not have"),
  /** A value that the label never has. */
  UNKNOWN_VALUE("a value that the label never has"),
  /** A bucket that is spelled in a way that some versions of Prometheus do not store. */
  BUCKET_SPELLING(
      "a bucket that is spelled in a way that some versions of Prometheus do not store"),
  /** A histogram without the suffix of one of its series. */
  HISTOGRAM_SUFFIX("a histogram without the suffix of one of its series"),
  /** The plain value of a counter, which says how long a process has run. */
  COUNTER_WITHOUT_RATE("the plain value of a counter, which says how long a process has run"),
  /** The rate of something that does not count. */
  RATE_OF_GAUGE("the rate of something that does not count"),
  /** The rate of a sum, which takes the restart of one process for traffic. */
  RATE_OF_SUM("the rate of a sum, which takes the restart of one process for traffic"),
  /** A quantile since the process started. */
  QUANTILE_WITHOUT_RATE("a quantile since the process started"),
  /** A quantile of buckets that lost their bounds. */
  QUANTILE_WITHOUT_LE("a quantile of buckets that lost their bounds"),
  /** A sum of numbers that do not add up. */
  SUM_OF_LEVELS("a sum of numbers that do not add up"),
  /** A mean or sum of quantiles or ratios. */
  MEAN_OF_QUANTILES("a mean or sum of quantiles or ratios"),
  /** A number or a panel's unit in another unit than the series. */
  WRONG_UNIT("a number or a panel's unit in another unit than the series");

  private final String meaning;

  LintRule(String meaning) {
    this.meaning = meaning;
  }

  /**
   * What it finds.
   *
   * @return in words, without a full stop
   */
  public String meaning() {
    return meaning;
  }

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
