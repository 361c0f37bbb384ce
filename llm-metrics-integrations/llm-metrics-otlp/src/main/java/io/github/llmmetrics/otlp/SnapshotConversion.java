package io.github.llmmetrics.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.data.SummaryData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.metrics.data.ValueAtQuantile;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a registry's snapshots say, in OTLP's words. Names are those that a scrape shows; everything that counts is
 * cumulative since the time that the snapshot says.
 *
 * <p>A histogram with classic and native buckets is sent with its classic ones. A gauge histogram has no counterpart and
 * is left out.
 *
 * @param resource who speaks
 * @param scrapedNanos the time of the points that have none of their own, since the epoch
 */
record SnapshotConversion(Resource resource, long scrapedNanos) {

  List<MetricData> convert(MetricSnapshots snapshots) {
    List<MetricData> metrics = new ArrayList<>();
    for (MetricSnapshot snapshot : snapshots) {
      MetricData metric = convert(snapshot);
      if (metric != null && !metric.getData().getPoints().isEmpty()) {
        metrics.add(metric);
      }
    }
    return metrics;
  }

  private @Nullable MetricData convert(MetricSnapshot snapshot) {
    String name = snapshot.getMetadata().getPrometheusName();
    if (snapshot instanceof CounterSnapshot counter) {
      List<DoublePointData> points = counter.getDataPoints().stream()
          .map(point ->
              point(point, point.getLabels(), point.getValue(), exemplars(point.getExemplar())))
          .toList();
      return metric(
          snapshot,
          withSuffix(name, "_total"),
          MetricDataType.DOUBLE_SUM,
          SumData.createDoubleSumData(true, AggregationTemporality.CUMULATIVE, points));
    }
    if (snapshot instanceof GaugeSnapshot gauge) {
      return gauge(
          snapshot,
          name,
          gauge.getDataPoints().stream()
              .map(point ->
                  point(point, point.getLabels(), point.getValue(), exemplars(point.getExemplar())))
              .toList());
    }
    if (snapshot instanceof UnknownSnapshot unknown) {
      return gauge(
          snapshot,
          name,
          unknown.getDataPoints().stream()
              .map(point ->
                  point(point, point.getLabels(), point.getValue(), exemplars(point.getExemplar())))
              .toList());
    }
    if (snapshot instanceof InfoSnapshot info) {
      return gauge(
          snapshot,
          withSuffix(name, "_info"),
          info.getDataPoints().stream()
              .map(point -> point(point, point.getLabels(), 1, List.of()))
              .toList());
    }
    if (snapshot instanceof StateSetSnapshot states) {
      return gauge(snapshot, name, statePoints(name, states));
    }
    if (snapshot instanceof SummarySnapshot summary) {
      return metric(
          snapshot,
          name,
          MetricDataType.SUMMARY,
          SummaryData.create(
              summary.getDataPoints().stream().map(this::summaryPoint).toList()));
    }
    if (snapshot instanceof HistogramSnapshot histogram && !histogram.isGaugeHistogram()) {
      return histogram(histogram, name);
    }
    return null;
  }

  private MetricData histogram(HistogramSnapshot snapshot, String name) {
    List<HistogramDataPointSnapshot> points = snapshot.getDataPoints();
    if (points.stream().allMatch(HistogramDataPointSnapshot::hasClassicHistogramData)) {
      return metric(
          snapshot,
          name,
          MetricDataType.HISTOGRAM,
          HistogramData.create(
              AggregationTemporality.CUMULATIVE,
              points.stream().map(this::classicPoint).toList()));
    }
    return metric(
        snapshot,
        name,
        MetricDataType.EXPONENTIAL_HISTOGRAM,
        ExponentialHistogramData.create(
            AggregationTemporality.CUMULATIVE,
            points.stream()
                .map(point -> ExponentialHistogramPoints.of(
                    point,
                    startNanos(point),
                    nanos(point),
                    attributes(point.getLabels()),
                    exemplars(point.getExemplars())))
                .toList()));
  }

  private HistogramPointData classicPoint(HistogramDataPointSnapshot point) {
    ClassicHistogramBuckets buckets = point.getClassicBuckets();
    List<Double> bounds = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i++) {
      counts.add(buckets.getCount(i));
      // OTLP leaves out the last bound, which is infinite.
      if (i < buckets.size() - 1) {
        bounds.add(buckets.getUpperBound(i));
      }
    }
    return new ExemplifiedHistogramPoint(
        HistogramPointData.create(
            startNanos(point),
            nanos(point),
            attributes(point.getLabels()),
            point.getSum(),
            false,
            0,
            false,
            0,
            bounds,
            counts),
        exemplars(point.getExemplars()));
  }

  private List<DoublePointData> statePoints(String name, StateSetSnapshot snapshot) {
    return snapshot.getDataPoints().stream()
        .flatMap(point -> point.stream()
            .map(state -> point(
                point,
                point.getLabels().merge(Labels.of(name, state.getName())),
                state.isTrue() ? 1 : 0,
                List.of())))
        .toList();
  }

  private SummaryPointData summaryPoint(SummaryDataPointSnapshot point) {
    List<ValueAtQuantile> quantiles = StreamSupport.stream(
            point.getQuantiles().spliterator(), false)
        .map(quantile -> ValueAtQuantile.create(quantile.getQuantile(), quantile.getValue()))
        .toList();
    return SummaryPointData.create(
        startNanos(point),
        nanos(point),
        attributes(point.getLabels()),
        point.hasCount() ? point.getCount() : 0,
        point.hasSum() ? point.getSum() : 0,
        quantiles);
  }

  private MetricData gauge(MetricSnapshot snapshot, String name, List<DoublePointData> points) {
    return metric(
        snapshot, name, MetricDataType.DOUBLE_GAUGE, GaugeData.createDoubleGaugeData(points));
  }

  private MetricData metric(
      MetricSnapshot snapshot, String name, MetricDataType type, Data<?> data) {
    String help = snapshot.getMetadata().getHelp();
    return new ConvertedMetric(
        resource, name, help == null ? "" : help, UcumUnit.of(snapshot.getMetadata()), type, data);
  }

  private DoublePointData point(
      DataPointSnapshot point, Labels labels, double value, List<DoubleExemplarData> exemplars) {
    return DoublePointData.create(
        startNanos(point), nanos(point), attributes(labels), value, exemplars);
  }

  private long nanos(DataPointSnapshot point) {
    return point.hasScrapeTimestamp() ? toNanos(point.getScrapeTimestampMillis()) : scrapedNanos;
  }

  /** 0 is OTLP's word for unknown. */
  private static long startNanos(DataPointSnapshot point) {
    return point.hasCreatedTimestamp() ? toNanos(point.getCreatedTimestampMillis()) : 0;
  }

  private static long toNanos(long epochMillis) {
    return TimeUnit.MILLISECONDS.toNanos(epochMillis);
  }

  private static String withSuffix(String name, String suffix) {
    return name.endsWith(suffix) ? name : name + suffix;
  }

  private static Attributes attributes(Labels labels) {
    AttributesBuilder attributes = Attributes.builder();
    labels.forEach(label -> attributes.put(label.getName(), label.getValue()));
    return attributes.build();
  }

  private List<DoubleExemplarData> exemplars(@Nullable Exemplar exemplar) {
    return exemplar == null ? List.of() : List.of(exemplar(exemplar));
  }

  private List<DoubleExemplarData> exemplars(Exemplars exemplars) {
    return StreamSupport.stream(exemplars.spliterator(), false)
        .map(this::exemplar)
        .toList();
  }

  private DoubleExemplarData exemplar(Exemplar exemplar) {
    Labels labels = exemplar.getLabels();
    String traceId = labels.get(Exemplar.TRACE_ID);
    String spanId = labels.get(Exemplar.SPAN_ID);
    // Invalid where an id is not what OpenTelemetry calls one; the exemplar keeps its value then.
    SpanContext span = traceId == null || spanId == null
        ? SpanContext.getInvalid()
        : SpanContext.create(traceId, spanId, TraceFlags.getSampled(), TraceState.getDefault());
    AttributesBuilder others = Attributes.builder();
    labels.forEach(label -> {
      boolean isId =
          label.getName().equals(Exemplar.TRACE_ID) || label.getName().equals(Exemplar.SPAN_ID);
      if (!isId || !span.isValid()) {
        others.put(label.getName(), label.getValue());
      }
    });
    return DoubleExemplarData.create(
        others.build(),
        exemplar.hasTimestamp() ? toNanos(exemplar.getTimestampMillis()) : scrapedNanos,
        span,
        exemplar.getValue());
  }
}
