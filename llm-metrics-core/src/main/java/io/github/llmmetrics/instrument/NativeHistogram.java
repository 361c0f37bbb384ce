package io.github.llmmetrics.instrument;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The series of a histogram with native buckets: client_java's, with our labels and exemplars. */
final class NativeHistogram {

  private final List<String> labelNames;
  private final Histogram histogram;
  private final Map<Labels, NativeCell> byLabels = new ConcurrentHashMap<>();

  NativeHistogram(Descriptor descriptor, HistogramSettings settings, double[] bounds) {
    this.labelNames = descriptor.definition().labelNames();
    // The keys that were resolved already must not be applied a second time.
    PrometheusProperties remaining = PrometheusProperties.builder()
        .defaultMetricsProperties(settings.nativeProperties())
        .build();
    Histogram.Builder builder = Histogram.builder(remaining);
    if (settings.form() == HistogramForm.NATIVE) {
      builder.nativeOnly();
    } else {
      builder.classicUpperBounds(bounds);
    }
    this.histogram = builder
        .withoutExemplars()
        .name(descriptor.definition().name())
        .help(descriptor.definition().description())
        .constLabels(descriptor.constantLabels())
        .labelNames(labelNames.toArray(String[]::new))
        .build();
  }

  /** The same cell for the same labels, whoever is faster: client_java has one point for them. */
  NativeCell cell(Labels labels, @Nullable ExemplarSlots exemplars) {
    return byLabels.computeIfAbsent(labels, key -> {
      String[] values = labelNames.stream().map(key::get).toArray(String[]::new);
      return new NativeCell(key, exemplars, histogram.labelValues(values));
    });
  }

  List<HistogramDataPointSnapshot> snapshots() {
    return histogram.collect().getDataPoints().stream()
        .filter(point -> point.getCount() > 0)
        .map(this::withExemplars)
        .toList();
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
