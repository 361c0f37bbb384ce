package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricType;
import io.github.llmmetrics.dialect.Dialect;
import io.github.llmmetrics.dialect.DialectMetric;
import io.github.llmmetrics.dialect.DialectSeries;
import io.github.llmmetrics.dialect.DialectTerm;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A dialect's series, made at a scrape from what the scrape has read already, so that both always say the same.
 *
 * <p>A histogram of ours that the dialect shows with other buckets counts between the bounds of both; each side shows its
 * own. Thread-safe.
 */
final class DialectView {

  private final Dialect dialect;
  private final Labels constantLabels;
  private final Map<MetricDefinition, List<Double>> ownBounds = new ConcurrentHashMap<>();
  private final Map<List<String>, Double> highest = new ConcurrentHashMap<>();

  DialectView(Dialect dialect, Labels constantLabels) {
    this.dialect = dialect;
    this.constantLabels = constantLabels;
    for (DialectMetric metric : dialect.metrics()) {
      for (String label : metric.labelNames()) {
        if (constantLabels.contains(label)) {
          throw new IllegalArgumentException("constantLabel: '" + label + "' is a label of "
              + metric.name() + ", which the dialect " + dialect + " exposes");
        }
      }
    }
  }

  /** What a histogram of ours counts between, for both sides. */
  HistogramSettings settings(MetricDefinition metric, HistogramSettings own) {
    List<DialectMetric> users =
        dialect.metrics().stream().filter(each -> each.needsBoundsOf(metric)).toList();
    if (users.isEmpty()) {
      return own;
    }
    if (own.form() == HistogramForm.NATIVE) {
      throw new IllegalArgumentException("histograms: NATIVE for " + metric.name()
          + " leaves nothing to make " + users.get(0).name() + " of, which the dialect " + dialect
          + " exposes; must be CLASSIC or CLASSIC_AND_NATIVE");
    }
    ownBounds.put(metric, own.bounds());
    List<Double> bounds = own.bounds();
    for (DialectMetric user : users) {
      bounds = CoarserBuckets.union(bounds, user.buckets());
    }
    return own.withBounds(bounds);
  }

  /** Our own side of a snapshot. */
  MetricSnapshot own(MetricDefinition metric, MetricSnapshot read) {
    List<Double> bounds = ownBounds.get(metric);
    if (bounds == null || !(read instanceof HistogramSnapshot histogram)) {
      return read;
    }
    return new HistogramSnapshot(
        read.getMetadata(),
        histogram.getDataPoints().stream()
            .map(point -> new HistogramDataPointSnapshot(
                CoarserBuckets.of(point.getClassicBuckets(), bounds),
                point.getNativeSchema(),
                point.getNativeZeroCount(),
                point.getNativeZeroThreshold(),
                point.getNativeBucketsForPositiveValues(),
                point.getNativeBucketsForNegativeValues(),
                point.getSum(),
                point.getLabels(),
                point.getExemplars(),
                point.getCreatedTimestampMillis()))
            .toList());
  }

  List<DialectMetric> metrics() {
    return dialect.metrics();
  }

  MetricFamilyDescriptor descriptor(DialectMetric metric) {
    List<String> labels = new ArrayList<>(metric.labelNames());
    constantLabels.forEach(label -> labels.add(label.getName()));
    return MetricFamilyDescriptor.of(
        io.prometheus.metrics.model.registry.MetricType.valueOf(metric.type().name()),
        metadata(metric),
        labels);
  }

  /** The dialect's side: one metric, from all that a scrape has read. */
  MetricSnapshot derive(DialectMetric metric, SnapshotsByMetric read) {
    return switch (metric.type()) {
      case HISTOGRAM -> new HistogramSnapshot(metadata(metric), histograms(metric, read));
      case COUNTER -> new CounterSnapshot(metadata(metric), counters(metric, read));
      case GAUGE -> new GaugeSnapshot(metadata(metric), gauges(metric, read));
      case INFO -> throw new IllegalStateException(metric.name());
    };
  }

  private List<HistogramDataPointSnapshot> histograms(
      DialectMetric metric, SnapshotsByMetric read) {
    DialectTerm term = metric.series().get(0).terms().get(0);
    List<HistogramDataPointSnapshot> result = new ArrayList<>();
    for (String model : read.models(metric)) {
      List<HistogramDataPointSnapshot> parts =
          read.points(term, model).map(HistogramDataPointSnapshot.class::cast).toList();
      if (!parts.isEmpty()) {
        result.add(sum(parts, metric.buckets(), labels(metric, model, "")));
      }
    }
    return result;
  }

  private static HistogramDataPointSnapshot sum(
      List<HistogramDataPointSnapshot> parts, List<Double> bounds, Labels labels) {
    double sum = 0;
    long created = Long.MAX_VALUE;
    long[] counts = new long[bounds.size() + 1];
    double[] upper = new double[counts.length];
    List<Exemplar> exemplars = new ArrayList<>();
    for (HistogramDataPointSnapshot part : parts) {
      ClassicHistogramBuckets buckets = CoarserBuckets.of(part.getClassicBuckets(), bounds);
      for (int i = 0; i < counts.length; i++) {
        counts[i] += buckets.getCount(i);
        upper[i] = buckets.getUpperBound(i);
      }
      sum += part.getSum();
      created = Math.min(created, part.getCreatedTimestampMillis());
      part.getExemplars().forEach(exemplars::add);
    }
    return new HistogramDataPointSnapshot(
        ClassicHistogramBuckets.of(upper, counts), sum, labels, Exemplars.of(exemplars), created);
  }

  private List<CounterDataPointSnapshot> counters(DialectMetric metric, SnapshotsByMetric read) {
    List<CounterDataPointSnapshot> result = new ArrayList<>();
    for (String model : read.models(metric)) {
      for (DialectSeries series : metric.series()) {
        Double value = value(series, model, read);
        if (value != null) {
          value = subtracts(series) ? neverFalling(metric, series, model, value) : value;
          result.add(new CounterDataPointSnapshot(
              value,
              labels(metric, model, series.labelValue()),
              null,
              created(series, model, read)));
        }
      }
    }
    return result;
  }

  private static boolean subtracts(DialectSeries series) {
    return series.terms().stream().anyMatch(term -> term.factor() < 0);
  }

  /**
   * What is subtracted is read after what it is subtracted from, and may be ahead of it: for a moment the difference can
   * be too small, but never too large. So the highest one so far is right.
   */
  private double neverFalling(
      DialectMetric metric, DialectSeries series, String model, double value) {
    return highest.merge(
        List.of(metric.name(), series.labelValue(), model), Math.max(value, 0), Math::max);
  }

  private static long created(DialectSeries series, String model, SnapshotsByMetric read) {
    return series.terms().stream()
        .flatMap(term -> read.points(term, model))
        .mapToLong(DataPointSnapshot::getCreatedTimestampMillis)
        .min()
        .orElse(0);
  }

  private List<GaugeDataPointSnapshot> gauges(DialectMetric metric, SnapshotsByMetric read) {
    List<GaugeDataPointSnapshot> result = new ArrayList<>();
    for (String model : read.models(metric)) {
      for (DialectSeries series : metric.series()) {
        Double value = value(series, model, read);
        if (value != null) {
          result.add(
              new GaugeDataPointSnapshot(value, labels(metric, model, series.labelValue()), null));
        }
      }
    }
    return result;
  }

  /** Null where one of the terms has no series. */
  private static @Nullable Double value(
      DialectSeries series, String model, SnapshotsByMetric read) {
    double value = 0;
    for (DialectTerm term : series.terms()) {
      List<? extends DataPointSnapshot> points = read.points(term, model).toList();
      if (points.isEmpty()) {
        return null;
      }
      value += term.factor() * points.stream().mapToDouble(DialectView::number).sum();
    }
    return value;
  }

  private static double number(DataPointSnapshot point) {
    if (point instanceof CounterDataPointSnapshot counter) {
      return counter.getValue();
    }
    return ((GaugeDataPointSnapshot) point).getValue();
  }

  private Labels labels(DialectMetric metric, String model, String value) {
    List<String> values = metric.label().isEmpty()
        ? List.of(model, DialectMetric.ENGINE)
        : List.of(model, DialectMetric.ENGINE, value);
    return constantLabels.merge(Labels.of(metric.labelNames(), values));
  }

  static MetricMetadata metadata(DialectMetric metric) {
    String name = metric.type() == MetricType.COUNTER
        ? metric.name().substring(0, metric.name().length() - "_total".length())
        : metric.name();
    MetricDefinition first = metric.sources().get(0);
    return new MetricMetadata(name, "made of " + first.name() + ": " + first.description());
  }
}
