package io.github.llmmetrics.instrument;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** One series of a gauge, absent until it has a value. Thread-safe and wait-free; setting it allocates nothing. */
public final class GaugeCell {

  private static final double ABSENT = Double.NaN;

  private final Labels labels;
  private final Runnable onSet;
  private volatile double value = ABSENT;
  private volatile @Nullable DoubleSupplier computed;

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
    assign(Double.isFinite(value) ? value : ABSENT);
  }

  /**
   * Computes the value at each scrape from now on.
   *
   * @param value must be fast and must not throw; NaN makes the series absent
   */
  public void compute(DoubleSupplier value) {
    onSet.run();
    computed = value;
  }

  /** Makes the series absent until the next value. */
  public void clear() {
    assign(ABSENT);
  }

  private void assign(double value) {
    this.value = value;
    computed = null;
  }

  Labels labels() {
    return labels;
  }

  double value() {
    DoubleSupplier supplier = computed;
    return supplier == null ? value : supplier.getAsDouble();
  }

  GaugeDataPointSnapshot snapshot(double present) {
    return new GaugeDataPointSnapshot(present, labels, null);
  }
}
