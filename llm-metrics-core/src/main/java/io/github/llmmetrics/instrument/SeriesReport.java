package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.SelfMetrics;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;

/** How many series each metric has whose number the catalogue leaves open, and how many it may have. */
final class SeriesReport {

  private final Descriptor series;
  private final Descriptor limit;
  private final List<GaugeDataPointSnapshot> seriesPoints = new ArrayList<>();
  private final List<GaugeDataPointSnapshot> limitPoints = new ArrayList<>();

  SeriesReport(Labels constantLabels) {
    this.series = new Descriptor(SelfMetrics.METRICS_SERIES, constantLabels);
    this.limit = new Descriptor(SelfMetrics.METRICS_SERIES_LIMIT, constantLabels);
  }

  static List<MetricDefinition> definitions() {
    return List.of(SelfMetrics.METRICS_SERIES, SelfMetrics.METRICS_SERIES_LIMIT);
  }

  void add(MetricDefinition metric, int size, int seriesLimit) {
    if (!Descriptor.canGrow(metric)) {
      return;
    }
    add(metric.name(), size, seriesLimit);
  }

  /** A metric whose number of series is open. */
  void add(String name, int size, int seriesLimit) {
    List<String> labels = List.of(name);
    seriesPoints.add(new GaugeDataPointSnapshot(size, series.labels(labels), null));
    limitPoints.add(new GaugeDataPointSnapshot(seriesLimit, limit.labels(labels), null));
  }

  List<MetricSnapshot> collect() {
    return List.of(
        new GaugeSnapshot(series.metadata(), seriesPoints),
        new GaugeSnapshot(limit.metadata(), limitPoints));
  }
}
