package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.dialect.Dialect;
import io.github.llmmetrics.dialect.DialectMetric;
import io.github.llmmetrics.instrument.HistogramForm;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a scrape says in vLLM's words. */
class VllmDialectExpositionTest {

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private LlmMetrics.Builder builder() {
    return LlmMetrics.builder().registry(registry).clock(clock, clock);
  }

  /** One request of each end, and an engine. */
  private void record(LlmMetrics metrics) {
    for (Status status : Status.values()) {
      try (RequestMetrics request = metrics.middleware().begin("m")) {
        clock.advanceMillis(20);
        request.scheduled();
        clock.advanceMillis(200);
        request.token();
        clock.advanceMillis(30);
        request.token();
        clock.advanceMillis(250);
        if (status == Status.ABANDONED) {
          continue;
        }
        request.finish(Usage.of(120, 3).withCachedPrompt(20), status);
      }
    }
    try (RequestMetrics request = metrics.middleware().begin("m")) {
      request.finishReason("length");
      request.finish(10, 2);
    }
    metrics.engine("m").setQueueDepth(3);
    metrics.engine("m").setRunningRequests(16);
    metrics.engine("m").setKvCacheUsagePercent(71.5);
    metrics.engine("m").addPrefixCache(40, 10);
    metrics.engine("m").addPreemptions(2);
  }

  @Test
  void scrape_ofOneRequestOfEachEnd_isThisText() throws IOException {
    try (LlmMetrics metrics = builder().dialect(Dialect.VLLM).build()) {
      record(metrics);

      assertThat(families("vllm:")).isEqualTo(expected("dialect/vllm.txt"));
    }
  }

  @ParameterizedTest
  @EnumSource(value = HistogramForm.class, names = "NATIVE", mode = EnumSource.Mode.EXCLUDE)
  void ownSide_isTheSameAsWithoutTheDialect(HistogramForm form) {
    String with = own(builder -> builder.histograms(form).dialect(Dialect.VLLM));
    String without = own(builder -> builder.histograms(form));

    assertThat(with).isEqualTo(without).contains("llm_time_to_first_token_seconds_bucket");
  }

  private String own(UnaryOperator<LlmMetrics.Builder> settings) {
    try (LlmMetrics metrics = settings.apply(builder()).build()) {
      record(metrics);
      return families("llm_")
          .lines()
          .filter(line -> !line.contains("metric=\"vllm:"))
          .collect(Collectors.joining("\n"));
    }
  }

  private String families(String prefix) {
    return Arrays.stream(Scrapes.text(registry).split("(?m)^(?=# HELP )", -1))
        .filter(block -> block.startsWith("# HELP " + prefix))
        .collect(Collectors.joining());
  }

  @Test
  void counts_ofBothSides_agree() {
    try (LlmMetrics metrics = builder().dialect(Dialect.VLLM).build()) {
      record(metrics);

      double ends = Scrapes.series(registry).entrySet().stream()
          .filter(series -> series.getKey().startsWith("vllm:request_success_total{"))
          .mapToDouble(series -> series.getValue())
          .sum();
      assertThat(ends)
          .isEqualTo(Scrapes.value(
              registry, "vllm:e2e_request_latency_seconds_count{engine=\"0\",model_name=\"m\"}"))
          .isEqualTo(6);
    }
  }

  @Test
  void openMetricsAndProtobuf_keepTheColonAndTheTotal() throws IOException {
    try (LlmMetrics metrics = builder().models("m").dialect(Dialect.VLLM).build()) {
      record(metrics);

      assertThat(Scrapes.openMetrics(registry))
          .contains("# TYPE vllm:request_success counter\n")
          .contains(
              "vllm:request_success_total{engine=\"0\",finished_reason=\"length\",model_name=\"m\"} 1.0")
          .contains("# TYPE vllm:kv_cache_usage_perc gauge\n");
      ByteArrayOutputStream protobuf = new ByteArrayOutputStream();
      ExpositionFormats.init()
          .getPrometheusProtobufWriter()
          .write(protobuf, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
      assertThat(protobuf.toString(StandardCharsets.ISO_8859_1))
          .contains("vllm:request_success_total", "vllm:kv_cache_usage_perc");
    }
  }

  @Test
  void countersOfDeclaredModels_areZero_andGaugesAbsent() {
    try (LlmMetrics metrics = builder().models("m").dialect(Dialect.VLLM).build()) {
      assertThat(metrics.registry()).isSameAs(registry);
      assertThat(Scrapes.series(registry))
          .containsEntry("vllm:prompt_tokens_total{engine=\"0\",model_name=\"m\"}", 0.0)
          .containsEntry(
              "vllm:request_success_total{engine=\"0\",finished_reason=\"stop\",model_name=\"m\"}",
              0.0)
          .doesNotContainKey("vllm:num_requests_waiting{engine=\"0\",model_name=\"m\"}");
    }
  }

  @Test
  void series_areCountedInTheReport() {
    try (LlmMetrics metrics = builder().dialect(Dialect.VLLM).build()) {
      record(metrics);

      for (DialectMetric metric : Dialect.VLLM.metrics()) {
        assertThat(Scrapes.value(registry, "llm_metrics_series{metric=\"" + metric.name() + "\"}"))
            .isEqualTo(metric.series().size());
        assertThat(Scrapes.value(
                registry, "llm_metrics_series_limit{metric=\"" + metric.name() + "\"}"))
            .isEqualTo(10_000);
      }
    }
  }

  @Test
  void withoutTheOption_nothingIsExposed() {
    try (LlmMetrics metrics = builder().build()) {
      record(metrics);

      assertThat(Scrapes.text(registry)).doesNotContain("vllm:");
    }
  }

  @Test
  void constantLabels_areOnEverySeries() {
    try (LlmMetrics metrics =
        builder().constantLabel("region", "eu").dialect(Dialect.VLLM).build()) {
      record(metrics);

      assertThat(Scrapes.series(registry).keySet())
          .allMatch(series -> series.contains("region=\"eu\""));
    }
  }

  @Test
  void restartOfAnEngine_isAFallOnBothSides() {
    try (LlmMetrics metrics = builder().dialect(Dialect.VLLM).build()) {
      long[] hits = {40};
      metrics.engine("m").watch(new EngineStats() {
        @Override
        public java.util.OptionalLong prefixCacheHitTokens() {
          return java.util.OptionalLong.of(hits[0]);
        }
      });
      String series = "vllm:prefix_cache_hits_total{engine=\"0\",model_name=\"m\"}";
      assertThat(Scrapes.value(registry, series)).isEqualTo(40);
      hits[0] = 1;

      assertThat(Scrapes.value(registry, series)).isEqualTo(1);
    }
  }

  @Test
  void settings_thatContradictIt_areRefused() {
    assertThatThrownBy(() ->
            builder().histograms(HistogramForm.NATIVE).dialect(Dialect.VLLM).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("histograms: NATIVE for ")
        .hasMessageEndingWith("must be CLASSIC or CLASSIC_AND_NATIVE");
    assertThatThrownBy(
            () -> builder().constantLabel("engine", "a").dialect(Dialect.VLLM).build())
        .hasMessageStartingWith("constantLabel: 'engine' is a label of vllm:");
  }

  @Test
  void code_ofThePage_exposesVllmsNames() {
    // tag::vllm
    LlmMetrics metrics = LlmMetrics.builder()
        .models("llama-3-8b")
        .dialect(Dialect.VLLM) // off unless it is asked for
        .build();
    // end::vllm
    try (metrics) {
      assertThat(Scrapes.text(metrics.registry()))
          .contains("vllm:prompt_tokens_total{engine=\"0\",model_name=\"llama-3-8b\"} 0.0\n");
    }
  }

  private static String expected(String resource) throws IOException {
    try (InputStream in = VllmDialectExpositionTest.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
