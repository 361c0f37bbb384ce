package io.github.llmmetrics.instrument;

import java.util.Arrays;

/**
 * Finds the bucket of a value: the first whose upper bound the value does not exceed.
 *
 * <p>The first twelve bits of a positive double are its exponent, the next three cut each power of two into eighths. A
 * table says for each eighth where to begin; of our ladders no eighth has more than one bound in it, so that a single
 * comparison is left, and no branch: latencies are no regular sequence, and a search would mispredict several.
 */
final class BucketIndex {

  private static final int EIGHTH_SHIFT = 52 - 3;

  /** Ascending, the last one is +Inf. */
  private final double[] upperBounds;

  /** The same as bits, which for positive doubles are in the same order; 0 for a bound of 0 and below. */
  private final long[] upperBits;

  private final int[] beginnings;
  private final int firstEighth;

  BucketIndex(double[] finiteBounds) {
    upperBounds = Arrays.copyOf(finiteBounds, finiteBounds.length + 1);
    upperBounds[finiteBounds.length] = Double.POSITIVE_INFINITY;
    upperBits = Arrays.stream(upperBounds)
        .mapToLong(bound -> bound > 0 ? Double.doubleToRawLongBits(bound) : 0)
        .toArray();
    int firstPositive = scan(0, 0);
    while (upperBounds[firstPositive] <= 0) {
      firstPositive++;
    }
    firstEighth = eighth(upperBits[firstPositive]);
    int lastFinite = Math.max(firstPositive, size() - 2);
    int lastEighth = Math.max(firstEighth, eighth(upperBits[lastFinite]));
    beginnings = new int[lastEighth - firstEighth + 2];
    // Below the smallest positive bound everything begins there; above the largest, at the last.
    beginnings[0] = firstPositive;
    for (int i = 1; i < beginnings.length; i++) {
      beginnings[i] = scan(firstPositive, smallestOf(firstEighth + i));
    }
  }

  /**
   * The index of whole steps that finds the bucket of what they make.
   *
   * @param stepsPerUnit how many steps are 1
   */
  BucketIndex ofSteps(double stepsPerUnit) {
    return new BucketIndex(Arrays.stream(upperBounds, 0, size() - 1)
        .map(bound -> largestWithin(bound, stepsPerUnit))
        .toArray());
  }

  /** The largest number of steps that does not exceed a bound, by the division that makes a value of them. */
  private static double largestWithin(double bound, double stepsPerUnit) {
    double steps = Math.rint(bound * stepsPerUnit) + 1;
    while (steps / stepsPerUnit > bound) {
      steps = Math.min(steps - 1, Math.nextDown(steps));
    }
    return steps;
  }

  private static int eighth(long bits) {
    return (int) (bits >>> EIGHTH_SHIFT);
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
    long bits = Double.doubleToRawLongBits(value);
    int eighth = Math.min(Math.max(0, eighth(bits) - firstEighth), beginnings.length - 1);
    int bucket = beginnings[eighth];
    // The sign of the difference: 1 if the value is above the bound.
    bucket += (int) ((upperBits[bucket] - bits) >>> 63);
    while (bits > upperBits[bucket]) {
      bucket++;
    }
    return bucket;
  }

  private int scan(int begin, double value) {
    int bucket = begin;
    while (value > upperBounds[bucket]) {
      bucket++;
    }
    return bucket;
  }
}
