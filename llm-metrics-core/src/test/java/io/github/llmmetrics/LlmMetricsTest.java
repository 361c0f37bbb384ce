package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.dialect.Dialect;
import io.github.llmmetrics.instrument.CounterFamily;
import io.github.llmmetrics.instrument.GaugeFamily;
import io.github.llmmetrics.instrument.HistogramForm;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.testing.Hostile;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LlmMetricsTest {

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private LlmMetrics.Builder builder() {
    return LlmMetrics.builder().registry(registry).clock(clock, clock);
  }

  static List<Arguments> wrongSettings() {
    return List.of(
        wrong(
            b -> b.labelLimit("colour", 5),
            "labelLimit: 'colour' is not one of [model, customer_id,"
                + " evaluator, reason, category, segment]"),
        wrong(b -> b.labelLimit("model", 0), "labelLimit of model: 0 is not in 1..100000"),
        wrong(
            b -> b.labelLimit("model", 100_001), "labelLimit of model: 100001 is not in 1..100000"),
        wrong(b -> b.seriesLimit(99), "seriesLimit: 99 is not in 100..1000000"),
        wrong(b -> b.seriesLimit(1_000_001), "seriesLimit: 1000001 is not in 100..1000000"),
        wrong(b -> b.totalSeriesLimit(999), "totalSeriesLimit: 999 is not in 1000..100000000"),
        wrong(
            b -> b.customerIdleLimit(Duration.ofSeconds(299)),
            "customerIdleLimit: PT4M59S is not in PT5M..PT8760H"),
        wrong(b -> b.ageLimit(Duration.ofSeconds(59)), "ageLimit: PT59S is not in PT1M..PT168H"),
        wrong(b -> b.idLimit(0), "idLimit: 0 is not in 1..10000000"),
        wrong(b -> b.idLimit(10_000_001), "idLimit: 10000001 is not in 1..10000000"),
        wrong(
            b -> b.callbackTimeout(Duration.ZERO),
            "callbackTimeout: PT0S is not in PT0.001S..PT10S"),
        wrong(
            b -> b.callbackTimeout(Duration.ofSeconds(11)),
            "callbackTimeout: PT11S is not in PT0.001S..PT10S"),
        wrong(
            b -> b.constantLabel("pod", "x"),
            "constantLabel: 'pod' is one of [container, instance, job, le, namespace, node, pod,"
                + " quantile], which Prometheus or Kubernetes sets itself"),
        wrong(
            b -> b.constantLabel("__name__", "x"),
            "constantLabel: '__name__' must be letters, digits and _, and not begin with __ or a digit"),
        wrong(
            b -> b.constantLabel("1st", "x"),
            "constantLabel: '1st' must be letters, digits and _, and not begin with __ or a digit"),
        wrong(
            b -> b.constantLabel("model", "x"),
            "constantLabel: 'model' is a label of a metric already"),
        wrong(
            b -> b.constantLabel("cluster", "eu").constantLabel("cluster", "us"),
            "constantLabel: 'cluster' is 'eu' already, and cannot be 'us'"),
        wrong(
            b -> b.buckets(ApplicationMetrics.QUEUE_DEPTH, 1),
            "buckets of llm_queue_depth: it is a GAUGE, not a HISTOGRAM"),
        wrong(
            b -> b.buckets(ApplicationMetrics.BATCH_SIZE, 2, 1),
            "buckets of llm_batch_size: [2.0, 1.0] must be finite and ascending"),
        wrong(
            b -> b.buckets(ApplicationMetrics.BATCH_SIZE, 1, Double.POSITIVE_INFINITY),
            "buckets of llm_batch_size: [1.0, Infinity] must be finite and ascending"));
  }

  private static Arguments wrong(UnaryOperator<LlmMetrics.Builder> setting, String message) {
    return Arguments.of(Named.of(message, setting), message);
  }

  @ParameterizedTest
  @MethodSource("wrongSettings")
  void setting_outOfItsRange_isRefusedByNameValueAndRange(
      UnaryOperator<LlmMetrics.Builder> setting, String message) {
    LlmMetrics.Builder builder = builder();

    assertThatThrownBy(() -> setting.apply(builder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  static List<Arguments> nullSettings() {
    return List.of(
        wrong(b -> b.registry(Hostile.missing()), "registry"),
        wrong(b -> b.models("m", Hostile.missing()), "models"),
        wrong(b -> b.customers((String) Hostile.missing()), "customers"),
        wrong(b -> b.customerPolicy(Hostile.missing()), "customerPolicy"),
        wrong(b -> b.prices(Hostile.<Path>missing()), "prices"),
        wrong(b -> b.errorClassifier(Hostile.missing()), "errorClassifier"),
        wrong(b -> b.histograms(Hostile.missing()), "histograms"),
        wrong(b -> b.callbackTimeout(Hostile.missing()), "callbackTimeout"),
        wrong(b -> b.constantLabel(Hostile.missing(), "eu"), "constantLabel"),
        wrong(b -> b.constantLabel("cluster", Hostile.missing()), "constantLabel cluster"));
  }

  @ParameterizedTest
  @MethodSource("nullSettings")
  void setting_null_isRefusedByName(UnaryOperator<LlmMetrics.Builder> setting, String name) {
    LlmMetrics.Builder builder = builder();

    assertThatThrownBy(() -> setting.apply(builder))
        .isInstanceOf(NullPointerException.class)
        .hasMessage(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\nb", "\uD800"})
  void models_thatNoLabelCanHave_areRefused(String model) {
    LlmMetrics.Builder builder = builder();

    assertThatThrownBy(() -> builder.models(model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("models: '")
        .hasMessageContaining("must be 1..128 characters, not blank, without control characters");
  }

  @Test
  void models_moreThanTheirLimit_areRefused() {
    LlmMetrics.Builder builder = builder().labelLimit("model", 1).models("a", "b");

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("model: more values are declared than its limit of 1 allows; raise"
            + " labelLimit(\"model\", …)");
  }

  @Test
  void declared_moreThanTheSeriesLimit_isRefusedWithTheMetric() {
    String[] customers =
        IntStream.range(0, 60).mapToObj(i -> "customer-" + i).toArray(String[]::new);
    LlmMetrics.Builder builder = builder().seriesLimit(100).models("m").customers(customers);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "seriesLimit: too low for what is declared: llm_customer_tokens_total would have"
                + " more series; declare fewer values of [customer_id, model, type] or raise"
                + " seriesLimit(…)");
    assertThat(Scrapes.text(registry)).isEmpty();
  }

  @Test
  void prices_fileThatIsNotThere_isRefused() {
    assertThatThrownBy(() -> builder().prices(Path.of("no-such-prices.csv")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("prices: cannot read no-such-prices.csv");
  }

  @Test
  void prices_ofAFile_makeTheSeriesOfCost(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(
        folder.resolve("prices.csv"),
        "model,valid_from,prompt,cached_prompt,completion\nm,2026-01-01,1000000,,0\n");
    try (LlmMetrics metrics = builder().prices(file).build()) {
      metrics.middleware().begin("m").finish(3, 1);

      assertThat(Scrapes.value(registry, "llm_cost_dollars_total{model=\"m\"}")).isEqualTo(3);
    }
  }

  @Test
  void buckets_andForm_reachTheHistograms() {
    try (LlmMetrics metrics = builder()
        .buckets(ApplicationMetrics.BATCH_SIZE, 1, 100)
        .histograms(HistogramForm.CLASSIC_AND_NATIVE)
        .build()) {
      metrics.engine("m").recordBatchSize(7);

      assertThat(Scrapes.text(registry, "llm_batch_size")).isEqualTo("""
          # HELP llm_batch_size requests in one engine step
          # TYPE llm_batch_size histogram
          llm_batch_size_bucket{model="m",le="1.0"} 0
          llm_batch_size_bucket{model="m",le="100.0"} 1
          llm_batch_size_bucket{model="m",le="+Inf"} 1
          llm_batch_size_count{model="m"} 1
          llm_batch_size_sum{model="m"} 7.0
          """);
      assertThat(registry.scrape().stream()
              .filter(HistogramSnapshot.class::isInstance)
              .flatMap(family -> ((HistogramSnapshot) family).getDataPoints().stream()))
          .isNotEmpty()
          .allMatch(HistogramSnapshot.HistogramDataPointSnapshot::hasNativeHistogramData);
    }
  }

  @Test
  void builder_withoutRegistry_usesTheDefaultOne() {
    try (LlmMetrics metrics = LlmMetrics.builder().build()) {
      assertThat(metrics.registry()).isSameAs(PrometheusRegistry.defaultRegistry);
      assertThat(Scrapes.text(PrometheusRegistry.defaultRegistry))
          .contains("llm_metrics_build_info");
    }
    assertThat(Scrapes.text(PrometheusRegistry.defaultRegistry)).doesNotContain("llm_");
  }

  @Test
  void buildInfo_hasTheVersion() {
    try (LlmMetrics metrics = builder().build()) {
      assertThat(Scrapes.text(metrics.registry(), "llm_metrics_build_info"))
          .containsPattern("llm_metrics_build_info\\{version=\"\\d+\\.\\d+\\.\\d+[^\"]*\"} 1\n");
    }
  }

  @Test
  void instances_onTwoRegistries_knowNothingOfEachOther() {
    PrometheusRegistry otherRegistry = new PrometheusRegistry();
    try (LlmMetrics one = builder().build();
        LlmMetrics other = LlmMetrics.builder().registry(otherRegistry).build()) {
      one.middleware().begin("a").finish(1, 1);
      other.middleware().begin("b").finish(1, 1);

      assertThat(Scrapes.text(registry)).contains("model=\"a\"").doesNotContain("model=\"b\"");
      assertThat(Scrapes.text(otherRegistry)).contains("model=\"b\"").doesNotContain("model=\"a\"");
    }
  }

  @Test
  void secondInstance_onTheSameRegistry_isRefusedAndTheFirstStaysWhole() {
    try (LlmMetrics first = builder().models("m").build()) {
      String before = Scrapes.text(registry);
      LlmMetrics.Builder second = builder();

      assertThatThrownBy(second::build)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("registry: it has these metrics already; close the instance that"
              + " registered them, or pass another registry (");
      assertThat(Scrapes.text(registry)).isEqualTo(before);
      first.middleware().begin("m").finish(1, 1);
      assertThat(Scrapes.value(registry, "llm_requests_total{model=\"m\",status=\"success\"}"))
          .isEqualTo(1);
    }
    assertThat(Scrapes.text(registry)).isEmpty();
    assertThatCode(() -> builder().build().close()).doesNotThrowAnyException();
  }

  @Test
  void furtherInstruments_areInTheSameRegistryWithTheSameConstantLabels() {
    try (LlmMetrics metrics = builder().constantLabel("cluster", "eu").build();
        InstrumentSet further = metrics.furtherInstruments().build()) {
      further.gauge(SystemMetrics.MEMORY_TOTAL).cell().set(1);
      further.register();

      assertThat(Scrapes.series(metrics.registry()))
          .containsKey("llm_system_memory_total_bytes{cluster=\"eu\"}");
    }
  }

  @Test
  void furtherInstruments_shareTheReportOfSeriesAndWhatIsCountedAtACap() {
    try (LlmMetrics metrics = builder().seriesLimit(100).build();
        InstrumentSet further = metrics.furtherInstruments().build()) {
      GaugeFamily memory = further.gauge(SystemMetrics.GPU_PROCESS_MEMORY);
      CounterFamily received = further.counter(SystemMetrics.NETWORK_RECEIVE);
      further.register();
      for (int i = 0; i < 150; i++) {
        memory.cell("0", "" + i).set(1);
        received.cell("eth" + i).increment();
      }

      assertThat(Scrapes.series(metrics.registry()))
          .containsEntry("llm_metrics_series{metric=\"llm_gpu_process_memory_used_bytes\"}", 99.0)
          .containsEntry(
              "llm_metrics_series_limit{metric=\"llm_gpu_process_memory_used_bytes\"}", 100.0)
          .containsEntry("llm_metrics_dropped_total{reason=\"series_limit\"}", 51.0)
          .containsEntry(
              "llm_metrics_series{metric=\"llm_system_network_receive_bytes_total\"}", 100.0)
          .containsEntry("llm_system_network_receive_bytes_total{device=\"other\"}", 51.0)
          .containsEntry("llm_metrics_overflow_total{label=\"series\"}", 51.0);
    }
  }

  @Test
  void secondInstance_withOtherConstantLabels_livesBesideTheFirst() {
    try (LlmMetrics first = builder().models("m").build();
        LlmMetrics second = builder().constantLabel("cluster", "eu").models("m").build()) {
      first.middleware().begin("m").finish(1, 1);
      second.middleware().begin("m");

      assertThat(Scrapes.text(registry, "llm_requests_started_total")).isEqualTo("""
              # HELP llm_requests_started_total requests that began
              # TYPE llm_requests_started_total counter
              llm_requests_started_total{cluster="eu",model="m"} 1.0
              llm_requests_started_total{model="m"} 1.0
              """);
    }
  }

  static List<MetricDefinition> metrics() {
    return MetricCatalogue.all().stream()
        .filter(metric ->
            metric.id().matches("ttft|requests|metrics_series|tokens|build_info|queue_depth"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void build_whereTheHostHasTheName_isRefusedAndLeavesNothingBehind(MetricDefinition metric) {
    registerAsHost(metric.name());
    String before = Scrapes.text(registry);
    LlmMetrics.Builder builder = builder().models("m");

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("registry: it has these metrics already");
    assertThat(Scrapes.text(registry)).isEqualTo(before).contains("of the host");
    registry.clear();
    builder().build().close();
  }

  /** With the same name and, where there is a choice, the same type. */
  private void registerAsHost(String name) {
    if (name.endsWith("_total")) {
      Counter.builder().name(name).help("of the host").register(registry).inc();
    } else if (name.endsWith("_info")) {
      Info.builder()
          .name(name)
          .help("of the host")
          .labelNames("a")
          .register(registry)
          .addLabelValues("b");
    } else {
      Gauge.builder().name(name).help("of the host").register(registry).set(1);
    }
  }

  @Test
  void close_unregistersOnce() {
    LlmMetrics metrics = builder().models("m").build();
    metrics.close();
    assertThat(Scrapes.text(registry)).isEmpty();

    try (LlmMetrics next = builder().models("n").build()) {
      metrics.close();

      assertThat(next.registry()).isSameAs(registry);
      assertThat(Scrapes.text(registry)).contains("model=\"n\"").doesNotContain("model=\"m\"");
    }
  }

  @Test
  void builder_usedTwice_buildsTwoInstances() {
    LlmMetrics.Builder builder = builder().models("m");
    builder.build().close();

    try (LlmMetrics second = builder.build()) {
      second.middleware().begin("m").finish(1, 1);

      assertThat(Scrapes.value(registry, "llm_requests_started_total{model=\"m\"}"))
          .isEqualTo(1);
    }
  }

  @Test
  void recording_afterClose_isDroppedAndThrowsNothing() {
    LlmMetrics metrics = builder().build();
    RequestMetrics live = metrics.middleware().start("live", "m");
    metrics.close();

    RequestMetrics late = metrics.middleware().start("late", "m");
    late.token();
    late.finish(1, 1);
    metrics.middleware().finish("late", 1, 1);
    live.finish(1, 1);
    metrics.engine("m").setQueueDepth(1);
    metrics.quality("m").score("judge", 1);

    assertThat(late.status()).contains(Status.ABANDONED);
    assertThat(late.totalLatency()).isEmpty();
    assertThat(live.status()).contains(Status.SUCCESS);
    assertThat(Scrapes.text(registry)).isEmpty();
  }

  @SuppressWarnings("deprecation")
  @Test
  void prometheusNames_areThoseOfTheDescriptors_forAnOlderClientJava() {
    List<MultiCollector> registered = new ArrayList<>();
    PrometheusRegistry capturing = new PrometheusRegistry() {
      @Override
      public void register(MultiCollector collector) {
        registered.add(collector);
      }
    };
    LlmMetrics.builder().registry(capturing).dialect(Dialect.VLLM).build();

    assertThat(registered)
        .singleElement()
        .satisfies(collector -> assertThat(collector.getPrometheusNames())
            .containsExactlyElementsOf(collector.getMetricFamilyDescriptors().stream()
                .map(descriptor -> descriptor.getPrometheusName())
                .toList()));
  }
}
