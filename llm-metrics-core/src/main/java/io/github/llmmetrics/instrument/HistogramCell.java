package io.github.llmmetrics.instrument;

import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.Labels;
import org.jspecify.annotations.Nullable;

/**
 * One series of a histogram, absent until it has an observation. Thread-safe. A non-finite value is ignored: one
 * infinity would spoil the sum for ever.
 */
public abstract sealed class HistogramCell permits ClassicCell, NativeCell {

  private final Labels labels;
  private final @Nullable ExemplarSlots exemplars;

  HistogramCell(Labels labels, @Nullable ExemplarSlots exemplars) {
    this.labels = labels;
    this.exemplars = exemplars;
  }

  /**
   * Observes a value.
   *
   * @param value finite
   */
  public final void observe(double value) {
    observe(value, 1);
  }

  /**
   * Observes the same value several times.
   *
   * @param value finite
   * @param times 1 to 65,536; with 0 or less nothing is observed
   */
  public final void observe(double value, int times) {
    if (Double.isFinite(value) && times > 0) {
      record(value, times);
    }
  }

  /**
   * Observes a value and remembers where it came from.
   *
   * @param value finite
   * @param exemplar trace and span id, or null for none
   */
  public final void observe(double value, @Nullable Labels exemplar) {
    observe(value);
    if (exemplar != null && exemplars != null && Double.isFinite(value)) {
      exemplars.put(value, exemplar);
    }
  }

  /** Counts a finite value. */
  abstract void record(double value, int times);

  /** Whether nothing was observed yet. */
  abstract boolean isEmpty();

  final Labels labels() {
    return labels;
  }

  /** Empty where there is none, or where exemplars are off. */
  final Exemplars exemplars() {
    return exemplars == null ? Exemplars.EMPTY : exemplars.collect();
  }
}
