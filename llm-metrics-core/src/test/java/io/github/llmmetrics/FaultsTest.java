package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.LedgerCheck;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.RecordingLogger;
import io.github.llmmetrics.testing.ScrapedSeries;
import io.github.llmmetrics.testing.Scrapes;
import io.github.llmmetrics.testing.Together;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One fault each: the host's calls are unharmed, and the ledger is exact or the loss is counted. */
class FaultsTest {

  private static final int THREADS = 64;

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private LlmMetrics metrics = builder().build();

  private LlmMetrics.Builder builder() {
    return LlmMetrics.builder()
        .registry(registry)
        .clock(clock, clock)
        .logger(new RecordingLogger());
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  private double value(String series) {
    return Scrapes.series(registry).getOrDefault(series, 0.0);
  }

  private double ended(Status status) {
    return value("llm_requests_total{model=\"m\",status=\"" + status.label() + "\"}");
  }

  private void assertLedgerHolds() {
    LedgerCheck.assertHolds(ScrapedSeries.of(registry));
  }

  @Test
  void clock_thatGoesBack_costsTheTimesAndNotTheRequest() {
    RequestMetrics request = metrics.middleware().begin("m", "acme");
    request.token();
    clock.advance(Duration.ofHours(-1));
    request.token();
    request.finish(3, 2);

    assertThat(ended(Status.SUCCESS)).isEqualTo(1);
    assertThat(value("llm_metrics_dropped_total{reason=\"clock_backwards\"}")).isPositive();
    assertThat(value("llm_tokens_total{model=\"m\",type=\"completion\"}")).isEqualTo(2);
    assertLedgerHolds();
  }

  @Test
  void clock_thatJumpsAYear_abandonsWhatWasLiveAndNothingElse() {
    RequestMetrics before = metrics.middleware().begin("m");
    clock.advance(Duration.ofDays(365));
    RequestMetrics after = metrics.middleware().begin("m");

    assertLedgerHolds();
    before.finish(1, 1);
    after.finish(1, 1);

    assertThat(ended(Status.ABANDONED)).isEqualTo(1);
    assertThat(ended(Status.SUCCESS)).isEqualTo(1);
    assertThat(value("llm_metrics_dropped_total{reason=\"after_end\"}")).isEqualTo(1);
    assertLedgerHolds();
  }

  @Test
  void outOfMemory_inCallbacks_costsTheirSamples() {
    metrics.close();
    metrics = builder()
        .errorClassifier(new ErrorClassifier() {
          @Override
          public Failure classify(Throwable cause) {
            throw new OutOfMemoryError("of the test");
          }

          @Override
          public Failure classifyHttp(int httpStatus) {
            throw new OutOfMemoryError("of the test");
          }
        })
        .build();
    metrics.engine("m").watch(new EngineStats() {
      @Override
      public OptionalLong queueDepth() {
        throw new OutOfMemoryError("of the test");
      }
    });

    metrics.middleware().begin("m").fail(new IllegalStateException());
    metrics.middleware().begin("m").failHttp(500);

    assertThat(ended(Status.ERROR)).isEqualTo(2);
    assertThat(value("llm_metrics_callback_failures_total{source=\"error_classifier\"}"))
        .isEqualTo(2);
    assertThat(value("llm_metrics_callback_failures_total{source=\"engine_stats\"}"))
        .isPositive();
    assertLedgerHolds();
  }

  @Test
  void thread_thatDiesMidRequest_leavesAnAbandonedRequest() throws Exception {
    Thread thread = new Thread(() -> {
      RequestMetrics request = metrics.middleware().begin("m");
      request.token();
      throw new IllegalStateException("of the test");
    });
    thread.setUncaughtExceptionHandler((dead, cause) -> {});
    thread.start();
    thread.join();

    Eventually.passes(() -> {
      System.gc();
      assertThat(ended(Status.ABANDONED)).isEqualTo(1);
    });
    assertLedgerHolds();
  }

  @Test
  void interrupts_disturbNoCallAndAreKept() throws Exception {
    Together.run(THREADS, thread -> {
      for (int i = 0; i < 50; i++) {
        Thread.currentThread().interrupt();
        RequestMetrics request = metrics.middleware().begin("m", "customer-" + i);
        request.token();
        request.finish(1, 1);
        if (i % 25 == thread % 25) {
          assertLedgerHolds();
        }
        assertThat(Thread.interrupted()).isTrue();
      }
    });

    assertThat(ended(Status.SUCCESS)).isEqualTo(THREADS * 50);
  }

  @Test
  void close_whileAllThreadsRecordAndClose_throwsNothingAndFreesTheRegistry() throws Exception {
    Together.run(THREADS, thread -> {
      for (int i = 0; i < 200; i++) {
        RequestMetrics request = metrics.middleware().start("id-" + thread, "m-" + i % 5, "c-" + i);
        request.token();
        if (i == 100 + thread) {
          metrics.close();
        }
        request.finish(1, 1);
        metrics.middleware().token("id-" + thread);
      }
    });

    assertThat(Scrapes.text(registry)).isEmpty();
    metrics = builder().build();
    metrics.middleware().begin("m").finish(1, 1);
    assertThat(ended(Status.SUCCESS)).isEqualTo(1);
  }

  @Test
  void registry_clearedBehindOurBack_harmsNoCallAndCanBeUsedAgain() {
    RequestMetrics request = metrics.middleware().begin("m");

    registry.clear();

    request.finish(1, 1);
    metrics.middleware().begin("m").finish(1, 1);
    assertThat(request.status()).isEqualTo(Optional.of(Status.SUCCESS));
    assertThat(Scrapes.text(registry)).isEmpty();
    assertThatCode(metrics::close).doesNotThrowAnyException();
    metrics = builder().build();
    metrics.middleware().begin("m").finish(1, 1);
    assertThat(ended(Status.SUCCESS)).isEqualTo(1);
  }
}
