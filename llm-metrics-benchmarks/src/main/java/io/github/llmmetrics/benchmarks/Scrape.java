package io.github.llmmetrics.benchmarks;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.stream.Stream;

/** What one scrape says. */
record Scrape(MetricSnapshots snapshots) {

  /** The sum of a counter's or a gauge's series, or the number of a histogram's observations. */
  long sum(String metric) {
    return sum(metric, "model", Stage.MODEL);
  }

  /** The same of the series that have a label with a value. */
  long sum(String metric, String label, String value) {
    return series(metric)
        .filter(point -> value.equals(point.getLabels().get(label)))
        .mapToLong(Scrape::value)
        .sum();
  }

  /** The sum of all series. */
  long total(String metric) {
    return series(metric).mapToLong(Scrape::value).sum();
  }

  private Stream<? extends DataPointSnapshot> series(String metric) {
    return snapshots.stream()
        .filter(snapshot -> metric.equals(name(snapshot)))
        .flatMap(snapshot -> snapshot.getDataPoints().stream());
  }

  /** As the exposition spells it. */
  private static String name(MetricSnapshot snapshot) {
    String name = snapshot.getMetadata().getPrometheusName();
    return snapshot instanceof CounterSnapshot ? name + "_total" : name;
  }

  private static long value(DataPointSnapshot point) {
    if (point instanceof CounterDataPointSnapshot counter) {
      return (long) counter.getValue();
    }
    return point instanceof HistogramDataPointSnapshot histogram
        ? histogram.getCount()
        : (long) ((GaugeDataPointSnapshot) point).getValue();
  }
}
