package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A histogram of the catalogue: client_java's buckets, our labels and exemplars. Thread-safe. */
public final class HistogramFamily extends Family<HistogramCell> {

  private final Histogram histogram;
  private final double[] bounds;
  private final boolean exemplarsEnabled;
  private final Map<Labels, HistogramCell> byLabels = new ConcurrentHashMap<>();

  HistogramFamily(MetricDefinition definition, InstrumentSet set, HistogramSettings settings) {
    super(definition, set);
    this.bounds = settings.bounds().stream().mapToDouble(Double::doubleValue).toArray();
    this.exemplarsEnabled = settings.exemplars();
    this.histogram = build(settings);
  }

  private Histogram build(HistogramSettings settings) {
    // The keys that were resolved already must not be applied a second time.
    PrometheusProperties remaining = PrometheusProperties.builder()
        .defaultMetricsProperties(settings.nativeProperties())
        .build();
    Histogram.Builder builder = Histogram.builder(remaining);
    switch (settings.form()) {
      case CLASSIC -> builder.classicOnly().classicUpperBounds(bounds);
      case NATIVE -> builder.nativeOnly();
      case CLASSIC_AND_NATIVE -> builder.classicUpperBounds(bounds);
    }
    builder.withoutExemplars();
    return builder
        .name(definition.name())
        .help(definition.description())
        .constLabels(constantLabels())
        .labelNames(definition.labelNames().toArray(String[]::new))
        .build();
  }

  private Labels constantLabels() {
    return descriptor().constantLabels();
  }

  /**
   * The cell of one set of label values; resolve it once and keep it.
   *
   * @param labelValues one for each label of the definition, in its order; repaired already
   * @return the series' own cell, or the one of {@code other} where the metric's cap is reached
   */
  public HistogramCell cell(String... labelValues) {
    return resolve(labelValues);
  }

  @Override
  HistogramCell newCell(Labels labels) {
    return byLabels.computeIfAbsent(labels, this::newCellOnce);
  }

  private HistogramCell newCellOnce(Labels labels) {
    String[] values = definition.labelNames().stream().map(labels::get).toArray(String[]::new);
    ExemplarSlots exemplars = exemplarsEnabled ? new ExemplarSlots(bounds) : null;
    return new HistogramCell(histogram.labelValues(values), exemplars);
  }

  @Override
  HistogramCell overflowCell(List<String> labelValues) {
    return otherCell(labelValues);
  }

  @Override
  MetricSnapshot snapshot(Collection<HistogramCell> cells) {
    List<HistogramDataPointSnapshot> points = histogram.collect().getDataPoints().stream()
        .filter(point -> point.getCount() > 0)
        .map(this::withExemplars)
        .toList();
    return new HistogramSnapshot(descriptor().metadata(), points);
  }

  private HistogramDataPointSnapshot withExemplars(HistogramDataPointSnapshot point) {
    HistogramCell cell = byLabels.get(point.getLabels());
    Exemplars exemplars = cell == null ? Exemplars.EMPTY : cell.exemplars();
    if (exemplars.size() == 0) {
      return point;
    }
    return new HistogramDataPointSnapshot(
        point.getClassicBuckets(),
        point.getNativeSchema(),
        point.getNativeZeroCount(),
        point.getNativeZeroThreshold(),
        point.getNativeBucketsForPositiveValues(),
        point.getNativeBucketsForNegativeValues(),
        point.getSum(),
        point.getLabels(),
        exemplars,
        point.getCreatedTimestampMillis());
  }
}
