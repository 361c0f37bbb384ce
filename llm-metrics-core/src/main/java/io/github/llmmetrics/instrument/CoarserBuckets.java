package io.github.llmmetrics.instrument;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import java.util.List;
import java.util.TreeSet;

/** Buckets that were counted between more bounds than are shown. */
final class CoarserBuckets {

  private CoarserBuckets() {}

  /** The bounds of both, ascending. */
  static List<Double> union(List<Double> some, List<Double> others) {
    TreeSet<Double> bounds = new TreeSet<>(some);
    bounds.addAll(others);
    return List.copyOf(bounds);
  }

  /**
   * The same counts between fewer bounds.
   *
   * @param fine what was counted
   * @param bounds some of its bounds, ascending, without infinity
   */
  static ClassicHistogramBuckets of(ClassicHistogramBuckets fine, List<Double> bounds) {
    double[] upper = new double[bounds.size() + 1];
    long[] counts = new long[upper.length];
    for (int i = 0; i < bounds.size(); i++) {
      upper[i] = bounds.get(i);
    }
    upper[bounds.size()] = Double.POSITIVE_INFINITY;
    int at = 0;
    for (int i = 0; i < fine.size(); i++) {
      while (fine.getUpperBound(i) > upper[at]) {
        at++;
      }
      counts[at] += fine.getCount(i);
    }
    return ClassicHistogramBuckets.of(upper, counts);
  }
}
