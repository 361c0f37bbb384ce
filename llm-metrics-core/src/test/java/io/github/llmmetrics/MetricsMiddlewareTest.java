package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.testing.Hostile;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsMiddlewareTest {

  private static final Map<String, BiConsumer<MetricsMiddleware, String>> VERBS = Map.ofEntries(
      Map.entry("scheduled", MetricsMiddleware::scheduled),
      Map.entry("firstToken", MetricsMiddleware::firstToken),
      Map.entry("token", MetricsMiddleware::token),
      Map.entry("tokens", (middleware, id) -> middleware.tokens(id, 2)),
      Map.entry("usage", (middleware, id) -> middleware.usage(id, Usage.of(1, 1))),
      Map.entry("finishReason", (middleware, id) -> middleware.finishReason(id, "stop")),
      Map.entry("refused", (middleware, id) -> middleware.refused(id, "policy")),
      Map.entry("safetyTriggered", (middleware, id) -> middleware.safetyTriggered(id, "pii")),
      Map.entry("finish", (middleware, id) -> middleware.finish(id, 1, 1)),
      Map.entry("finish with status", (middleware, id) -> middleware.finish(id, Status.ERROR)),
      Map.entry("fail", (middleware, id) -> middleware.fail(id, new IllegalStateException())),
      Map.entry("failHttp", (middleware, id) -> middleware.failHttp(id, 500)),
      Map.entry("cancel", MetricsMiddleware::cancel));

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final LlmMetrics metrics =
      LlmMetrics.builder().registry(registry).clock(clock, clock).idLimit(3).build();
  private final MetricsMiddleware middleware = metrics.middleware();

  @AfterEach
  void close() {
    metrics.close();
  }

  private double value(String series) {
    return Scrapes.value(registry, series);
  }

  private double dropped(String reason) {
    return value("llm_metrics_dropped_total{reason=\"" + reason + "\"}");
  }

  @Test
  void threeHooks_byId_recordARequest() {
    middleware.start("1", "m");
    clock.advanceMillis(100);
    middleware.firstToken("1");
    clock.advanceMillis(900);
    middleware.finish("1", 100, 10);

    assertThat(value("llm_time_to_first_token_seconds_sum{model=\"m\"}")).isEqualTo(0.1);
    assertThat(value("llm_time_per_output_token_seconds_sum{model=\"m\"}")).isEqualTo(0.1);
    assertThat(value("llm_request_latency_seconds_sum{model=\"m\",status=\"success\"}"))
        .isEqualTo(1);
    assertThat(value("llm_tokens_total{model=\"m\",type=\"prompt\"}")).isEqualTo(100);
  }

  @Test
  void run_bodyThatEndsItsRequest_isCountedAsItEnded() {
    middleware.run("m", "acme", request -> {
      clock.advanceMillis(100);
      request.token();
      request.finish(100, 1);
    });

    assertThat(value("llm_requests_total{model=\"m\",status=\"success\"}")).isEqualTo(1);
    assertThat(value("llm_customer_requests_total{customer_id=\"acme\",model=\"m\"}"))
        .isEqualTo(1);
    assertThat(value("llm_time_to_first_token_seconds_sum{model=\"m\"}")).isEqualTo(0.1);
  }

  @Test
  void run_bodyThatThrows_failsTheRequestAndPassesItOn() {
    IOException brokenPipe = new IOException("Broken pipe");

    assertThatThrownBy(() -> middleware.run("m", null, request -> {
          throw brokenPipe;
        }))
        .isSameAs(brokenPipe);
    assertThat(value("llm_request_errors_total{error_type=\"connection\",model=\"m\"}"))
        .isEqualTo(1);
    assertThat(value("llm_requests_total{model=\"m\",status=\"abandoned\"}")).isZero();
  }

  @Test
  void run_bodyThatThrowsAfterItsEnd_keepsTheEnd() {
    assertThatThrownBy(() -> middleware.run("m", null, request -> {
          request.cancel();
          throw new IllegalStateException("after the end");
        }))
        .hasMessage("after the end");

    assertThat(value("llm_requests_total{model=\"m\",status=\"cancelled\"}")).isEqualTo(1);
    assertThat(dropped("after_end")).isZero();
  }

  @Test
  void run_bodyThatForgetsTheEnd_hasAbandonedTheRequest() {
    middleware.run("m", null, request -> request.token());

    assertThat(value("llm_requests_total{model=\"m\",status=\"abandoned\"}")).isEqualTo(1);
  }

  @Test
  void everyOtherVerb_byId_doesWhatTheHandlesDoes() {
    middleware.start("1", "m", "acme");
    clock.advanceMillis(10);
    middleware.scheduled("1");
    middleware.token("1");
    clock.advanceMillis(40);
    middleware.tokens("1", 2);
    middleware.usage("1", Usage.of(50, 3).withCachedPrompt(10));
    middleware.finishReason("1", "length");
    middleware.refused("1", "policy");
    middleware.safetyTriggered("1", "pii");
    middleware.finish("1", Usage.of(50, 3), Status.SUCCESS);

    assertThat(value("llm_queue_time_seconds_sum{model=\"m\"}")).isEqualTo(0.01);
    assertThat(value("llm_inter_token_latency_seconds_count{model=\"m\"}")).isEqualTo(2);
    assertThat(value("llm_cached_prompt_tokens_total{model=\"m\"}")).isEqualTo(10);
    assertThat(value("llm_finish_reasons_total{model=\"m\",reason=\"length\"}")).isEqualTo(1);
    assertThat(value("llm_refusals_total{model=\"m\",reason=\"policy\"}")).isEqualTo(1);
    assertThat(value("llm_safety_triggers_total{category=\"pii\",model=\"m\"}")).isEqualTo(1);
    assertThat(value("llm_customer_requests_total{customer_id=\"acme\",model=\"m\"}"))
        .isEqualTo(1);
  }

  @Test
  void ends_byId_haveTheirStatus() {
    middleware.start("1", "m");
    middleware.finish("1", 5, 1, Status.TIMEOUT);
    middleware.start("1", "m");
    middleware.finish("1", Status.REJECTED);
    middleware.start("1", "m");
    middleware.fail("1", new OutOfMemoryError("of the test"));
    middleware.start("1", "m");
    middleware.failHttp("1", 401);
    middleware.start("1", "m");
    middleware.cancel("1");
    middleware.start("1", "m");
    middleware.finish("1", Hostile.missing(), Status.SUCCESS);

    assertThat(Scrapes.text(registry, "llm_requests_total")).isEqualTo("""
        # HELP llm_requests_total requests that ended, by status
        # TYPE llm_requests_total counter
        llm_requests_total{model="m",status="abandoned"} 0.0
        llm_requests_total{model="m",status="cancelled"} 1.0
        llm_requests_total{model="m",status="error"} 2.0
        llm_requests_total{model="m",status="rejected"} 1.0
        llm_requests_total{model="m",status="success"} 1.0
        llm_requests_total{model="m",status="timeout"} 1.0
        """);
    assertThat(value("llm_request_errors_total{error_type=\"out_of_memory\",model=\"m\"}"))
        .isEqualTo(1);
    assertThat(value("llm_request_errors_total{error_type=\"auth\",model=\"m\"}"))
        .isEqualTo(1);
    assertThat(dropped("duplicate_id")).isEqualTo(0);
  }

  @Test
  void everyVerb_ofAnUnknownId_isDroppedAndCounted() {
    VERBS.values().forEach(verb -> verb.accept(middleware, "nobody"));

    assertThat(dropped("unknown_id")).isEqualTo(VERBS.size());
    assertThat(Scrapes.text(registry)).doesNotContain("# TYPE llm_requests_total");
  }

  @Test
  void everyVerb_ofANullId_isDroppedAndCounted() {
    VERBS.values().forEach(verb -> verb.accept(middleware, Hostile.missing()));

    assertThat(dropped("null_argument")).isEqualTo(VERBS.size());
  }

  @Test
  void everyVerb_afterClose_isDroppedAndThrowsNothing() {
    RequestMetrics handle = middleware.start("1", "m");
    metrics.close();
    VERBS.values().forEach(verb -> verb.accept(middleware, "2"));
    middleware.start("2", "m");
    VERBS.values().forEach(verb -> verb.accept(middleware, "2"));

    assertThat(handle.status()).isEmpty();
    assertThat(Scrapes.text(registry)).isEmpty();
  }

  @Test
  void finish_aSecondTimeById_findsNobody() {
    middleware.start("1", "m");
    middleware.finish("1", 1, 1);
    middleware.finish("1", 1, 1);

    assertThat(value("llm_requests_total{model=\"m\",status=\"success\"}")).isEqualTo(1);
    assertThat(dropped("unknown_id")).isEqualTo(1);
  }

  @Test
  void endByHandle_freesTheId() {
    middleware.start("1", "m").close();
    middleware.token("1");

    assertThat(dropped("unknown_id")).isEqualTo(1);
    assertThat(value("llm_requests_total{model=\"m\",status=\"abandoned\"}")).isEqualTo(1);
  }

  @Test
  void start_withALiveId_abandonsTheOlderRequest() {
    RequestMetrics older = middleware.start("1", "m");
    RequestMetrics younger = middleware.start("1", "m");
    middleware.finish("1", 1, 1);

    assertThat(older.status()).contains(Status.ABANDONED);
    assertThat(younger.status()).contains(Status.SUCCESS);
    assertThat(dropped("duplicate_id")).isEqualTo(1);
    assertThat(value("llm_active_requests{model=\"m\"}")).isEqualTo(0);
  }

  @Test
  void start_beyondTheIdLimit_isRecordedButNotFound() {
    List.of("1", "2", "3").forEach(id -> middleware.start(id, "m"));
    RequestMetrics over = middleware.start("4", "m");
    middleware.finish("4", 1, 1);
    assertThat(over.status()).isEmpty();
    assertThat(dropped("id_limit")).isEqualTo(1);
    assertThat(dropped("unknown_id")).isEqualTo(1);

    over.finish(1, 1);
    middleware.start("3", "m");
    middleware.finish("1", 1, 1);
    middleware.start("5", "m");

    assertThat(over.status()).contains(Status.SUCCESS);
    assertThat(dropped("id_limit")).isEqualTo(1);
    assertThat(dropped("duplicate_id")).isEqualTo(1);
    assertThat(value("llm_requests_started_total{model=\"m\"}")).isEqualTo(6);
    assertThat(value("llm_active_requests{model=\"m\"}")).isEqualTo(3);
  }

  @Test
  void start_withANullId_isRecordedByItsHandle() {
    RequestMetrics request = middleware.start(Hostile.missing(), "m");
    request.finish(1, 1);

    assertThat(request.id()).isNull();
    assertThat(dropped("null_argument")).isEqualTo(1);
    assertThat(value("llm_requests_total{model=\"m\",status=\"success\"}")).isEqualTo(1);
  }
}
