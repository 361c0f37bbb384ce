package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.label.CustomerPolicy;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile labels cannot make more series than there is room for, and lose nothing that adds up. */
class CapsTest {

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private LlmMetrics.Builder builder() {
    return LlmMetrics.builder().registry(registry).clock(clock, clock);
  }

  private static double sum(Map<String, Double> series, String prefix) {
    return series.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static long count(Map<String, Double> series, String prefix) {
    return series.keySet().stream().filter(name -> name.startsWith(prefix)).count();
  }

  /** The report about the budgets is true, and no metric has more series than its budget. */
  private static void assertWithinBudgets(Map<String, Double> series, int limit) {
    Map<String, Double> budgets = series.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("llm_metrics_series_limit{"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    assertThat(budgets).hasSizeGreaterThan(20);
    budgets.forEach((key, budget) -> {
      String metric = key.substring(key.indexOf('"') + 1, key.lastIndexOf('"'));
      double reported = series.getOrDefault("llm_metrics_series{metric=\"" + metric + "\"}", -1.0);
      long exposed = count(series, metric + "{") + count(series, metric + "_count{");
      assertThat(budget).isEqualTo(limit);
      assertThat(reported).as(metric).isBetween(0.0, budget).isEqualTo((double) exposed);
    });
  }

  @Test
  void models_tenThousand_are100AndOtherWithExactSums() {
    try (LlmMetrics metrics = builder().build()) {
      for (int i = 0; i < 10_000; i++) {
        RequestMetrics request = metrics.middleware().begin("model-" + i);
        request.firstToken();
        request.finish(i, 2);
        assertThat(request.model()).isEqualTo("model-" + i);
      }

      Map<String, Double> series = Scrapes.series(registry);
      assertThat(count(series, "llm_requests_started_total{")).isEqualTo(101);
      assertThat(series)
          .containsEntry("llm_requests_total{model=\"model-0\",status=\"success\"}", 1.0)
          .containsEntry("llm_requests_total{model=\"model-99\",status=\"success\"}", 1.0)
          .containsEntry("llm_requests_total{model=\"other\",status=\"success\"}", 9_900.0)
          .containsEntry("llm_time_to_first_token_seconds_count{model=\"other\"}", 9_900.0)
          .containsEntry("llm_metrics_overflow_total{label=\"model\"}", 9_900.0)
          .containsEntry("llm_active_requests{model=\"other\"}", 0.0);
      assertThat(sum(series, "llm_tokens_total{")).isEqualTo(9_999 * 10_000 / 2.0 + 20_000);
      assertThat(sum(series, "llm_prompt_tokens_sum{")).isEqualTo(9_999 * 10_000 / 2.0);
      assertWithinBudgets(series, 10_000);
    }
  }

  @Test
  void declaredModel_keepsItsPlaceWhateverComesFirst() {
    try (LlmMetrics metrics = builder().models("mine").labelLimit("model", 3).build()) {
      for (int i = 0; i < 10; i++) {
        metrics.middleware().begin("model-" + i).finish(1, 1);
      }
      metrics.middleware().begin("mine").finish(1, 1);

      assertThat(Scrapes.series(registry))
          .containsEntry("llm_requests_total{model=\"mine\",status=\"success\"}", 1.0)
          .containsEntry("llm_requests_total{model=\"other\",status=\"success\"}", 8.0);
    }
  }

  @Test
  void customersTimesModels_overTheSeriesLimit_keepExactSumsOnEveryScrape() {
    try (LlmMetrics metrics = builder().seriesLimit(100).build()) {
      double requests = 0;
      double tokens = 0;
      for (int customer = 0; customer < 40; customer++) {
        for (int model = 0; model < 8; model++) {
          metrics.middleware().begin("m-" + model, "c-" + customer).finish(customer, model);
          requests++;
          tokens += customer + model;
        }
        Map<String, Double> series = Scrapes.series(registry);
        assertWithinBudgets(series, 100);
        assertThat(sum(series, "llm_customer_requests_total{")).isEqualTo(requests);
        assertThat(sum(series, "llm_customer_tokens_total{")).isEqualTo(tokens);
        assertThat(sum(series, "llm_tokens_total{")).isEqualTo(tokens);
      }

      Map<String, Double> series = Scrapes.series(registry);
      assertThat(series.getOrDefault(
              "llm_customer_requests_total{customer_id=\"other\",model=\"other\"}", 0.0))
          .isEqualTo(320 - 99);
      assertThat(series.getOrDefault("llm_metrics_overflow_total{label=\"series\"}", 0.0))
          .isPositive();
      assertThat(series).containsEntry("llm_metrics_overflow_total{label=\"customer_id\"}", 0.0);
    }
  }

  @Test
  void ledger_whereTheModelLimitIsHuge_keepsItsSumAndItsBudget() {
    try (LlmMetrics metrics = builder()
        .labelLimit("model", 100_000)
        .seriesLimit(100)
        .customerPolicy(CustomerPolicy.OFF)
        .build()) {
      List<Status> statuses = List.of(Status.values());
      for (int i = 0; i < 500; i++) {
        RequestMetrics request = metrics.middleware().start("id-" + i, "m-" + i);
        request.firstToken();
        if (i % 5 != 0) {
          request.finish(1, 1, statuses.get(i % statuses.size()));
        }
      }

      Map<String, Double> series = Scrapes.series(registry);
      assertWithinBudgets(series, 100);
      assertThat(sum(series, "llm_requests_started_total{")).isEqualTo(500);
      assertThat(sum(series, "llm_active_requests{")).isEqualTo(100);
      assertThat(sum(series, "llm_requests_total{")).isEqualTo(400);
      assertThat(sum(series, "llm_request_latency_seconds_count{")).isEqualTo(400);
      assertThat(sum(series, "llm_time_to_first_token_seconds_count{")).isEqualTo(500);
      assertThat(series.getOrDefault("llm_requests_started_total{model=\"other\"}", 0.0))
          .isPositive();
    }
  }

  @Test
  void gauges_overTheSeriesLimit_areSkippedAndEachValueCounted() {
    try (LlmMetrics metrics =
        builder().labelLimit("model", 1_000).seriesLimit(100).build()) {
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 150; i++) {
          metrics.engine("m-" + i).setQueueDepth(i);
        }
      }

      Map<String, Double> series = Scrapes.series(registry);
      assertThat(count(series, "llm_queue_depth{")).isEqualTo(99);
      assertThat(series)
          .containsEntry("llm_queue_depth{model=\"m-98\"}", 98.0)
          .containsEntry("llm_metrics_dropped_total{reason=\"series_limit\"}", 2 * 51.0)
          .doesNotContainKey("llm_queue_depth{model=\"other\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anyTraffic_addsUpAndStaysWithinItsBudgets(long seed) {
    Random random = new Random(seed);
    try (LlmMetrics metrics = builder()
        .seriesLimit(100 + random.nextInt(100))
        .labelLimit("model", 1 + random.nextInt(50))
        .labelLimit("customer_id", 1 + random.nextInt(50))
        .labelLimit("reason", 1 + random.nextInt(50))
        .build()) {
      for (int i = 0; i < 1_000; i++) {
        RequestMetrics request = metrics
            .middleware()
            .begin("m-" + random.nextInt(60), "c-" + random.nextInt(60))
            .refused("r-" + random.nextInt(60));
        request.finish(3, 1);
      }

      Map<String, Double> series = Scrapes.series(registry);
      assertThat(sum(series, "llm_requests_total{")).isEqualTo(1_000);
      assertThat(sum(series, "llm_customer_requests_total{")).isEqualTo(1_000);
      assertThat(sum(series, "llm_customer_tokens_total{")).isEqualTo(4_000);
      assertThat(sum(series, "llm_refusals_total{")).isEqualTo(1_000);
      assertThat(sum(series, "llm_output_tokens_sum{")).isEqualTo(1_000);
      assertWithinBudgets(
          series,
          series.entrySet().stream()
              .filter(entry -> entry.getKey().startsWith("llm_metrics_series_limit{"))
              .mapToInt(entry -> entry.getValue().intValue())
              .findFirst()
              .orElseThrow());
    }
  }
}
