package io.github.llmmetrics.instrument;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.function.DoubleSupplier;

/** One series of a gauge, absent until it has a value. Thread-safe and wait-free. */
public final class GaugeCell {

  private static final double ABSENT = Double.NaN;

  private final Labels labels;
  private final Runnable onSet;
  private volatile DoubleSupplier value = () -> ABSENT;

  /** Calls {@code onSet} at each value: a cell that stands for no series counts what it swallows. */
  GaugeCell(Labels labels, Runnable onSet) {
    this.labels = labels;
    this.onSet = onSet;
  }

  /**
   * Sets the value.
   *
   * @param value any finite number; a non-finite one makes the series absent
   */
  public void set(double value) {
    onSet.run();
    double present = Double.isFinite(value) ? value : ABSENT;
    this.value = () -> present;
  }

  /**
   * Computes the value at each scrape from now on.
   *
   * @param value must be fast and must not throw; NaN makes the series absent
   */
  public void compute(DoubleSupplier value) {
    onSet.run();
    this.value = value;
  }

  /** Makes the series absent until the next value. */
  public void clear() {
    value = () -> ABSENT;
  }

  double value() {
    return value.getAsDouble();
  }

  GaugeDataPointSnapshot snapshot(double present) {
    return new GaugeDataPointSnapshot(present, labels, null);
  }
}
