package io.github.llmmetrics.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.dialect.Dialect;
import io.github.llmmetrics.dialect.DialectMetric;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DialectViewTest {

  private static final DialectMetric SUCCESS = Dialect.VLLM.metrics().stream()
      .filter(metric -> metric.label().equals("finished_reason"))
      .findFirst()
      .orElseThrow();

  private final DialectView view = new DialectView(Dialect.VLLM, Labels.EMPTY);

  /** A scrape that read so many successes, and then so many ends by length. */
  private double stops(double successes, double lengths) {
    CounterSnapshot derived = (CounterSnapshot) view.derive(
        SUCCESS,
        new SnapshotsByMetric(Map.of(
            ApplicationMetrics.REQUESTS,
            counter(Labels.of("model", "m", "status", "success"), successes),
            ApplicationMetrics.FINISH_REASONS,
            counter(Labels.of("model", "m", "reason", "length"), lengths))));
    return derived.getDataPoints().stream()
        .filter(point -> "stop".equals(point.getLabels().get("finished_reason")))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static CounterSnapshot counter(Labels labels, double value) {
    return new CounterSnapshot(
        new MetricMetadata("c"), List.of(new CounterDataPointSnapshot(value, labels, null, 1)));
  }

  @Test
  void stop_whileLengthsAreReadAhead_doesNotFall_andIsRightAtRest() {
    assertThat(stops(0, 1)).isZero();
    assertThat(stops(10, 4)).isEqualTo(6);
    assertThat(stops(10, 7)).isEqualTo(6);
    assertThat(stops(14, 7)).isEqualTo(7);
  }

  @Test
  void coarserBuckets_keepEveryCount() {
    ClassicHistogramBuckets fine = ClassicHistogramBuckets.of(
        new double[] {1, 2, 3, 4, Double.POSITIVE_INFINITY}, new long[] {1, 2, 4, 8, 16});

    ClassicHistogramBuckets coarse = CoarserBuckets.of(fine, List.of(2.0, 3.0));

    assertThat(coarse.stream().map(bucket -> bucket.getUpperBound() + " " + bucket.getCount()))
        .containsExactly("2.0 3", "3.0 4", "Infinity 24");
    assertThat(CoarserBuckets.union(List.of(1.0, 3.0), List.of(2.0, 3.0)))
        .containsExactly(1.0, 2.0, 3.0);
  }
}
