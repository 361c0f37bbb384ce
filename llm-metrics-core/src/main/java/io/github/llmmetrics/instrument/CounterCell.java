package io.github.llmmetrics.instrument;

import io.github.llmmetrics.internal.FieldAccess;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One series of a counter. Thread-safe and wait-free. A negative or non-finite amount is ignored, as a counter must
 * never fall: callers refuse and count such amounts themselves.
 */
public final class CounterCell {

  /** 2^31 amounts of this size fit into a long; a larger one is no count of single things, and need not be exact. */
  private static final long MAX_EXACT = 1L << 32;

  private static final VarHandle WHOLE =
      FieldAccess.to(MethodHandles.lookup(), "whole", long.class);
  private static final VarHandle FRACTIONAL =
      FieldAccess.to(MethodHandles.lookup(), "fractional", double.class);

  private final Labels labels;
  private final long createdMillis = System.currentTimeMillis();

  // Two sums, so that whole amounts stay exact beyond 2^53 and cost no rounding. No adders: these
  // grow with the threads that meet, to hundreds of bytes for each series.
  private volatile long whole;
  private volatile double fractional;
  private volatile double reported;

  CounterCell(Labels labels) {
    this.labels = labels;
  }

  /** Adds one. */
  public void increment() {
    WHOLE.getAndAdd(this, 1L);
  }

  /**
   * Adds a whole amount.
   *
   * @param amount 0 or more
   */
  public void add(long amount) {
    if (amount > MAX_EXACT) {
      // Two of Long.MAX_VALUE would make the sum negative, which no exposition format can say.
      addFractional((double) amount);
    } else if (amount > 0) {
      WHOLE.getAndAdd(this, amount);
    }
  }

  /**
   * Adds an amount.
   *
   * @param amount 0 or more, finite
   */
  public void add(double amount) {
    if (amount > 0 && Double.isFinite(amount)) {
      addFractional(amount);
    }
  }

  private void addFractional(double amount) {
    FRACTIONAL.getAndAdd(this, amount);
  }

  /**
   * Takes over a total that somebody else keeps, such as an engine's or a driver's own counter. A total that falls is a
   * restart over there, and Prometheus reads it as one. A cell is either added to or reported, not both.
   *
   * @param total 0 or more, finite
   */
  public void report(double total) {
    if (total >= 0 && Double.isFinite(total)) {
      reported = total;
    }
  }

  /**
   * The total now.
   *
   * @return 0 or more
   */
  public double value() {
    return whole + fractional + reported;
  }

  Labels labels() {
    return labels;
  }

  CounterDataPointSnapshot snapshot() {
    return new CounterDataPointSnapshot(value(), labels, null, createdMillis);
  }
}
