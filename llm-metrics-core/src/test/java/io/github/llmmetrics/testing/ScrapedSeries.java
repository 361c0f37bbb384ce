package io.github.llmmetrics.testing;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The samples of one scrape by name and labels, under the names that a client sees: {@code x_total}, {@code x_count},
 * {@code x_sum}.
 */
public final class ScrapedSeries {

  private final Map<String, Map<Labels, Double>> byName = new LinkedHashMap<>();

  private ScrapedSeries(MetricSnapshots snapshots) {
    for (MetricSnapshot snapshot : snapshots) {
      String name = snapshot.getMetadata().getPrometheusName();
      for (DataPointSnapshot point : snapshot.getDataPoints()) {
        if (point instanceof CounterDataPointSnapshot counter) {
          put(name + "_total", point, counter.getValue());
        } else if (point instanceof GaugeDataPointSnapshot gauge) {
          put(name, point, gauge.getValue());
        } else if (point instanceof HistogramDataPointSnapshot histogram) {
          put(name + "_count", point, (double) histogram.getCount());
          put(name + "_sum", point, histogram.getSum());
        }
      }
    }
  }

  private void put(String name, DataPointSnapshot point, double value) {
    byName.computeIfAbsent(name, key -> new LinkedHashMap<>()).put(point.getLabels(), value);
  }

  /** Scrapes. */
  public static ScrapedSeries of(PrometheusRegistry registry) {
    return new ScrapedSeries(registry.scrape());
  }

  /** All series by name. */
  public Map<String, Map<Labels, Double>> byName() {
    return byName;
  }

  /** All series of a name. */
  public Map<Labels, Double> series(String name) {
    return byName.getOrDefault(name, Map.of());
  }

  /** The sum of the series that have these labels, given as name, value, name, value. 0 where there is none. */
  public double sum(String name, String... labels) {
    double sum = 0;
    for (Map.Entry<Labels, Double> series : series(name).entrySet()) {
      if (matches(series.getKey(), labels)) {
        sum += series.getValue();
      }
    }
    return sum;
  }

  private static boolean matches(Labels labels, String... wanted) {
    for (int i = 0; i < wanted.length; i += 2) {
      if (!wanted[i + 1].equals(labels.get(wanted[i]))) {
        return false;
      }
    }
    return true;
  }
}
