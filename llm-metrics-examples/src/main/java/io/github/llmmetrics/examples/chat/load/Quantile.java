package io.github.llmmetrics.examples.chat.load;

import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;

/** Prometheus' {@code histogram_quantile}: linear inside the bucket that the quantile falls in. */
final class Quantile {

  private Quantile() {}

  /**
   * The quantile of a classic histogram.
   *
   * @param q more than 0, at most 1
   * @param cumulative upper bound to the number of observations up to it; the last bound is infinite
   * @return empty where there are no observations or no finite bound; the highest finite bound where it is above that
   */
  static OptionalDouble of(double q, NavigableMap<Double, Double> cumulative) {
    if (cumulative.size() < 2 || cumulative.lastEntry().getValue() <= 0) {
      return OptionalDouble.empty();
    }
    double rank = q * cumulative.lastEntry().getValue();
    double bound = cumulative.lastKey();
    for (Map.Entry<Double, Double> bucket : cumulative.entrySet()) {
      if (bucket.getValue() >= rank) {
        bound = bucket.getKey();
        break;
      }
    }
    return OptionalDouble.of(
        bound == Double.POSITIVE_INFINITY
            ? cumulative.lowerKey(bound)
            : inside(bound, rank, cumulative));
  }

  private static double inside(double bound, double rank, NavigableMap<Double, Double> cumulative) {
    Map.Entry<Double, Double> below = cumulative.lowerEntry(bound);
    double lowerBound = below == null ? 0 : below.getKey();
    double countBelow = below == null ? 0 : below.getValue();
    double count = cumulative.getOrDefault(bound, rank) - countBelow;
    return lowerBound + (bound - lowerBound) * (rank - countBelow) / count;
  }
}
