package io.github.llmmetrics.instrument;

import java.util.Arrays;

/**
 * Finds the bucket of a value: the first whose upper bound the value does not exceed.
 *
 * <p>The first twelve bits of a positive double are its exponent, the next three cut each power of two into eighths. A
 * table says for each eighth where to begin, which leaves a comparison or two: a search would mispredict several
 * branches, as latencies are no regular sequence.
 */
final class BucketIndex {

  private static final int EIGHTH_SHIFT = 52 - 3;

  /** Ascending, the last one is +Inf. */
  private final double[] upperBounds;

  private final int[] beginnings;
  private final int firstEighth;

  BucketIndex(double[] finiteBounds) {
    upperBounds = Arrays.copyOf(finiteBounds, finiteBounds.length + 1);
    upperBounds[finiteBounds.length] = Double.POSITIVE_INFINITY;
    int firstPositive = scan(0, 0);
    while (upperBounds[firstPositive] <= 0) {
      firstPositive++;
    }
    firstEighth = eighth(upperBounds[firstPositive]);
    int lastFinite = Math.max(firstPositive, size() - 2);
    int lastEighth = Math.max(firstEighth, eighth(upperBounds[lastFinite]));
    beginnings = new int[lastEighth - firstEighth + 2];
    // Below the smallest positive bound everything begins there; above the largest, at the last.
    beginnings[0] = firstPositive;
    for (int i = 1; i < beginnings.length; i++) {
      beginnings[i] = scan(firstPositive, smallestOf(firstEighth + i));
    }
  }

  private static int eighth(double positive) {
    return (int) (Double.doubleToRawLongBits(positive) >>> EIGHTH_SHIFT);
  }

  private static double smallestOf(int eighth) {
    return Double.longBitsToDouble((long) eighth << EIGHTH_SHIFT);
  }

  /** The number of buckets, that of +Inf included. */
  int size() {
    return upperBounds.length;
  }

  double[] upperBounds() {
    return upperBounds;
  }

  /** The bucket of a finite value. */
  int of(double value) {
    if (value <= 0) {
      return scan(0, value);
    }
    int eighth = Math.min(Math.max(0, eighth(value) - firstEighth), beginnings.length - 1);
    return scan(beginnings[eighth], value);
  }

  private int scan(int begin, double value) {
    int bucket = begin;
    while (value > upperBounds[bucket]) {
      bucket++;
    }
    return bucket;
  }
}
