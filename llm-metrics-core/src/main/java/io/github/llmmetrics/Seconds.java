package io.github.llmmetrics;

/** Seconds, the unit of every duration that is exposed. */
final class Seconds {

  private static final double NANOS_PER_SECOND = 1e9;

  private Seconds() {}

  /** An n-th part, for n of 1 or more. */
  static double of(long nanos, int n) {
    // A division costs as much as finding the bucket, and nearly always n is 1.
    return n == 1 ? of(nanos) : of(nanos) / n;
  }

  static double of(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }
}
