package io.github.llmmetrics.catalogue;

import static io.github.llmmetrics.catalogue.Dimension.APPLICATION;

import java.util.List;

/**
 * What the library says about its own health; part of the application dimension.
 *
 * <p>Every constant is listed in the table of {@code docs/metrics.md}.
 */
public final class SelfMetrics {

  /** Records that the library refused, by reason (its own health). */
  public static final MetricDefinition METRICS_DROPPED = MetricDefinition.counter(
          "metrics_dropped", APPLICATION, "llm_metrics_dropped_total")
      .says("Dropped records", "records that the library refused, by reason (its own health)")
      .unit(MetricUnit.RECORDS)
      .labels(LabelDefinitions.DROP_REASON)
      .build();

  /** Label values that were repaired. */
  public static final MetricDefinition METRICS_REPAIRED = MetricDefinition.counter(
          "metrics_repaired", APPLICATION, "llm_metrics_repaired_total")
      .says("Repaired label values", "label values that were repaired")
      .unit(MetricUnit.RECORDS)
      .labels(LabelDefinitions.REPAIRED_LABEL)
      .build();

  /** Host callbacks that threw or were too slow. */
  public static final MetricDefinition CALLBACK_FAILURES = MetricDefinition.counter(
          "callback_failures", APPLICATION, "llm_metrics_callback_failures_total")
      .says("Callback failures", "host callbacks that threw or were too slow")
      .unit(MetricUnit.FAILURES)
      .labels(LabelDefinitions.CALLBACK_SOURCE)
      .build();

  /** Lines of the log that were held back, as the library writes one a minute. */
  public static final MetricDefinition LOG_LINES_HELD_BACK = MetricDefinition.counter(
          "metrics_log_lines_held_back", APPLICATION, "llm_metrics_log_lines_held_back_total")
      .says(
          "Log lines held back",
          "lines of the log that were held back, as the library writes one of a kind a minute")
      .unit(MetricUnit.RECORDS)
      .build();

  /** Version of this library. */
  public static final MetricDefinition BUILD_INFO = MetricDefinition.info(
          "build_info", APPLICATION, "llm_metrics_build_info")
      .says("Library version", "version of this library")
      .labels(LabelDefinitions.VERSION)
      .build();

  /** Records that went to the series "other" because a label's cap was reached. */
  public static final MetricDefinition METRICS_OVERFLOW = MetricDefinition.counter(
          "metrics_overflow", APPLICATION, "llm_metrics_overflow_total")
      .says(
          "Overflowed records",
          "records that went to the series \"other\" because a label's cap was reached")
      .unit(MetricUnit.RECORDS)
      .labels(LabelDefinitions.OVERFLOWED_LABEL)
      .build();

  /** Series that a metric has now. */
  public static final MetricDefinition METRICS_SERIES = MetricDefinition.gauge(
          "metrics_series", APPLICATION, "llm_metrics_series")
      .says("Series", "series that a metric has now")
      .unit(MetricUnit.SERIES)
      .labels(LabelDefinitions.METRIC)
      .build();

  /** Series that a metric may have. */
  public static final MetricDefinition METRICS_SERIES_LIMIT = MetricDefinition.gauge(
          "metrics_series_limit", APPLICATION, "llm_metrics_series_limit")
      .says("Series limit", "series that a metric may have")
      .unit(MetricUnit.SERIES)
      .labels(LabelDefinitions.METRIC)
      .build();

  static final List<MetricDefinition> ALL = List.of(
      METRICS_DROPPED,
      METRICS_REPAIRED,
      CALLBACK_FAILURES,
      LOG_LINES_HELD_BACK,
      BUILD_INFO,
      METRICS_OVERFLOW,
      METRICS_SERIES,
      METRICS_SERIES_LIMIT);

  private SelfMetrics() {}
}
