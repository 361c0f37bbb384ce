package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesBudgetTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();

  private LlmMetrics.Builder builder() {
    return LlmMetrics.builder().registry(registry);
  }

  @Test
  void defaults_areWithinTheDefaultLimit() {
    try (LlmMetrics metrics = builder().build()) {
      assertThat(metrics.mostSeries()).isBetween(50_000L, 500_000L);
    }
  }

  @Test
  void build_whereTheLimitsAllowTooMuch_saysHowMuchAndWhereAndRegistersNothing() {
    LlmMetrics.Builder builder = builder()
        .labelLimit("model", 3)
        .labelLimit("customer_id", 1_000)
        .seriesLimit(2_000)
        .totalSeriesLimit(1_000);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "totalSeriesLimit: the limits of labels and metrics allow \\d+ series, and"
                + " not 0\\.\\.1000, most of them in llm_quality_scores \\(\\d+\\),"
                + " llm_user_satisfaction_scores \\(\\d+\\), llm_customer_requests_total \\(2000\\);"
                + " lower labelLimit\\(…\\) or seriesLimit\\(…\\), or raise totalSeriesLimit\\(…\\)");
    assertThat(Scrapes.text(registry)).isEmpty();
  }

  @Test
  void mostSeries_countsTheBucketsOfHistogramsAndTheSeriesOther() {
    SeriesBudget budget = new SeriesBudget(Map.of(
        ApplicationMetrics.TTFT, 20L,
        BusinessMetrics.CUSTOMER_REQUESTS, 5L));
    assertThat(budget.total()).isEqualTo(25);
    assertThat(budget.check(25)).isSameAs(budget);

    try (LlmMetrics one = builder().labelLimit("model", 1).build();
        LlmMetrics two = LlmMetrics.builder()
            .registry(new PrometheusRegistry())
            .labelLimit("model", 1)
            .buckets(ApplicationMetrics.QUEUE_TIME, moreBounds())
            .build()) {
      // A model more is one set of labels more, and so is `other`: two of them.
      assertThat(two.mostSeries() - one.mostSeries()).isEqualTo(2);
    }
  }

  private static double[] moreBounds() {
    double[] bounds = new double[ApplicationMetrics.QUEUE_TIME.buckets().size() + 1];
    for (int i = 0; i < bounds.length - 1; i++) {
      bounds[i] = ApplicationMetrics.QUEUE_TIME.buckets().get(i);
    }
    bounds[bounds.length - 1] = 2 * bounds[bounds.length - 2];
    return bounds;
  }

  @Test
  void scrape_ofFullLabels_hasNoMoreSeriesThanTheWorstCase() {
    try (LlmMetrics metrics =
        builder().labelLimit("model", 3).labelLimit("customer_id", 4).build()) {
      for (int i = 0; i < 200; i++) {
        for (Status status : Status.values()) {
          RequestMetrics request = metrics.middleware().begin("m-" + i, "c-" + i % 17);
          request.scheduled();
          request.tokens(1);
          request.tokens(1);
          request.refused("r-" + i % 60).finish(2, 2, status);
        }
        metrics.quality("m-" + i).score("e-" + i % 60, 0.5);
      }

      assertThat((long) Scrapes.series(registry).size())
          // The report of series speaks of each metric, whatever the limits.
          .isLessThanOrEqualTo(metrics.mostSeries() + 100);
    }
  }
}
