package io.github.llmmetrics.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.config.MetricsProperties;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the builder, client_java's keys and our defaults make of a histogram together. */
class HistogramConfigurationTest {

  private static final MetricDefinition TTFT = ApplicationMetrics.TTFT;
  private static final Labels EXEMPLAR =
      Labels.of("span_id", "0123456789abcdef", "trace_id", "0123456789abcdef0123456789abcdef");

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final InstrumentSet.Builder builder = InstrumentSet.builder().registry(registry);

  private static PrometheusProperties ofMetric(
      MetricDefinition metric, MetricsProperties.Builder keys) {
    return PrometheusProperties.builder()
        .putMetricProperty(metric.name(), keys.build())
        .build();
  }

  private static PrometheusProperties global(MetricsProperties.Builder keys) {
    return PrometheusProperties.builder().defaultMetricsProperties(keys.build()).build();
  }

  private HistogramDataPointSnapshot observeOne() {
    InstrumentSet set = builder.build();
    set.histogram(TTFT).cell("m").observe(0.3, EXEMPLAR);
    set.register();
    return ((HistogramSnapshot) registry.scrape().get(0)).getDataPoints().get(0);
  }

  private static List<Double> bounds(HistogramDataPointSnapshot point) {
    return IntStream.range(0, point.getClassicBuckets().size())
        .mapToObj(point.getClassicBuckets()::getUpperBound)
        .toList();
  }

  @Test
  void bounds_byDefault_areTheCatalogues() {
    HistogramDataPointSnapshot point = observeOne();

    assertThat(bounds(point))
        .startsWith(TTFT.buckets().toArray(Double[]::new))
        .endsWith(Double.POSITIVE_INFINITY);
    assertThat(point.hasNativeHistogramData()).isFalse();
    assertThat(point.getExemplars().size()).isEqualTo(1);
  }

  @Test
  void bounds_byTheBuilder_replaceTheCatalogues() {
    builder.buckets(TTFT, List.of(0.5, 1.0, 2.0, 5.0));

    assertThat(bounds(observeOne())).containsExactly(0.5, 1.0, 2.0, 5.0, Double.POSITIVE_INFINITY);
  }

  @Test
  void bounds_byTheKeyOfTheMetric_winOverTheBuilder() {
    builder.buckets(TTFT, List.of(0.5, 1.0, 2.0, 5.0));
    builder.properties(ofMetric(
        TTFT,
        MetricsProperties.builder()
            .histogramClassicUpperBounds(0.25, 0.5, 1, 2, 5, 9, Double.POSITIVE_INFINITY)));

    assertThat(bounds(observeOne()))
        .containsExactly(0.25, 0.5, 1.0, 2.0, 5.0, 9.0, Double.POSITIVE_INFINITY);
  }

  @Test
  void bounds_byTheGlobalKey_areNotApplied() {
    builder.properties(global(MetricsProperties.builder().histogramClassicUpperBounds(1, 2)));

    assertThat(bounds(observeOne())).startsWith(TTFT.buckets().toArray(Double[]::new));
  }

  @Test
  void bounds_byTheBuilderThatDropAThreshold_areRefusedWithTheList() {
    assertThatThrownBy(() -> builder.buckets(TTFT, List.of(0.1, 5.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("buckets of llm_time_to_first_token_seconds: [0.1, 5.0] must hold "
            + TTFT.requiredBounds())
        .hasMessageContaining("missing [")
        .hasMessageContaining("2.0");
    assertThatThrownBy(() -> builder.buckets(ApplicationMetrics.BATCH_SIZE, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("buckets of llm_batch_size: must hold at least one bound");
  }

  @Test
  void bounds_byTheKeyThatDropAThreshold_areRefusedWithTheList() {
    InstrumentSet set = builder
        .properties(ofMetric(TTFT, MetricsProperties.builder().histogramClassicUpperBounds(0.1, 5)))
        .build();

    assertThatThrownBy(() -> set.histogram(TTFT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[0.1, 5.0] must hold " + TTFT.requiredBounds());
  }

  @ParameterizedTest
  @EnumSource(HistogramForm.class)
  void form_byTheBuilder_isScrapedInEveryFormat(HistogramForm form) throws IOException {
    builder.histograms(form);
    HistogramDataPointSnapshot point = observeOne();

    assertThat(point.hasClassicHistogramData()).isEqualTo(form != HistogramForm.NATIVE);
    assertThat(point.hasNativeHistogramData()).isEqualTo(form != HistogramForm.CLASSIC);
    assertThat(point.getExemplars().size()).isEqualTo(1);
    assertThat(Scrapes.text(registry))
        .contains("llm_time_to_first_token_seconds_count{model=\"m\"} 1\n");
    assertThat(Scrapes.openMetrics(registry))
        .contains("llm_time_to_first_token_seconds_sum{model=\"m\"} 0.3\n");
    ByteArrayOutputStream protobuf = new ByteArrayOutputStream();
    ExpositionFormats.init()
        .getPrometheusProtobufWriter()
        .write(protobuf, registry.scrape(), EscapingScheme.ALLOW_UTF8);
    assertThat(protobuf.size()).isPositive();
  }

  @Test
  void form_byAKeyOfTheMetric_winsOverTheBuilder() {
    builder.histograms(HistogramForm.CLASSIC);
    builder.properties(ofMetric(TTFT, MetricsProperties.builder().histogramNativeOnly(true)));
    HistogramDataPointSnapshot point = observeOne();

    assertThat(point.hasNativeHistogramData()).isTrue();
    assertThat(point.hasClassicHistogramData()).isFalse();
    assertThat(Scrapes.text(registry)).contains("_count{model=\"m\"} 1\n");
  }

  @Test
  void form_byClassicOnlyOfTheMetric_winsOverTheBuilder() {
    builder.histograms(HistogramForm.NATIVE);
    builder.properties(ofMetric(TTFT, MetricsProperties.builder().histogramClassicOnly(true)));
    HistogramDataPointSnapshot point = observeOne();

    assertThat(point.hasNativeHistogramData()).isFalse();
    assertThat(bounds(point)).hasSize(TTFT.buckets().size() + 1);
  }

  @Test
  void form_byAGlobalKey_isUsedWhereTheBuilderSaysNothing() {
    builder.properties(global(MetricsProperties.builder().histogramNativeOnly(true)));

    assertThat(observeOne().hasClassicHistogramData()).isFalse();
  }

  @Test
  void form_byAGlobalKey_losesToTheBuilder() {
    builder.histograms(HistogramForm.CLASSIC);
    builder.properties(global(MetricsProperties.builder().histogramNativeOnly(true)));

    assertThat(observeOne().hasNativeHistogramData()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"false,,CLASSIC", ",false,NATIVE", "false,false,CLASSIC_AND_NATIVE", ",true,CLASSIC"})
  void form_byBothGlobalKeys_isThatOfClientJava(
      @Nullable Boolean nativeOnly, @Nullable Boolean classicOnly, HistogramForm form) {
    MetricsProperties.Builder keys = MetricsProperties.builder();
    if (nativeOnly != null) {
      keys.histogramNativeOnly(nativeOnly);
    }
    if (classicOnly != null) {
      keys.histogramClassicOnly(classicOnly);
    }
    builder.properties(global(keys));
    HistogramDataPointSnapshot point = observeOne();

    assertThat(point.hasClassicHistogramData()).isEqualTo(form != HistogramForm.NATIVE);
    assertThat(point.hasNativeHistogramData()).isEqualTo(form != HistogramForm.CLASSIC);
  }

  @Test
  void nativeKeys_ofTheMetricAndGlobal_areHandedOn() {
    builder.histograms(HistogramForm.NATIVE);
    builder.properties(PrometheusProperties.builder()
        .defaultMetricsProperties(
            MetricsProperties.builder().histogramNativeInitialSchema(2).build())
        .putMetricProperty(
            TTFT.name(),
            MetricsProperties.builder().histogramNativeMaxNumberOfBuckets(7).build())
        .build());

    assertThat(observeOne().getNativeSchema()).isEqualTo(2);
  }

  @Test
  void exemplars_switchedOffForTheMetric_areNone() {
    builder.properties(ofMetric(TTFT, MetricsProperties.builder().exemplarsEnabled(false)));

    assertThat(observeOne().getExemplars().size()).isZero();
  }

  @Test
  void exemplars_switchedOffGloballyAndOnForTheMetric_areThere() {
    builder.properties(PrometheusProperties.builder()
        .defaultMetricsProperties(
            MetricsProperties.builder().exemplarsEnabled(false).build())
        .putMetricProperty(
            TTFT.name(), MetricsProperties.builder().exemplarsEnabled(true).build())
        .build());

    assertThat(observeOne().getExemplars().size()).isEqualTo(1);
  }

  @Test
  void exemplars_withConstantLabels_areFound() {
    builder.constantLabel("cluster", "eu").constantLabel("zone", "a");

    assertThat(observeOne().getExemplars().size()).isEqualTo(1);
  }

  @Test
  void exemplars_areTheLatestOfEachBucket() {
    InstrumentSet set = builder.build();
    HistogramCell cell = set.histogram(TTFT).cell("m");
    cell.observe(0.3, EXEMPLAR);
    cell.observe(0.4, EXEMPLAR);
    cell.observe(0.5, EXEMPLAR);
    cell.observe(1_000, EXEMPLAR);
    cell.observe(0.001, null);
    set.register();

    assertThat(Scrapes.openMetrics(registry).lines().filter(line -> line.contains("# {")))
        .satisfiesExactly(
            line -> assertThat(line)
                .startsWith("llm_time_to_first_token_seconds_bucket{model=\"m\",le=\"0.5\"} 4 # {")
                .contains("} 0.5 "),
            line -> assertThat(line).contains("le=\"+Inf\"} 5 # {").contains("} 1000.0 "));
  }
}
