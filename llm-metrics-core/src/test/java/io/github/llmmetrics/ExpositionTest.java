package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.cost.PriceTable;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a scrape says, word for word. */
class ExpositionTest {

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private LlmMetrics.Builder builder() {
    return LlmMetrics.builder().registry(registry).clock(clock, clock);
  }

  @Test
  void scrape_afterOneRequest_isThisText() throws IOException {
    try (LlmMetrics metrics = builder().prices(PriceTable.parse("""
            model,valid_from,prompt,cached_prompt,completion
            llama-3-8b,2026-01-01,100,50,200
            """)).build()) {
      try (RequestMetrics request = metrics.middleware().begin("llama-3-8b", "acme")) {
        clock.advanceMillis(20);
        request.scheduled();
        clock.advanceMillis(200);
        request.token();
        clock.advanceMillis(30);
        request.token();
        clock.advanceMillis(40);
        request.token();
        clock.advanceMillis(10);
        request.finishReason("stop");
        request.finish(Usage.of(120, 3).withCachedPrompt(20).withReasoning(1), Status.SUCCESS);
      }

      assertThat(Scrapes.text(registry)).isEqualTo(expected("one-request.txt"));
    }
  }

  @Test
  void openMetrics_hasUnitsAndOneEnd() {
    try (LlmMetrics metrics = builder().build()) {
      metrics.middleware().begin("m").finish(10, 2);

      String text = Scrapes.openMetrics(registry);

      assertThat(text)
          .contains("# TYPE llm_request_latency_seconds histogram\n")
          .contains("# UNIT llm_request_latency_seconds seconds\n")
          .contains("# TYPE llm_requests counter\n")
          .contains("llm_requests_total{model=\"m\",status=\"success\"} 1.0")
          .endsWith("# EOF\n");
      assertThat(text.lines().filter(line -> line.startsWith("# UNIT")))
          .allMatch(line -> line.endsWith("_seconds seconds"));
    }
  }

  @Test
  void gaugesAndHistograms_beforeAValue_areAbsent() {
    try (LlmMetrics metrics = builder().models("m").build()) {
      assertThat(metrics.registry()).isSameAs(registry);
      assertThat(Scrapes.text(registry))
          .doesNotContain("_bucket")
          .doesNotContain("# TYPE llm_queue_depth")
          .doesNotContain("# TYPE llm_quality_score")
          .doesNotContain("# TYPE llm_kv_cache_usage_percent");
    }
  }

  @Test
  void countersOfDeclaredValues_beforeARequest_areZero() {
    try (LlmMetrics metrics = builder()
        .models("m")
        .customers("acme")
        .evaluators("judge")
        .segments("free")
        .refusalReasons("policy")
        .safetyCategories("pii")
        .build()) {
      assertThat(metrics.middleware()).isSameAs(metrics.middleware());
      assertThat(Scrapes.series(registry))
          .containsEntry("llm_requests_started_total{model=\"m\"}", 0.0)
          .containsEntry("llm_requests_total{model=\"m\",status=\"timeout\"}", 0.0)
          .containsEntry("llm_active_requests{model=\"m\"}", 0.0)
          .containsEntry("llm_tokens_total{model=\"m\",type=\"prompt\"}", 0.0)
          .containsEntry("llm_request_errors_total{error_type=\"internal\",model=\"m\"}", 0.0)
          .containsEntry("llm_finish_reasons_total{model=\"m\",reason=\"length\"}", 0.0)
          .containsEntry("llm_usage_missing_total{model=\"m\"}", 0.0)
          .containsEntry("llm_refusals_total{model=\"m\",reason=\"policy\"}", 0.0)
          .containsEntry("llm_safety_triggers_total{category=\"pii\",model=\"m\"}", 0.0)
          .containsEntry("llm_customer_requests_total{customer_id=\"acme\",model=\"m\"}", 0.0)
          .containsEntry("llm_preemptions_total{model=\"m\"}", 0.0)
          .containsEntry("llm_metrics_dropped_total{reason=\"after_end\"}", 0.0)
          .doesNotContainKey("llm_cost_dollars_total{model=\"m\"}");
    }
  }

  @Test
  void constantLabels_areOnEverySeries() {
    try (LlmMetrics metrics = builder()
        .models("m")
        .constantLabel("cluster", "eu")
        .constantLabel("a_team", "chat")
        .build()) {
      metrics.middleware().begin("m").finish(10, 2);
      metrics.engine("m").setQueueDepth(3);
      metrics.quality("m").score("judge", 0.5);

      assertThat(Scrapes.series(registry).keySet())
          .isNotEmpty()
          .allMatch(series -> series.contains("cluster=\"eu\""))
          .allMatch(series -> series.contains("a_team=\"chat\""));
      assertThat(Scrapes.text(registry, "llm_queue_depth")).isEqualTo("""
              # HELP llm_queue_depth requests waiting to be scheduled
              # TYPE llm_queue_depth gauge
              llm_queue_depth{a_team="chat",cluster="eu",model="m"} 3.0
              """);
      assertThat(
              Scrapes.value(
                  registry,
                  "llm_request_latency_seconds_count{a_team=\"chat\",cluster=\"eu\",model=\"m\",status=\"success\"}"))
          .isEqualTo(1);
    }
  }

  private static String expected(String resource) throws IOException {
    try (InputStream in = ExpositionTest.class.getResourceAsStream(resource)) {
      String text =
          new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
      return text.replace("${version}", BuildVersion.read());
    }
  }
}
