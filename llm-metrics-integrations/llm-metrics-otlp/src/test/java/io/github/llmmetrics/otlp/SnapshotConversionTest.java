package io.github.llmmetrics.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.testing.Scrapes;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a Collector receives, decoded. */
class SnapshotConversionTest {

  private static final long CREATED = 1_700_000_000_000L;
  private static final long SCRAPED = 1_700_000_060_000L;

  private final PrometheusRegistry registry = new PrometheusRegistry();

  @Test
  void counter_withExemplar_isAMonotonicCumulativeSum() throws IOException {
    assertReceived(
        CounterSnapshot.builder()
            .name("events_total")
            .help("events that happened")
            .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .value(3)
                .labels(Labels.of("kind", "a"))
                .exemplar(Exemplar.builder()
                    .value(1)
                    .traceId("0102030405060708090a0b0c0d0e0f10")
                    .spanId("0102030405060708")
                    .labels(Labels.of("user", "acme"))
                    .timestampMillis(CREATED + 1)
                    .build())
                .createdTimestampMillis(CREATED)
                .scrapeTimestampMillis(SCRAPED)
                .build())
            .build(),
        """
            name: "events_total"
            description: "events that happened"
            sum {
              data_points {
                start_time_unix_nano: 1700000000000000000
                time_unix_nano: 1700000060000000000
                as_double: 3.0
                exemplars {
                  time_unix_nano: 1700000000001000000
                  as_double: 1.0
                  span_id: "\\001\\002\\003\\004\\005\\006\\a\\b"
                  trace_id: "\\001\\002\\003\\004\\005\\006\\a\\b\\t\\n\\v\\f\\r\\016\\017\\020"
                  filtered_attributes {
                    key: "user"
                    value {
                      string_value: "acme"
                    }
                  }
                }
                attributes {
                  key: "kind"
                  value {
                    string_value: "a"
                  }
                }
              }
              aggregation_temporality: AGGREGATION_TEMPORALITY_CUMULATIVE
              is_monotonic: true
            }
            """);
  }

  @Test
  void gauge_withUnit_isAGaugeWithUcumUnit() throws IOException {
    assertReceived(
        GaugeSnapshot.builder()
            .name("age_seconds")
            .unit(Unit.SECONDS)
            .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .value(1.5)
                .scrapeTimestampMillis(SCRAPED)
                .build())
            .build(),
        """
            name: "age_seconds"
            unit: "s"
            gauge {
              data_points {
                time_unix_nano: 1700000060000000000
                as_double: 1.5
              }
            }
            """);
  }

  @Test
  void info_isAGaugeOfOne() throws IOException {
    assertReceived(
        new InfoSnapshot(
            new io.prometheus.metrics.model.snapshots.MetricMetadata("app"),
            List.of(new InfoSnapshot.InfoDataPointSnapshot(Labels.of("version", "7"), SCRAPED))),
        """
            name: "app_info"
            gauge {
              data_points {
                time_unix_nano: 1700000060000000000
                as_double: 1.0
                attributes {
                  key: "version"
                  value {
                    string_value: "7"
                  }
                }
              }
            }
            """);
  }

  @Test
  void classicHistogram_withExemplar_keepsBoundsAndCounts() throws IOException {
    assertReceived(
        HistogramSnapshot.builder()
            .name("delay_seconds")
            .unit(Unit.SECONDS)
            .dataPoint(HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(
                    new double[] {0.5, 1, Double.POSITIVE_INFINITY}, new long[] {2, 0, 1}))
                .sum(4.25)
                .exemplars(io.prometheus.metrics.model.snapshots.Exemplars.of(Exemplar.builder()
                    .value(3.5)
                    .traceId("0102030405060708090a0b0c0d0e0f10")
                    .spanId("0102030405060708")
                    .timestampMillis(CREATED + 1)
                    .build()))
                .createdTimestampMillis(CREATED)
                .scrapeTimestampMillis(SCRAPED)
                .build())
            .build(),
        """
            name: "delay_seconds"
            unit: "s"
            histogram {
              data_points {
                start_time_unix_nano: 1700000000000000000
                time_unix_nano: 1700000060000000000
                count: 3
                sum: 4.25
                bucket_counts: 2
                bucket_counts: 0
                bucket_counts: 1
                explicit_bounds: 0.5
                explicit_bounds: 1.0
                exemplars {
                  time_unix_nano: 1700000000001000000
                  as_double: 3.5
                  span_id: "\\001\\002\\003\\004\\005\\006\\a\\b"
                  trace_id: "\\001\\002\\003\\004\\005\\006\\a\\b\\t\\n\\v\\f\\r\\016\\017\\020"
                }
              }
              aggregation_temporality: AGGREGATION_TEMPORALITY_CUMULATIVE
            }
            """);
  }

  @Test
  void nativeHistogram_isAnExponentialOneWithLowerIndexes() throws IOException {
    assertReceived(
        HistogramSnapshot.builder()
            .name("size_bytes")
            .unit(Unit.BYTES)
            .dataPoint(HistogramDataPointSnapshot.builder()
                .nativeSchema(0)
                .nativeZeroCount(4)
                .nativeZeroThreshold(0.001)
                .nativeBucketsForPositiveValues(
                    NativeHistogramBuckets.of(new int[] {1, 3}, new long[] {2, 5}))
                .sum(30)
                .createdTimestampMillis(CREATED)
                .scrapeTimestampMillis(SCRAPED)
                .build())
            .build(),
        """
            name: "size_bytes"
            unit: "By"
            exponential_histogram {
              data_points {
                start_time_unix_nano: 1700000000000000000
                time_unix_nano: 1700000060000000000
                count: 11
                sum: 30.0
                zero_count: 4
                positive {
                  bucket_counts: 2
                  bucket_counts: 0
                  bucket_counts: 5
                }
                negative {
                }
              }
              aggregation_temporality: AGGREGATION_TEMPORALITY_CUMULATIVE
            }
            """);
  }

  @Test
  void summary_keepsItsQuantiles() throws IOException {
    assertReceived(
        SummarySnapshot.builder()
            .name("wait")
            .dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder()
                .count(4)
                .sum(8)
                .quantiles(Quantiles.of(new Quantile(0.5, 2)))
                .createdTimestampMillis(CREATED)
                .scrapeTimestampMillis(SCRAPED)
                .build())
            .build(),
        """
            name: "wait"
            summary {
              data_points {
                start_time_unix_nano: 1700000000000000000
                time_unix_nano: 1700000060000000000
                count: 4
                sum: 8.0
                quantile_values {
                  quantile: 0.5
                  value: 2.0
                }
              }
            }
            """);
  }

  @Test
  void stateSet_isAGaugeForEachState() throws IOException {
    assertReceived(
        StateSetSnapshot.builder()
            .name("light")
            .dataPoint(StateSetSnapshot.StateSetDataPointSnapshot.builder()
                .state("green", true)
                .state("red", false)
                .scrapeTimestampMillis(SCRAPED)
                .build())
            .build(),
        """
            name: "light"
            gauge {
              data_points {
                time_unix_nano: 1700000060000000000
                as_double: 1.0
                attributes {
                  key: "light"
                  value {
                    string_value: "green"
                  }
                }
              }
              data_points {
                time_unix_nano: 1700000060000000000
                as_double: 0.0
                attributes {
                  key: "light"
                  value {
                    string_value: "red"
                  }
                }
              }
            }
            """);
  }

  @Test
  void unknown_isAGauge() throws IOException {
    assertReceived(
        UnknownSnapshot.builder()
            .name("thing")
            .dataPoint(UnknownSnapshot.UnknownDataPointSnapshot.builder()
                .value(9)
                .scrapeTimestampMillis(SCRAPED)
                .build())
            .build(),
        """
            name: "thing"
            gauge {
              data_points {
                time_unix_nano: 1700000060000000000
                as_double: 9.0
              }
            }
            """);
  }

  @Test
  void exemplar_withIdsThatAreNone_keepsThemAsAttributes() throws IOException {
    registry.register(() -> CounterSnapshot.builder()
        .name("events")
        .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
            .value(1)
            .exemplar(Exemplar.builder().value(1).traceId("t").spanId("s").build())
            .build())
        .build());

    assertThat(pushed().get(0).getSum().getDataPoints(0).getExemplars(0)).satisfies(exemplar -> {
      assertThat(exemplar.getTraceId()).isEmpty();
      assertThat(exemplar.getFilteredAttributesList().toString())
          .contains("trace_id", "\"t\"", "span_id", "\"s\"");
    });
  }

  @Test
  void gaugeHistogram_hasNoCounterpart_isLeftOut() throws IOException {
    registry.register(() -> HistogramSnapshot.builder()
        .name("sizes")
        .gaugeHistogram(true)
        .dataPoint(HistogramDataPointSnapshot.builder()
            .classicHistogramBuckets(
                ClassicHistogramBuckets.of(new double[] {Double.POSITIVE_INFINITY}, new long[] {1}))
            .build())
        .build());
    registry.register(() -> GaugeSnapshot.builder()
        .name("g")
        .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(1).build())
        .build());

    assertThat(pushed()).extracting(Metric::getName).containsExactly("g");
  }

  @Test
  void nativeHistogram_ofAnyValues_keepsEachInItsBucket() throws IOException {
    Histogram histogram = Histogram.builder().name("h").nativeOnly().register(registry);
    double[] values = {1e-12, 0.3, 0.3, 1, 2, 1e9, -7};
    for (double value : values) {
      histogram.observe(value);
    }

    ExponentialHistogramDataPoint point =
        pushed().get(0).getExponentialHistogram().getDataPoints(0);

    assertThat(point.getCount()).isEqualTo(values.length);
    assertThat(point.getSum()).isEqualTo(1e-12 + 0.3 + 0.3 + 1 + 2 + 1e9 - 7);
    assertThat(total(point.getPositive().getBucketCountsList()) + point.getZeroCount())
        .isEqualTo(6);
    assertThat(total(point.getNegative().getBucketCountsList())).isEqualTo(1);
    assertThat(List.of(0.3, 1.0, 2.0, 1e9))
        .allSatisfy(value -> assertThat(countAround(point, value)).isPositive());
    assertThat(countAround(point, 0.3)).isEqualTo(2);
    assertThat(point.getPositive().getBucketCountsCount()).isLessThanOrEqualTo(1_024);
  }

  @Test
  void everySeriesOfAScrape_isReceivedWithItsValue() throws IOException {
    try (LlmMetrics metrics =
        LlmMetrics.builder().registry(registry).models("m").build()) {
      metrics.middleware().begin("m").finish(10, 2);
      metrics.engine("m").setQueueDepth(3);
      metrics.quality("m").score("judge", 0.5);
      TreeMap<String, Double> scraped = new TreeMap<>(Scrapes.series(registry));

      assertThat(ReceivedSeries.of(pushed())).isEqualTo(scraped).hasSizeGreaterThan(100);
    }
  }

  @Test
  void everyMetricOfTheCatalogue_keepsItsNameInACollector_withSuffixesOrWithout()
      throws IOException {
    InstrumentSet set = InstrumentSet.builder().registry(registry).build();
    MetricCatalogue.all().forEach(metric -> fill(set, metric));
    set.register();

    List<Metric> received = pushed();

    assertThat(received)
        .extracting(Metric::getName)
        .containsExactlyInAnyOrderElementsOf(
            MetricCatalogue.all().stream().map(MetricDefinition::name).toList());
    assertThat(received)
        .allSatisfy(
            metric -> assertThat(CollectorNames.withSuffixes(metric)).isEqualTo(metric.getName()));
  }

  @Test
  void everythingThatCounts_isCumulativeSinceItBegan() throws IOException {
    long before = System.currentTimeMillis();
    InstrumentSet set = InstrumentSet.builder().registry(registry).build();
    MetricCatalogue.all().forEach(metric -> fill(set, metric));
    set.register();

    for (Metric metric : pushed()) {
      if (metric.hasSum()) {
        assertThat(metric.getSum().getIsMonotonic()).isTrue();
        assertThat(metric.getSum().getAggregationTemporality())
            .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        assertSince(before, metric.getSum().getDataPoints(0).getStartTimeUnixNano());
      } else if (metric.hasHistogram()) {
        assertThat(metric.getHistogram().getAggregationTemporality())
            .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        assertSince(before, metric.getHistogram().getDataPoints(0).getStartTimeUnixNano());
      }
    }
  }

  private static void assertSince(long millis, long startNanos) {
    assertThat(startNanos / 1_000_000).isBetween(millis, System.currentTimeMillis());
  }

  private static void fill(InstrumentSet set, MetricDefinition metric) {
    String[] labels = metric.labelNames().toArray(String[]::new);
    switch (metric.type()) {
      case COUNTER -> set.counter(metric).cell(labels).increment();
      case GAUGE -> set.gauge(metric).cell(labels).set(1);
      case HISTOGRAM -> set.histogram(metric).cell(labels).observe(1);
      case INFO -> set.info(metric).add(labels);
    }
  }

  /** How many values are in the bucket that holds this one, by OTLP's definition of its bounds. */
  private static long countAround(ExponentialHistogramDataPoint point, double value) {
    double base = Math.pow(2, Math.pow(2, -point.getScale()));
    int offset = point.getPositive().getOffset();
    return IntStream.range(0, point.getPositive().getBucketCountsCount())
        .filter(i -> Math.pow(base, offset + i) * (1 + 1e-9) < value
            && value <= Math.pow(base, offset + i + 1) * (1 + 1e-9))
        .mapToLong(point.getPositive()::getBucketCounts)
        .sum();
  }

  private static long total(List<Long> counts) {
    return counts.stream().flatMapToLong(LongStream::of).sum();
  }

  private void assertReceived(MetricSnapshot snapshot, String expected) throws IOException {
    registry.register(() -> snapshot);

    assertThat(TextFormat.printer().printToString(pushed().get(0))).isEqualTo(expected);
  }

  /** All metrics of one push; the exporter sends those of a kind in their order. */
  private List<Metric> pushed() throws IOException {
    try (ReceivingCollector collector = ReceivingCollector.start()) {
      OtlpPusher.builder(registry)
          .endpoint(collector.endpoint())
          .interval(Duration.ofHours(1))
          .timeout(Duration.ofSeconds(60))
          .resourceAttribute("service.name", "test")
          .start()
          .close();
      return collector.last().metrics();
    }
  }
}
