package io.github.llmmetrics.examples.chat;

import static io.github.llmmetrics.examples.chat.TestService.question;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault is seen in the metrics of the model that it strikes, not in the other's, and is over when it is switched off. */
class FireDrillTest {

  private static final String STRUCK = "jargon";
  private static final String HEALTHY = "lexicon";
  private static final TestService SERVICE = TestService.startForFireDrill();

  private String fault = "";

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @AfterEach
  void switchOff() {
    assertThat(SERVICE.send("DELETE", "/faults/" + fault).statusCode()).isEqualTo(200);
    SERVICE.scrapeAtRest();
  }

  @Test
  void slowPrefill_delaysTheFirstTokenAndIsNoTimeInTheQueue() {
    String ttft = "llm_time_to_first_token_seconds_sum";
    switchOn("slow-prefill", 400);
    Scrape before = SERVICE.scrape();
    askBothBriefly();
    Scrape after = SERVICE.scrapeAtRest();

    assertThat(grown(before, after, ttft, STRUCK)).isGreaterThan(0.4);
    assertThat(grown(before, after, ttft, HEALTHY)).isLessThan(0.4);
    assertThat(grown(before, after, "llm_queue_time_seconds_sum", STRUCK)).isLessThan(0.4);
    assertThat(grown(before, after, "llm_inter_token_latency_seconds_sum", STRUCK))
        .isLessThan(0.4);

    switchOff();
    askBothBriefly();
    assertThat(grown(after, SERVICE.scrapeAtRest(), ttft, STRUCK)).isLessThan(0.4);
  }

  @Test
  void slowDecode_delaysEveryTokenAfterTheFirst() {
    String gaps = "llm_inter_token_latency_seconds_sum";
    switchOn("slow-decode", 200);
    Scrape before = SERVICE.scrape();
    askBothBriefly();
    Scrape after = SERVICE.scrapeAtRest();

    assertThat(grown(before, after, gaps, STRUCK)).isGreaterThan(7 * 0.2);
    assertThat(grown(before, after, gaps, HEALTHY)).isLessThan(7 * 0.2);

    switchOff();
    askBothBriefly();
    assertThat(grown(after, SERVICE.scrapeAtRest(), gaps, STRUCK)).isLessThan(7 * 0.2);
  }

  @Test
  void kvCacheFull_holdsTheCacheAndLetsShortRequestsThrough() {
    switchOn("kv-cache-full", 0.92);

    awaitGauge("llm_kv_cache_usage_percent", percent -> percent > 90);
    assertThat(SERVICE.chat(ask(STRUCK)).statusCode()).isEqualTo(200);

    switchOff();
    awaitGauge("llm_kv_cache_usage_percent", percent -> percent == 0);
  }

  @Test
  void queueFlood_makesOthersWaitAndIsCancelled() {
    switchOn("queue-flood", 200);
    awaitGauge("llm_queue_depth", depth -> depth > 100);
    assertThat(SERVICE.chat(ask(HEALTHY)).statusCode()).isEqualTo(200);
    Scrape flooded = SERVICE.scrape();

    switchOff();
    Scrape after = SERVICE.scrapeAtRest();
    assertThat(grown(flooded, after, "llm_requests_total", STRUCK, "status=cancelled"))
        .isGreaterThan(100);
    assertThat(after.sum("llm_queue_depth")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "error-storm, llm_requests_total, status=error",
    "timeout-storm, llm_requests_total, status=timeout",
    "rejection-storm, llm_requests_total, status=rejected",
    "abandoned, llm_requests_total, status=abandoned",
    "refusal-storm, llm_refusals_total, reason=security",
    "safety-storm, llm_safety_triggers_total, category=profanity"
  })
  void storm_strikesTheShareOfTheRequests(String name, String metric, String label) {
    switchOn(name, 0.5);
    Scrape before = SERVICE.scrape();
    askBoth(4);
    Scrape after = SERVICE.scrapeAtRest();

    assertThat(grown(before, after, metric, STRUCK, label)).isEqualTo(2);
    assertThat(grown(before, after, metric, HEALTHY, label)).isZero();

    switchOff();
    askBoth(4);
    assertThat(grown(after, SERVICE.scrapeAtRest(), metric, STRUCK, label)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"completeness, 0.5", "repetition, 0.5"})
  void lowQuality_isSeenByEachEvaluator(String evaluator, double limit) {
    switchOn("low-quality", 1);
    Scrape before = SERVICE.scrape();
    // One of four answers is scored.
    askBoth(4);
    Scrape after = awaitScores(before, 2, evaluator);

    assertThat(score(before, after, STRUCK, evaluator)).isLessThan(limit);
    assertThat(score(before, after, HEALTHY, evaluator)).isGreaterThan(limit);

    switchOff();
    askBoth(4);
    assertThat(score(after, awaitScores(after, 2, evaluator), STRUCK, evaluator))
        .isGreaterThan(limit);
  }

  @Test
  void callbackFailure_isCountedAndTakesTheEnginesFigures() {
    String failures = "llm_metrics_callback_failures_total";
    double before = SERVICE.scrape().sum(failures, "source=engine_stats");
    switchOn("callback-failure", 1);

    Scrape broken = SERVICE.scrape();

    assertThat(broken.sum(failures, "source=engine_stats")).isGreaterThan(before);
    assertThat(broken.has("llm_queue_depth", "model=" + STRUCK)).isFalse();
    assertThat(broken.has("llm_queue_depth", "model=" + HEALTHY)).isTrue();

    switchOff();
    Scrape after = SERVICE.scrape();
    assertThat(after.has("llm_queue_depth", "model=" + STRUCK)).isTrue();
    assertThat(SERVICE.scrape().sum(failures)).isEqualTo(after.sum(failures));
  }

  private void switchOn(String name, double strength) {
    fault = name;
    String path = "/faults/" + name + "?model=" + STRUCK + "&strength=" + strength;
    assertThat(SERVICE.send("PUT", path).statusCode()).isEqualTo(200);
  }

  private static ObjectNode ask(String model) {
    return question(model, "What is a hacker?");
  }

  /** A question to each model whose answer has eight tokens. */
  private static void askBothBriefly() {
    for (String model : List.of(STRUCK, HEALTHY)) {
      SERVICE.chat(ask(model).put("max_tokens", 8));
    }
  }

  /** Questions to one model, then to the other; of those to the struck one not all are answered. */
  private static void askBoth(int times) {
    for (int i = 0; i < times; i++) {
      try {
        SERVICE.chat(ask(STRUCK));
      } catch (UncheckedIOException e) {
        assertThat(e).hasMessageContaining("received no bytes");
      }
    }
    for (int i = 0; i < times; i++) {
      assertThat(SERVICE.chat(ask(HEALTHY)).statusCode()).isEqualTo(200);
    }
  }

  private static void awaitGauge(String name, DoublePredicate struck) {
    SERVICE.await(scrape -> struck.test(scrape.sum(name, "model=" + STRUCK))
        && scrape.sum(name, "model=" + HEALTHY) == 0);
  }

  private static Scrape awaitScores(Scrape before, int count, String evaluator) {
    String label = "evaluator=" + evaluator;
    String scores = "llm_quality_scores_count";
    return SERVICE.await(scrape -> scrape.sum(scores, label) - before.sum(scores, label) == count);
  }

  private static double score(Scrape before, Scrape after, String model, String evaluator) {
    String label = "evaluator=" + evaluator;
    return grown(before, after, "llm_quality_scores_sum", model, label)
        / grown(before, after, "llm_quality_scores_count", model, label);
  }

  private static double grown(
      Scrape before, Scrape after, String name, String model, String... label) {
    return sum(after, name, model, label) - sum(before, name, model, label);
  }

  private static double sum(Scrape scrape, String name, String model, String... label) {
    return label.length == 0
        ? scrape.sum(name, "model=" + model)
        : scrape.sum(name, "model=" + model, label[0]);
  }
}
