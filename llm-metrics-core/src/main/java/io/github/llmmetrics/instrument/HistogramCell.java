package io.github.llmmetrics.instrument;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.Labels;
import org.jspecify.annotations.Nullable;

/**
 * One series of a histogram, absent until it has an observation. Thread-safe. A non-finite value is ignored: one
 * infinity would spoil the sum for ever.
 */
public final class HistogramCell {

  private final DistributionDataPoint point;
  private final @Nullable ExemplarSlots exemplars;

  HistogramCell(DistributionDataPoint point, @Nullable ExemplarSlots exemplars) {
    this.point = point;
    this.exemplars = exemplars;
  }

  /**
   * Observes a value.
   *
   * @param value finite
   */
  public void observe(double value) {
    if (Double.isFinite(value)) {
      point.observe(value);
    }
  }

  /**
   * Observes a value and remembers where it came from.
   *
   * @param value finite
   * @param exemplar trace and span id, or null for none
   */
  public void observe(double value, @Nullable Labels exemplar) {
    observe(value);
    if (exemplar != null && exemplars != null && Double.isFinite(value)) {
      exemplars.put(value, exemplar);
    }
  }

  /** Empty where there is none, or where exemplars are off. */
  Exemplars exemplars() {
    return exemplars == null ? Exemplars.EMPTY : exemplars.collect();
  }
}
