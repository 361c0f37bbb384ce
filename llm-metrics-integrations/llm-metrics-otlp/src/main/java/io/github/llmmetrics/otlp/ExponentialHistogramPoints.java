package io.github.llmmetrics.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.NativeHistogramBucket;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Native histograms as exponential ones. The two have the same bounds, powers of 2^(2^-scale); but Prometheus numbers a
 * bucket by its upper bound and lists those that hold something, OpenTelemetry numbers it by its lower bound and lists
 * all of a range.
 */
final class ExponentialHistogramPoints {

  /** What a range may hold; a wider one is merged, two buckets into one, until it fits. No count is lost. */
  private static final int MAX_BUCKETS = 1_024;

  private ExponentialHistogramPoints() {}

  static ExponentialHistogramPointData of(
      HistogramDataPointSnapshot point,
      long startNanos,
      long nanos,
      Attributes attributes,
      List<DoubleExemplarData> exemplars) {
    NativeHistogramBuckets positive = point.getNativeBucketsForPositiveValues();
    NativeHistogramBuckets negative = point.getNativeBucketsForNegativeValues();
    int merges = Math.max(mergesToFit(positive), mergesToFit(negative));
    int scale = point.getNativeSchema() - merges;
    return ExponentialHistogramPointData.create(
        scale,
        point.getSum(),
        point.getNativeZeroCount(),
        false,
        0,
        false,
        0,
        buckets(scale, positive, merges),
        buckets(scale, negative, merges),
        startNanos,
        nanos,
        attributes,
        exemplars);
  }

  private static int mergesToFit(NativeHistogramBuckets buckets) {
    int merges = 0;
    while (buckets.size() > 0
        && (long) highest(buckets, merges) - lowest(buckets, merges) >= MAX_BUCKETS) {
      merges++;
    }
    return merges;
  }

  private static ExponentialHistogramBuckets buckets(
      int scale, NativeHistogramBuckets buckets, int merges) {
    if (buckets.size() == 0) {
      return ExponentialHistogramBuckets.create(scale, 0, List.of());
    }
    int offset = lowest(buckets, merges);
    List<Long> counts =
        new ArrayList<>(Collections.nCopies(highest(buckets, merges) - offset + 1, 0L));
    for (NativeHistogramBucket bucket : buckets) {
      int at = index(bucket.getBucketIndex(), merges) - offset;
      counts.set(at, counts.get(at) + bucket.getCount());
    }
    return ExponentialHistogramBuckets.create(scale, offset, counts);
  }

  /** client_java keeps them ascending. */
  private static int lowest(NativeHistogramBuckets buckets, int merges) {
    return index(buckets.getBucketIndex(0), merges);
  }

  private static int highest(NativeHistogramBuckets buckets, int merges) {
    return index(buckets.getBucketIndex(buckets.size() - 1), merges);
  }

  private static int index(int nativeIndex, int merges) {
    return (nativeIndex - 1) >> merges;
  }
}
