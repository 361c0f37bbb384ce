package io.github.llmmetrics.instrument;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.model.snapshots.Labels;
import org.jspecify.annotations.Nullable;

/** A histogram's series with native buckets, which are client_java's: they reset and lose resolution by rules of its own. */
final class NativeCell extends HistogramCell {

  private final DistributionDataPoint point;
  private volatile boolean empty = true;

  NativeCell(Labels labels, @Nullable ExemplarSlots exemplars, DistributionDataPoint point) {
    super(labels, exemplars);
    this.point = point;
  }

  @Override
  void record(double value, int times) {
    for (int i = 0; i < times; i++) {
      point.observe(value);
    }
    if (empty) {
      empty = false;
    }
  }

  @Override
  void recordNanos(long nanos, int things) {
    double seconds = nanos / FixedPoint.STEPS_PER_SECOND;
    record(things == 1 ? seconds : seconds / things, things);
  }

  @Override
  boolean isEmpty() {
    return empty;
  }
}
