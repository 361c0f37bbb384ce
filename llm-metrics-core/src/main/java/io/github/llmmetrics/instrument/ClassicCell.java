package io.github.llmmetrics.instrument;

import io.github.llmmetrics.internal.FieldAccess;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * A histogram's series with classic buckets. A bucket is one long, its number of observations in the low {@value
 * #COUNT_BITS} bits and their sum, in whole steps (see {@link FixedPoint}), in those above:
 *
 * <pre>
 *   0 … n-1   word = (sum << COUNT_BITS) + count
 *   n         how often the top bit of any sum has changed
 * </pre>
 *
 * <p>An observation is one atomic addition, wait-free whoever scrapes, and a scrape never sees a count without its sum.
 *
 * <p>Both parts may overflow, and go on: whoever makes a top bit change counts that, which is one observation in
 * thousands. A reader takes the count of changes, then the words, and a bit that does not fit to it has just changed.
 */
final class ClassicCell extends HistogramCell {

  private static final int COUNT_BITS = 22;

  /** The top bit of the count. */
  private static final long COUNT_TOP = 1L << (COUNT_BITS - 1);

  /** The top bit of the sum. */
  private static final long SUM_TOP = Long.MIN_VALUE;

  /** So many steps at once change the top bit of the sum once at most. */
  private static final long MAX_STEPS = 1L << (Long.SIZE - 1 - COUNT_BITS);

  /** A change counted while the words are read makes them useless; nothing real changes so fast so often. */
  private static final int MAX_READS = 1_000;

  private static final VarHandle COUNT_CHANGES =
      FieldAccess.to(MethodHandles.lookup(), "countChanges", AtomicIntegerArray.class);

  private static final VarHandle REST =
      FieldAccess.to(MethodHandles.lookup(), "rest", double.class);

  private final BucketIndex index;
  private final BucketIndex nanosIndex;
  private final double stepsPerUnit;
  private final AtomicLongArray cells;
  private final long createdMillis = System.currentTimeMillis();

  /** The sum of what has no whole steps, below 0 or very large. */
  private volatile double rest;

  /** How often the top bit of each count has changed; few series ever come to that. */
  private volatile @Nullable AtomicIntegerArray countChanges;

  ClassicCell(
      Labels labels,
      @Nullable ExemplarSlots exemplars,
      BucketIndex index,
      BucketIndex nanosIndex,
      double stepsPerUnit) {
    super(labels, exemplars);
    this.index = index;
    this.nanosIndex = nanosIndex;
    this.stepsPerUnit = stepsPerUnit;
    this.cells = new AtomicLongArray(index.size() + 1);
  }

  @Override
  void record(double value, int times) {
    double steps = value * times * stepsPerUnit;
    if (steps >= 0 && steps < MAX_STEPS - 1) {
      add(index.of(value), (long) (steps + 0.5), times);
    } else {
      add(index.of(value), 0, times);
      REST.getAndAdd(this, value * times);
    }
  }

  @Override
  void recordNanos(long nanos, int things) {
    if (nanos < MAX_STEPS) {
      // Rounded up: a part is within a bound of whole nanoseconds if and only if that is.
      long each = things == 1 ? nanos : (nanos + things - 1) / things;
      add(nanosIndex.of((double) each), nanos, things);
    } else {
      record(nanos / FixedPoint.STEPS_PER_SECOND / things, things);
    }
  }

  private void add(int bucket, long steps, int times) {
    long amount = (steps << COUNT_BITS) + times;
    long before = cells.getAndAdd(bucket, amount);
    long changed = before ^ (before + amount);
    if ((changed & (COUNT_TOP | SUM_TOP)) != 0) {
      countChange(bucket, changed);
    }
  }

  private void countChange(int bucket, long changed) {
    if ((changed & COUNT_TOP) != 0) {
      countChanges().getAndIncrement(bucket);
    }
    if ((changed & SUM_TOP) != 0) {
      cells.getAndIncrement(sumChanges());
    }
  }

  private AtomicIntegerArray countChanges() {
    AtomicIntegerArray present = countChanges;
    while (present == null) {
      COUNT_CHANGES.compareAndSet(this, null, new AtomicIntegerArray(index.size()));
      present = countChanges;
    }
    return present;
  }

  private int sumChanges() {
    return index.size();
  }

  private int countChanges(int bucket) {
    AtomicIntegerArray present = countChanges;
    return present == null ? 0 : present.get(bucket);
  }

  /** Fills in the number of observations of each bucket, and returns their sum. */
  private double read(long[] counts) {
    for (int read = 1; ; read++) {
      long changes = cells.get(sumChanges());
      long steps = 0;
      long topBits = 0;
      for (int i = 0; i < counts.length; i++) {
        long word = readWord(i, counts);
        // The count's own overflows are in the sum's bits, and go out of them with the count.
        steps += ((word & ~SUM_TOP) - counts[i]) >> COUNT_BITS;
        topBits ^= word;
      }
      if (changes == cells.get(sumChanges()) || read == MAX_READS) {
        changes += (changes & 1) ^ (topBits >>> (Long.SIZE - 1));
        double wholeSteps = changes * (double) MAX_STEPS + steps;
        return wholeSteps / stepsPerUnit + rest;
      }
    }
  }

  /** Fills in the number of observations of one bucket, and returns the word that it was read from. */
  private long readWord(int bucket, long[] counts) {
    int changes;
    long word;
    do {
      changes = countChanges(bucket);
      word = cells.get(bucket);
    } while (changes != countChanges(bucket));
    long all = changes;
    if ((all & 1) != ((word & COUNT_TOP) == 0 ? 0 : 1)) {
      all++;
    }
    counts[bucket] = all * COUNT_TOP + (word & (COUNT_TOP - 1));
    return word;
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
    long[] counts = new long[index.size()];
    double sum = read(counts);
    return new HistogramDataPointSnapshot(
        ClassicHistogramBuckets.of(index.upperBounds(), counts),
        sum,
        labels(),
        exemplars(),
        createdMillis);
  }
}
