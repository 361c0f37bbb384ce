package io.github.llmmetrics.instrument;

import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.Labels;
import org.jspecify.annotations.Nullable;

/**
 * One series of a histogram, absent until it has an observation. Thread-safe. A non-finite value is ignored: one
 * infinity would spoil the sum for ever.
 */
public abstract sealed class HistogramCell permits ClassicCell, NativeCell {

  private static final int MAX_TIMES = 65_536;

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
   * @param times 1 to 65,536; with any other number nothing is observed
   */
  public final void observe(double value, int times) {
    if (Double.isFinite(value) && times > 0 && times <= MAX_TIMES) {
      record(value, times);
    }
  }

  /**
   * Observes a duration that things shared, as tokens do that come together: each its part. The quickest way, and for
   * histograms of seconds only.
   *
   * @param nanos 0 or more; with less nothing is observed
   * @param things 1 to 65,536; with any other number nothing is observed
   */
  public final void observeNanos(long nanos, int things) {
    if (nanos >= 0 && things > 0 && things <= MAX_TIMES) {
      recordNanos(nanos, things);
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
    remember(value, exemplar);
  }

  /**
   * Observes a duration and remembers where it came from. For histograms of seconds only.
   *
   * @param nanos 0 or more; with less nothing is observed
   * @param exemplar trace and span id, or null for none
   */
  public final void observeNanos(long nanos, @Nullable Labels exemplar) {
    observeNanos(nanos, 1);
    if (exemplar != null && nanos >= 0) {
      remember(nanos / FixedPoint.STEPS_PER_SECOND, exemplar);
    }
  }

  private void remember(double value, @Nullable Labels exemplar) {
    if (exemplar != null && exemplars != null && Double.isFinite(value)) {
      exemplars.put(value, exemplar);
    }
  }

  /** Counts a finite value. */
  abstract void record(double value, int times);

  /** Counts the parts of a duration. */
  abstract void recordNanos(long nanos, int things);

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
