package io.github.llmmetrics.benchmarks;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** What one scrape says. */
record Scrape(MetricSnapshots snapshots) {

  /** The sum of a counter's or a gauge's series, or the number of a histogram's observations. */
  long sum(String metric) {
    return sum(metric, "model", Stage.MODEL);
  }

  /** The same of the series that have a label with a value. */
  long sum(String metric, String label, String value) {
    long sum = 0;
    for (MetricSnapshot snapshot : snapshots) {
      if (metric.equals(name(snapshot))) {
        for (DataPointSnapshot point : snapshot.getDataPoints()) {
          sum += value.equals(point.getLabels().get(label)) ? value(point) : 0;
        }
      }
    }
    return sum;
  }

  /** The sum of all series. */
  long total(String metric) {
    long sum = 0;
    for (MetricSnapshot snapshot : snapshots) {
      if (metric.equals(name(snapshot))) {
        sum += snapshot.getDataPoints().stream().mapToLong(Scrape::value).sum();
      }
    }
    return sum;
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
