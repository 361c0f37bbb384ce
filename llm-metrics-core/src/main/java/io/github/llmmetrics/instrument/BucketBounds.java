package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricType;
import java.util.List;

/** The rule for bucket bounds: finite, ascending, and with every bound that a threshold or an objective refers to. */
final class BucketBounds {

  private BucketBounds() {}

  static void check(MetricDefinition metric, List<Double> bounds) {
    if (metric.type() != MetricType.HISTOGRAM) {
      throw new IllegalArgumentException("buckets of " + metric.name() + ": it is a "
          + metric.type() + ", not a " + MetricType.HISTOGRAM);
    }
    if (bounds.isEmpty()) {
      throw new IllegalArgumentException(
          "buckets of " + metric.name() + ": must hold at least one bound");
    }
    for (int i = 0; i < bounds.size(); i++) {
      if (!Double.isFinite(bounds.get(i)) || (i > 0 && bounds.get(i) <= bounds.get(i - 1))) {
        throw new IllegalArgumentException(
            "buckets of " + metric.name() + ": " + bounds + " must be finite and ascending");
      }
    }
    List<Double> missing = metric.requiredBounds().stream()
        .filter(bound -> !bounds.contains(bound))
        .toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "buckets of " + metric.name() + ": " + bounds + " must hold "
              + metric.requiredBounds()
              + " (thresholds and objectives are read at these bounds); missing "
              + missing);
    }
  }
}
