package io.github.llmmetrics;

/** Seconds, the unit of every duration that is exposed. */
final class Seconds {

  private static final double NANOS_PER_SECOND = 1e9;

  private Seconds() {}

  static double of(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }
}
