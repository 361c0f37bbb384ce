package io.github.llmmetrics.stack.lint;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricUnit;
import java.util.Optional;

/**
 * What the numbers of an expression mean.
 *
 * @param form what was done to the metric
 * @param unit of the metric
 * @param metric empty if there are several
 */
record Quantity(Form form, MetricUnit unit, Optional<MetricDefinition> metric) {

  /** What an expression makes of a metric. */
  enum Form {
    /** The value of a gauge. */
    LEVEL,
    /** A quantile of a histogram. */
    QUANTILE,
    /** A mean of a histogram. */
    MEAN,
    /** A counter's change. */
    CHANGE,
    /** The change of a histogram's sum. */
    CHANGE_OF_SUM,
    /** The change of a histogram's count or buckets. */
    CHANGE_OF_COUNT,
    /** A part of a whole, from 0 to 1. */
    SHARE,
    /** Anything else. */
    UNKNOWN
  }

  static final Quantity UNKNOWN = new Quantity(Form.UNKNOWN, MetricUnit.NONE, Optional.empty());
  static final Quantity SHARE = new Quantity(Form.SHARE, MetricUnit.NONE, Optional.empty());
  static final Quantity PERCENT = new Quantity(Form.LEVEL, MetricUnit.PERCENT, Optional.empty());

  static Quantity of(Form form, MetricDefinition metric) {
    return new Quantity(form, metric.unit(), Optional.of(metric));
  }

  boolean is(Form other) {
    return form == other;
  }

  /** Whether the numbers are in the metric's own unit. */
  boolean isIn(MetricUnit other) {
    return unit == other && (is(Form.LEVEL) || is(Form.QUANTILE) || is(Form.MEAN));
  }

  /** Whether they go from 0 to 1. */
  boolean isShare() {
    return is(Form.SHARE) || isIn(MetricUnit.SCORE);
  }
}
