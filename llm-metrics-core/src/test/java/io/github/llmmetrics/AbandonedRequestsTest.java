package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.RecordingLogger;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that nobody ends are ended: by age, or when their handle is lost. */
class AbandonedRequestsTest {

  private static final String LINE =
      "WARNING requests that nobody ended were counted as abandoned: ";
  private static final String STACK = " where a request began that nobody ended";

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final RecordingLogger logger = new RecordingLogger();
  private LlmMetrics metrics = builder().build();

  private LlmMetrics.Builder builder() {
    return LlmMetrics.builder().registry(registry).clock(clock, clock).logger(logger);
  }

  private void restart(LlmMetrics.Builder builder) {
    metrics.close();
    metrics = builder.build();
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  private double value(String series) {
    return Scrapes.series(registry).getOrDefault(series, 0.0);
  }

  private double abandoned() {
    return value("llm_requests_total{model=\"m\",status=\"abandoned\"}");
  }

  private double active() {
    return value("llm_active_requests{model=\"m\"}");
  }

  private double dropped(String reason) {
    return value("llm_metrics_dropped_total{reason=\"" + reason + "\"}");
  }

  /** Begins requests whose handles nobody keeps. */
  private void lose(int requests) {
    for (int i = 0; i < requests; i++) {
      RequestMetrics unused = metrics.middleware().begin("m");
    }
  }

  @Test
  void handle_olderThanTheLimit_isAbandonedAndItsFinishDropped() {
    RequestMetrics request = metrics.middleware().begin("m");
    clock.advance(Duration.ofMinutes(60));
    assertThat(active()).isEqualTo(1);

    clock.advance(Duration.ofSeconds(1));

    assertThat(abandoned()).isEqualTo(1);
    assertThat(active()).isZero();
    assertThat(request.status()).isEqualTo(Optional.of(Status.ABANDONED));
    request.finish(1, 1);
    assertThat(dropped("after_end")).isEqualTo(1);
    assertThat(value("llm_requests_total{model=\"m\",status=\"success\"}")).isZero();
  }

  @Test
  void id_olderThanTheLimit_isAbandonedAndForgotten() {
    restart(builder().ageLimit(Duration.ofMinutes(1)));
    RequestMetrics unused = metrics.middleware().start("id", "m");

    clock.advance(Duration.ofSeconds(61));

    assertThat(abandoned()).isEqualTo(1);
    metrics.middleware().finish("id", 1, 1);
    assertThat(dropped("unknown_id")).isEqualTo(1);
  }

  @Test
  void lostHandle_isAbandoned() throws Exception {
    lose(100);

    Eventually.passes(() -> {
      System.gc();
      assertThat(abandoned()).isEqualTo(100);
    });
    assertThat(active()).isZero();
  }

  @Test
  void lostHandles_whereNobodyScrapes_areEndedAsOthersBegin() throws Exception {
    lose(100);
    List<RequestMetrics> held = new ArrayList<>();

    Eventually.passes(() -> {
      System.gc();
      held.add(metrics.middleware().begin("m"));
      metrics.middleware().start("again", "m").cancel();
      assertThat(abandoned()).isEqualTo(100);
    });
    assertThat(active()).isEqualTo(held.size());
    assertThat(held).allMatch(request -> request.status().isEmpty());
  }

  @Test
  void lostHandle_ofAnId_isNoEnd() throws Exception {
    for (int i = 0; i < 100; i++) {
      RequestMetrics unused = metrics.middleware().start("id-" + i, "m");
    }
    lose(1);

    Eventually.passes(() -> {
      System.gc();
      assertThat(abandoned()).isEqualTo(1);
    });
    assertThat(active()).isEqualTo(100);
    metrics.middleware().finish("id-7", 1, 1);
    assertThat(active()).isEqualTo(99);
  }

  @Test
  void idBeyondTheLimit_endsWithItsHandle() throws Exception {
    restart(builder().idLimit(1));
    for (String id : List.of("first", "second")) {
      RequestMetrics unused = metrics.middleware().start(id, "m");
    }

    Eventually.passes(() -> {
      System.gc();
      assertThat(abandoned()).isEqualTo(1);
    });
    assertThat(dropped("id_limit")).isEqualTo(1);
    assertThat(active()).isEqualTo(1);
  }

  @Test
  void ids_atTheLimit_canBeginAgain() {
    restart(builder().idLimit(1));
    for (int i = 0; i < 3; i++) {
      RequestMetrics unused = metrics.middleware().start("id", "m");
    }
    assertThat(dropped("duplicate_id")).isEqualTo(2);
    assertThat(dropped("id_limit")).isZero();
    metrics.middleware().finish("id", 1, 1);

    RequestMetrics unused = metrics.middleware().start("other", "m");
    metrics.middleware().finish("other", 1, 1);

    assertThat(value("llm_requests_total{model=\"m\",status=\"success\"}")).isEqualTo(2);
    assertThat(dropped("unknown_id")).isZero();
  }

  @Test
  void abandoned_areInTheLogOnceAMinuteWithAStack() {
    List<RequestMetrics> held = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      held.add(metrics.middleware().begin("m"));
    }
    clock.advance(Duration.ofMinutes(61));
    assertThat(abandoned()).isEqualTo(3);
    assertThat(logger.lines())
        .containsExactly(LINE + "0 whose handle was lost, 3 older than PT1H" + STACK);

    held.add(metrics.middleware().begin("m"));
    held.add(metrics.middleware().begin("m"));
    clock.advance(Duration.ofMinutes(61));
    assertThat(abandoned()).isEqualTo(5);
    assertThat(abandoned()).isEqualTo(5);
    assertThat(logger.lines())
        .hasSize(2)
        .last()
        .isEqualTo(LINE + "0 whose handle was lost, 2 older than PT1H" + STACK);
    assertThat(held).hasSize(5);
  }

  @Test
  void endedRequests_leaveNothingBehind() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      metrics.middleware().begin("m").close();
      metrics.middleware().start("id", "m").finish(1, 1);
    }
    clock.advance(Duration.ofHours(2));

    assertThat(abandoned()).isEqualTo(1_000);
    assertThat(dropped("duplicate_id")).isZero();
    assertThat(logger.lines()).isEmpty();
  }
}
