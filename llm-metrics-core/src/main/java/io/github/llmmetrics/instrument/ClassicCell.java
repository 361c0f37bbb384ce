package io.github.llmmetrics.instrument;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * A histogram's series with classic buckets, all of it in one array of longs:
 *
 * <pre>
 *   0 … n-1   observations of each bucket, the last one that of +Inf
 *   n         the sum in whole steps, see {@link FixedPoint}; it overflows and goes on
 *   n + 1     how often the top bit of the sum has changed: every second time the sum has overflowed
 *   n + 2     the sum of what has no whole steps (below 0, or huge), as the bits of a double
 * </pre>
 *
 * <p>An observation is two atomic additions, wait-free whoever scrapes. The number of observations is that of the
 * buckets, so the two always agree; the sum may lack an observation that is being made.
 */
final class ClassicCell extends HistogramCell {

  /** Below this a double counts steps without a gap. */
  private static final double MAX_STEPS = 1L << 53;

  private static final double STEPS_OF_TOP_BIT = 0x1p63;

  private final BucketIndex index;
  private final double stepsPerUnit;
  private final AtomicLongArray cells;
  private final long createdMillis = System.currentTimeMillis();

  ClassicCell(
      Labels labels, @Nullable ExemplarSlots exemplars, BucketIndex index, double stepsPerUnit) {
    super(labels, exemplars);
    this.index = index;
    this.stepsPerUnit = stepsPerUnit;
    this.cells = new AtomicLongArray(index.size() + 3);
  }

  @Override
  void record(double value, int times) {
    cells.getAndAdd(index.of(value), times);
    double steps = value * times * stepsPerUnit;
    if (steps >= 0 && steps < MAX_STEPS) {
      addSteps((long) (steps + 0.5));
    } else {
      addRest(value * times);
    }
  }

  private void addSteps(long steps) {
    long before = cells.getAndAdd(sum(), steps);
    if ((before ^ (before + steps)) < 0) {
      cells.getAndIncrement(topBitChanges());
    }
  }

  private void addRest(double amount) {
    cells.accumulateAndGet(rest(), Double.doubleToRawLongBits(amount), DoubleBits::add);
  }

  private int sum() {
    return index.size();
  }

  private int topBitChanges() {
    return index.size() + 1;
  }

  private int rest() {
    return index.size() + 2;
  }

  private double readSum() {
    // In this order: a change that is seen here but not yet counted shows by the odd bit, and is
    // added. The other way round it could be counted twice.
    long changes = cells.get(topBitChanges());
    long steps = cells.get(sum());
    if ((changes & 1) != steps >>> 63) {
      changes++;
    }
    double wholeSteps = changes * STEPS_OF_TOP_BIT + (double) (steps & Long.MAX_VALUE);
    return wholeSteps / stepsPerUnit + Double.longBitsToDouble(cells.get(rest()));
  }

  @Override
  boolean isEmpty() {
    for (int i = 0; i < index.size(); i++) {
      if (cells.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** What a scrape shows of it. */
  HistogramDataPointSnapshot snapshot() {
    double sum = readSum();
    long[] counts = new long[index.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = cells.get(i);
    }
    return new HistogramDataPointSnapshot(
        ClassicHistogramBuckets.of(index.upperBounds(), counts),
        sum,
        labels(),
        exemplars(),
        createdMillis);
  }
}
