package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.MetricDefinition;

/**
 * Hears when a metric is at its cap on series. Called on recording threads: must be fast and thread-safe, and must not
 * throw.
 */
public interface SeriesListener {

  /** A listener that does nothing. */
  SeriesListener NONE = new SeriesListener() {
    @Override
    public void overflowed(MetricDefinition metric) {}

    @Override
    public void skipped(MetricDefinition metric) {}
  };

  /**
   * A counter's or histogram's record went to the series {@code other}.
   *
   * @param metric the metric whose cap was reached
   */
  void overflowed(MetricDefinition metric);

  /**
   * A gauge's value was skipped: a gauge has no series {@code other}, as its values do not add up.
   *
   * @param metric the metric whose cap, or whose label's cap, was reached
   */
  void skipped(MetricDefinition metric);
}
