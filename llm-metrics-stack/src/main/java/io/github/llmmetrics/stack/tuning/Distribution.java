package io.github.llmmetrics.stack.tuning;

import java.util.Collection;

/** Measured values, by their order. */
final class Distribution {

  private final double[] sorted;

  Distribution(Collection<Double> values) {
    sorted = values.stream()
        .mapToDouble(Double::doubleValue)
        .filter(Double::isFinite)
        .sorted()
        .toArray();
  }

  int count() {
    return sorted.length;
  }

  /** The least value that this share of all does not exceed. */
  double quantile(double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1];
  }

  double least() {
    return sorted[0];
  }

  double greatest() {
    return sorted[sorted.length - 1];
  }
}
