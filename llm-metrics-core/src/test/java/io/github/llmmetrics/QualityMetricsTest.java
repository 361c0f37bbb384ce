package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.llmmetrics.testing.Hostile;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QualityMetricsTest {

  private static final String SCORE = "llm_quality_score{evaluator=\"judge\",model=\"m\"}";
  private static final String SATISFACTION = "llm_user_satisfaction{model=\"m\",segment=\"free\"}";

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final LlmMetrics metrics = LlmMetrics.builder()
      .registry(registry)
      .clock(clock, clock)
      .labelLimit("evaluator", 2)
      .build();
  private final QualityMetrics quality = metrics.quality("m");

  @AfterEach
  void close() {
    metrics.close();
  }

  private Map<String, Double> series() {
    return Scrapes.series(registry);
  }

  @Test
  void score_isInTheHistogramForEverAndInTheGaugeFor15Minutes() {
    assertThat(series()).doesNotContainKey(SCORE);
    quality.score("judge", 0.8);
    quality.score("judge", 0.4);

    assertThat(Scrapes.value(registry, SCORE)).isCloseTo(0.6, within(1e-12));
    clock.advance(Duration.ofMinutes(14).plusSeconds(44));
    assertThat(series()).containsKey(SCORE);
    clock.advance(Duration.ofSeconds(16));
    assertThat(series())
        .doesNotContainKey(SCORE)
        .containsEntry("llm_quality_scores_count{evaluator=\"judge\",model=\"m\"}", 2.0)
        .containsEntry(
            "llm_quality_scores_bucket{evaluator=\"judge\",model=\"m\",le=\"0.4\"}", 1.0);
    quality.score("judge", 0.1);
    assertThat(series()).containsEntry(SCORE, 0.1);
  }

  @Test
  void userSatisfaction_isInTheHistogramAndTheGauge() {
    quality.userSatisfaction("free", 0.9);

    assertThat(series())
        .containsEntry(SATISFACTION, 0.9)
        .containsEntry("llm_user_satisfaction_scores_sum{model=\"m\",segment=\"free\"}", 0.9);
    clock.advance(Duration.ofMinutes(15));
    assertThat(series()).doesNotContainKey(SATISFACTION);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void score_isTheMeanOfTheLast15Minutes_toWithin15Seconds(long seed) {
    Random random = new Random(seed);
    Deque<double[]> scores = new ArrayDeque<>();
    double now = 0;
    for (int i = 0; i < 300; i++) {
      long step = random.nextInt(60);
      clock.advance(Duration.ofSeconds(step));
      now += step;
      double score = random.nextInt(101) / 100.0;
      quality.score("judge", score);
      scores.add(new double[] {now, score});
      double oldest = now - 15 * 60;
      while (scores.getFirst()[0] <= oldest - 1) {
        scores.removeFirst();
      }
      // The slots' edges fall where they fall: what is older than 14:45 may be in or out.
      double sure =
          scores.stream().filter(s -> s[0] > oldest + 15).mapToDouble(s -> s[1]).sum();
      long sureCount = scores.stream().filter(s -> s[0] > oldest + 15).count();
      double doubtful = scores.stream()
          .filter(s -> s[0] <= oldest + 15)
          .mapToDouble(s -> s[1])
          .sum();
      long doubtfulCount = scores.size() - sureCount;
      assertThat(Scrapes.value(registry, SCORE))
          .isBetween(
              sure / (double) (sureCount + doubtfulCount) - 1e-9,
              (sure + doubtful + doubtfulCount) / (double) sureCount + 1e-9);
      if (doubtfulCount == 0) {
        assertThat(Scrapes.value(registry, SCORE))
            .isCloseTo(sure / (double) sureCount, within(1e-9));
      }
    }
  }

  @Test
  void scores_atTheEndsOfTheRange_areTaken() {
    quality.score("judge", 0);
    quality.score("judge", 1);

    assertThat(series()).containsEntry(SCORE, 0.5);
  }

  @Test
  void scores_outOfRange_areRefusedByTheirReason() {
    quality.score("judge", -0.1);
    quality.score("judge", 1.1);
    quality.score("judge", Double.NaN);
    quality.userSatisfaction("free", Double.POSITIVE_INFINITY);

    assertThat(series())
        .containsEntry("llm_metrics_dropped_total{reason=\"negative\"}", 1.0)
        .containsEntry("llm_metrics_dropped_total{reason=\"out_of_range\"}", 1.0)
        .containsEntry("llm_metrics_dropped_total{reason=\"not_finite\"}", 2.0)
        .doesNotContainKey(SCORE)
        .doesNotContainKey(SATISFACTION);
  }

  @Test
  void evaluators_overTheLimit_shareAHistogramAndHaveNoGauge() {
    quality.score("judge", 0.5);
    quality.score("human", 0.5);
    quality.score("third", 0.2);
    quality.score("fourth", 0.4);

    assertThat(series())
        .containsEntry("llm_quality_scores_count{evaluator=\"other\",model=\"m\"}", 2.0)
        .doesNotContainKey("llm_quality_score{evaluator=\"other\",model=\"m\"}")
        .containsEntry("llm_metrics_overflow_total{label=\"evaluator\"}", 2.0);
    assertThat(Scrapes.value(registry, "llm_quality_scores_sum{evaluator=\"other\",model=\"m\"}"))
        .isCloseTo(0.6, within(1e-12));
    assertThat(Scrapes.value(registry, "llm_metrics_dropped_total{reason=\"series_limit\"}"))
        .isGreaterThanOrEqualTo(1);
  }

  @Test
  void refusalsAndSafetyTriggers_areCountedByModel() {
    quality.refusal("policy");
    quality.refusal("policy");
    quality.safetyTrigger("pii");
    quality.safetyTrigger(Hostile.missing());
    metrics.quality(Hostile.missing()).refusal("policy");

    assertThat(series())
        .containsEntry("llm_refusals_total{model=\"m\",reason=\"policy\"}", 2.0)
        .containsEntry("llm_refusals_total{model=\"unknown\",reason=\"policy\"}", 1.0)
        .containsEntry("llm_safety_triggers_total{category=\"pii\",model=\"m\"}", 1.0)
        .containsEntry("llm_safety_triggers_total{category=\"unknown\",model=\"m\"}", 1.0)
        .containsEntry("llm_metrics_repaired_total{label=\"category\"}", 1.0)
        .containsEntry("llm_metrics_repaired_total{label=\"model\"}", 1.0);
  }
}
