package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.LedgerCheck;
import io.github.llmmetrics.testing.ScrapedSeries;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Races with a chosen outcome: every verb of a request reads the clock after it has seen that the request is live, and
 * the clock of these tests plays the other thread, which is faster.
 */
class RequestRacesTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private @Nullable Runnable faster;
  private final MetricsMiddleware middleware = LlmMetrics.builder()
      .registry(registry)
      .clock(this::tick, InstantSource.fixed(Instant.EPOCH))
      .build()
      .middleware();
  private long nanos;

  /** The other thread comes between the reading and what is made of it. */
  private long tick() {
    nanos += 1_000_000;
    long read = nanos;
    Runnable other = faster;
    faster = null;
    if (other != null) {
      other.run();
    }
    return read;
  }

  private ScrapedSeries scrape() {
    ScrapedSeries scrape = ScrapedSeries.of(registry);
    LedgerCheck.assertHolds(scrape);
    return scrape;
  }

  private double dropped(String reason) {
    return scrape().sum("llm_metrics_dropped_total", "reason", reason);
  }

  @Test
  void cancel_finishIsFaster_endsOnceAndCountsTheLoser() {
    RequestMetrics request = middleware.begin("m");
    faster = () -> request.finish(10, 5);
    request.cancel();

    assertThat(request.status()).contains(Status.SUCCESS);
    assertThat(scrape().sum("llm_requests_total")).isEqualTo(1);
    assertThat(scrape().sum("llm_request_latency_seconds_count")).isEqualTo(1);
    assertThat(dropped("after_end")).isEqualTo(1);
  }

  @Test
  void finish_cancelIsFaster_tokensOfTheLoserAreNotCounted() {
    RequestMetrics request = middleware.begin("m");
    request.usage(Usage.ofPrompt(7));
    faster = request::cancel;
    request.finish(10, 5);

    assertThat(request.status()).contains(Status.CANCELLED);
    assertThat(scrape().sum("llm_tokens_total")).isEqualTo(7);
  }

  @Test
  void finish_cancelIsFasterWithInconsistentUsage_isCountedOnce() {
    RequestMetrics request = middleware.begin("m");
    request.usage(new Usage(OptionalLong.of(5), null, OptionalLong.of(6), null));
    faster = request::cancel;
    request.finish();

    assertThat(dropped("inconsistent")).isEqualTo(1);
  }

  @Test
  void close_finishIsFaster_isNoMistake() {
    RequestMetrics request = middleware.begin("m");
    faster = () -> request.finish(10, 5);
    request.close();

    assertThat(request.status()).contains(Status.SUCCESS);
    assertThat(dropped("after_end")).isZero();
  }

  @Test
  void firstToken_finishIsFaster_isCountedAsLate() {
    RequestMetrics request = middleware.begin("m");
    faster = () -> request.finish(10, 5);
    request.firstToken();

    assertThat(request.ttft()).isEmpty();
    assertThat(scrape().sum("llm_time_to_first_token_seconds_count")).isZero();
    assertThat(dropped("after_end")).isEqualTo(1);
  }

  @Test
  void token_finishIsFaster_isCountedAsLate() {
    RequestMetrics request = middleware.begin("m");
    faster = () -> request.finish(10, 5);
    request.token();

    assertThat(scrape().sum("llm_inter_token_latency_seconds_count")).isZero();
    assertThat(dropped("after_end")).isEqualTo(1);
  }

  @Test
  void token_firstTokenIsFaster_isTheSecondToken() {
    RequestMetrics request = middleware.begin("m");
    faster = request::firstToken;
    request.token();

    assertThat(scrape().sum("llm_time_to_first_token_seconds_count")).isEqualTo(1);
    assertThat(scrape().sum("llm_inter_token_latency_seconds_count")).isEqualTo(1);
    assertThat(dropped("clock_backwards")).isZero();
  }

  @Test
  void start_olderOneWithTheIdIsJustEnding_isNoDuplicate() {
    RequestMetrics older = middleware.start("id", "m");
    // Not at the start's own reading, but at the one that would end the older request.
    faster = () -> faster = () -> older.finish(10, 5);
    RequestMetrics newer = middleware.start("id", "m");
    middleware.cancel("id");

    assertThat(older.status()).contains(Status.SUCCESS);
    assertThat(newer.status()).contains(Status.CANCELLED);
    assertThat(dropped("duplicate_id")).isZero();
    assertThat(dropped("after_end")).isZero();
  }
}
