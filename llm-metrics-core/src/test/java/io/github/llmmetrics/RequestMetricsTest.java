package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.llmmetrics.cost.PriceTable;
import io.github.llmmetrics.label.CustomerPolicy;
import io.github.llmmetrics.testing.Hostile;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestMetricsTest {

  private static final PriceTable PRICES = PriceTable.parse("""
      model,valid_from,prompt,cached_prompt,completion
      m,2026-01-01,100,50,200
      """);

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private LlmMetrics metrics = start(LlmMetrics.builder());

  private LlmMetrics start(LlmMetrics.Builder builder) {
    return builder.registry(registry).clock(clock, clock).build();
  }

  private void restart(LlmMetrics.Builder builder) {
    metrics.close();
    metrics = start(builder);
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  private RequestMetrics begin() {
    return metrics.middleware().begin("m");
  }

  private double value(String series) {
    return Scrapes.value(registry, series);
  }

  private double dropped(String reason) {
    return value("llm_metrics_dropped_total{reason=\"" + reason + "\"}");
  }

  private Map<String, Double> series() {
    return Scrapes.series(registry);
  }

  private double count(String histogram) {
    return series().getOrDefault(histogram + "_count{model=\"m\"}", 0.0);
  }

  private double sum(String histogram) {
    return value(histogram + "_sum{model=\"m\"}");
  }

  @Test
  void firstToken_movesTtftOnce() {
    RequestMetrics request = begin();
    assertThat(request.ttft()).isEmpty();
    clock.advanceMillis(250);
    request.firstToken();
    clock.advanceMillis(100);
    request.firstToken();

    assertThat(request.ttft()).hasValue(0.25);
    assertThat(count("llm_time_to_first_token_seconds")).isEqualTo(1);
    assertThat(value("llm_time_to_first_token_seconds_bucket{model=\"m\",le=\"0.25\"}"))
        .isEqualTo(1);
    assertThat(value("llm_time_to_first_token_seconds_bucket{model=\"m\",le=\"0.1\"}"))
        .isEqualTo(0);
    assertThat(count("llm_inter_token_latency_seconds")).isEqualTo(0);
  }

  @Test
  void firstToken_atOnce_isZeroAndNotNone() {
    RequestMetrics request = begin();
    request.firstToken();

    assertThat(request.ttft()).hasValue(0);
    assertThat(count("llm_time_to_first_token_seconds")).isEqualTo(1);
  }

  @Test
  void token_theFirst_movesTtftAndNoGap() {
    RequestMetrics request = begin();
    clock.advanceMillis(100);
    request.token();

    assertThat(request.ttft()).hasValue(0.1);
    assertThat(count("llm_inter_token_latency_seconds")).isEqualTo(0);
  }

  @Test
  void token_afterFirstToken_isTheSecondToken() {
    RequestMetrics request = begin();
    clock.advanceMillis(100);
    request.firstToken();
    clock.advanceMillis(40);
    request.token();

    assertThat(request.ttft()).hasValue(0.1);
    assertThat(count("llm_inter_token_latency_seconds")).isEqualTo(1);
    assertThat(sum("llm_inter_token_latency_seconds")).isCloseTo(0.04, within(1e-12));
  }

  @Test
  void tokens_together_shareTheirGap() {
    RequestMetrics request = begin();
    request.token();
    clock.advanceMillis(100);
    request.tokens(4);
    clock.advanceMillis(10);
    request.tokens(1);

    assertThat(count("llm_inter_token_latency_seconds")).isEqualTo(5);
    assertThat(sum("llm_inter_token_latency_seconds")).isCloseTo(0.11, within(1e-12));
    assertThat(value("llm_inter_token_latency_seconds_bucket{model=\"m\",le=\"0.025\"}"))
        .isEqualTo(5);
    assertThat(value("llm_inter_token_latency_seconds_bucket{model=\"m\",le=\"0.01\"}"))
        .isEqualTo(1);
  }

  @Test
  void tokens_asTheFirstMark_markTtftOnly() {
    RequestMetrics request = begin();
    clock.advanceMillis(100);
    request.tokens(5);

    assertThat(request.ttft()).hasValue(0.1);
    assertThat(count("llm_inter_token_latency_seconds")).isEqualTo(0);
  }

  @Test
  void tokens_outOfRange_areRefusedAndCounted() {
    RequestMetrics request = begin();
    request.tokens(0);
    request.tokens(-1);
    request.tokens(65_537);

    assertThat(request.ttft()).isEmpty();
    assertThat(dropped("negative")).isEqualTo(1);
    assertThat(dropped("out_of_range")).isEqualTo(1);
    request.tokens(65_536);
    assertThat(request.ttft()).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void tokens_ofAnyChunks_addUpToTheWholeGap(long seed) {
    Random random = new Random(seed);
    RequestMetrics request = begin();
    request.token();
    long tokens = 0;
    long millis = 0;
    for (int chunk = 0; chunk < 50; chunk++) {
      int n = random.nextInt(20);
      long gap = random.nextInt(500);
      clock.advanceMillis(gap);
      request.tokens(n);
      tokens += n;
      // A chunk of nothing leaves its time to the next one.
      millis += gap;
    }
    request.tokens(1);
    request.finish(10, tokens + 2);

    assertThat(count("llm_inter_token_latency_seconds")).isEqualTo((double) (tokens + 1));
    assertThat(sum("llm_inter_token_latency_seconds")).isCloseTo(millis / 1e3, within(1e-9));
    assertThat(request.tpot().orElseThrow()).isCloseTo(millis / 1e3 / (tokens + 1), within(1e-12));
  }

  @Test
  void scheduled_movesQueueTimeOnce() {
    RequestMetrics request = begin();
    assertThat(request.queueTime()).isEmpty();
    clock.advanceMillis(30);
    request.scheduled();
    clock.advanceMillis(500);
    request.scheduled();

    assertThat(request.queueTime()).hasValue(0.03);
    assertThat(count("llm_queue_time_seconds")).isEqualTo(1);
    assertThat(sum("llm_queue_time_seconds")).isEqualTo(0.03);
  }

  @Test
  void finish_movesLatencyTpotLengthsTokensAndLedger() {
    RequestMetrics request = begin();
    assertThat(request.status()).isEmpty();
    assertThat(request.totalLatency()).isEmpty();
    assertThat(request.tpot()).isEmpty();
    assertThat(value("llm_active_requests{model=\"m\"}")).isEqualTo(1);
    clock.advanceMillis(200);
    request.firstToken();
    clock.advanceMillis(900);
    request.finish(100, 10);

    assertThat(request.status()).contains(Status.SUCCESS);
    assertThat(request.totalLatency()).hasValue(1.1);
    assertThat(request.tpot()).hasValue(0.1);
    assertThat(value("llm_request_latency_seconds_sum{model=\"m\",status=\"success\"}"))
        .isEqualTo(1.1);
    assertThat(sum("llm_time_per_output_token_seconds")).isEqualTo(0.1);
    assertThat(sum("llm_output_tokens")).isEqualTo(10);
    assertThat(sum("llm_prompt_tokens")).isEqualTo(100);
    assertThat(value("llm_tokens_total{model=\"m\",type=\"prompt\"}")).isEqualTo(100);
    assertThat(value("llm_tokens_total{model=\"m\",type=\"completion\"}")).isEqualTo(10);
    assertThat(value("llm_requests_total{model=\"m\",status=\"success\"}")).isEqualTo(1);
    assertThat(value("llm_active_requests{model=\"m\"}")).isEqualTo(0);
    assertThat(value("llm_usage_missing_total{model=\"m\"}")).isEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void tpot_ofFewerThanTwoTokens_isAbsent(long completionTokens) {
    RequestMetrics request = begin();
    request.firstToken();
    clock.advanceMillis(100);
    request.finish(5, completionTokens);

    assertThat(request.tpot()).isEmpty();
    assertThat(count("llm_time_per_output_token_seconds")).isEqualTo(0);
    assertThat(count("llm_output_tokens")).isEqualTo(1);
  }

  @Test
  void tpot_withoutAFirstToken_isAbsent() {
    RequestMetrics request = begin();
    clock.advanceMillis(100);
    request.finish(5, 50);

    assertThat(request.tpot()).isEmpty();
    assertThat(count("llm_time_per_output_token_seconds")).isEqualTo(0);
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void finish_withAnyStatus_movesItsLatencyItsCountAndItsErrors(Status status) {
    RequestMetrics request = begin();
    request.firstToken();
    clock.advanceMillis(2_000);
    request.finish(100, 10, status);

    String labels = "{model=\"m\",status=\"" + status.label() + "\"}";
    assertThat(value("llm_request_latency_seconds_sum" + labels)).isEqualTo(2);
    assertThat(value("llm_requests_total" + labels)).isEqualTo(1);
    assertThat(total("llm_requests_total")).isEqualTo(1);
    assertThat(total("llm_request_errors_total")).isEqualTo(status.isBad() ? 1 : 0);
    // Of successes only: what was cut short says nothing of how long answers are.
    double successes = status == Status.SUCCESS ? 1 : 0;
    assertThat(count("llm_output_tokens")).isEqualTo(successes);
    assertThat(count("llm_prompt_tokens")).isEqualTo(successes);
    assertThat(count("llm_time_per_output_token_seconds")).isEqualTo(successes);
    assertThat(total("llm_tokens_total")).isEqualTo(110);
  }

  private double total(String counter) {
    return series().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(counter + "{"))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  @ParameterizedTest
  @CsvSource({"ERROR,unknown", "TIMEOUT,timeout", "REJECTED,overloaded"})
  void finish_badly_countsTheErrorThatTheStatusMeans(Status status, String errorType) {
    begin().finish(status);

    assertThat(value("llm_request_errors_total{error_type=\"" + errorType + "\",model=\"m\"}"))
        .isEqualTo(1);
    assertThat(value("llm_usage_missing_total{model=\"m\"}")).isEqualTo(0);
  }

  @Test
  void fail_countsWhatTheClassifierSays() {
    begin().fail(new TimeoutException("secret"));
    begin().fail(new IllegalStateException("secret"));
    begin().fail(Hostile.<Throwable>missing());
    begin().failHttp(429);

    assertThat(value("llm_request_errors_total{error_type=\"timeout\",model=\"m\"}"))
        .isEqualTo(1);
    assertThat(value("llm_requests_total{model=\"m\",status=\"timeout\"}")).isEqualTo(1);
    assertThat(value("llm_request_errors_total{error_type=\"internal\",model=\"m\"}"))
        .isEqualTo(1);
    assertThat(value("llm_request_errors_total{error_type=\"unknown\",model=\"m\"}"))
        .isEqualTo(1);
    assertThat(value("llm_requests_total{model=\"m\",status=\"error\"}")).isEqualTo(2);
    assertThat(value("llm_request_errors_total{error_type=\"rate_limit\",model=\"m\"}"))
        .isEqualTo(1);
    assertThat(value("llm_requests_total{model=\"m\",status=\"rejected\"}")).isEqualTo(1);
    assertThat(dropped("null_argument")).isEqualTo(1);
    assertThat(Scrapes.text(registry)).doesNotContain("secret");
  }

  @Test
  void cancel_countsTheTokensSoFarAndNoError() {
    RequestMetrics request = begin().usage(Usage.ofPrompt(50));
    request.usage(Usage.of(50, 7));
    request.cancel();

    assertThat(request.status()).contains(Status.CANCELLED);
    assertThat(value("llm_tokens_total{model=\"m\",type=\"completion\"}")).isEqualTo(7);
    assertThat(total("llm_request_errors_total")).isEqualTo(0);
    assertThat(count("llm_output_tokens")).isEqualTo(0);
  }

  @Test
  void close_withoutAnEnd_isAbandoned() {
    RequestMetrics request = begin();
    request.close();

    assertThat(request.status()).contains(Status.ABANDONED);
    assertThat(value("llm_requests_total{model=\"m\",status=\"abandoned\"}")).isEqualTo(1);
    assertThat(dropped("after_end")).isEqualTo(0);
  }

  @Test
  void close_afterAnEnd_isNothing() {
    RequestMetrics request = begin();
    request.finish(1, 1);
    request.close();
    request.close();

    assertThat(request.status()).contains(Status.SUCCESS);
    assertThat(total("llm_requests_total")).isEqualTo(1);
    assertThat(dropped("after_end")).isEqualTo(0);
  }

  @Test
  void everyVerb_afterTheEnd_isDroppedAndCounted() {
    RequestMetrics request = begin();
    request.finish(100, 10);
    String before = Scrapes.text(
        registry, "llm_requests_total", "llm_tokens_total", "llm_request_latency_seconds");
    clock.advanceMillis(100);
    request.scheduled();
    request.firstToken();
    request.token();
    request.tokens(3);
    request.usage(Usage.of(1, 1)).finishReason("stop").refused("policy").safetyTriggered("pii");
    request.finish();
    request.finish(1, 1);
    request.finish(Status.ERROR);
    request.fail(new IllegalStateException());
    request.failHttp(500);
    request.cancel();

    assertThat(dropped("after_end")).isEqualTo(14);
    assertThat(Scrapes.text(
            registry, "llm_requests_total", "llm_tokens_total", "llm_request_latency_seconds"))
        .isEqualTo(before);
    assertThat(request.ttft()).isEmpty();
    assertThat(request.queueTime()).isEmpty();
    assertThat(total("llm_refusals_total")).isEqualTo(0);
  }

  @Test
  void finish_withoutUsage_countsItAsMissing() {
    begin().finish();
    begin().usage(Usage.ofPrompt(5)).finish();
    begin().finish(Hostile.missing(), Status.SUCCESS);

    assertThat(value("llm_usage_missing_total{model=\"m\"}")).isEqualTo(3);
    assertThat(value("llm_tokens_total{model=\"m\",type=\"prompt\"}")).isEqualTo(5);
    assertThat(count("llm_output_tokens")).isEqualTo(0);
    assertThat(count("llm_prompt_tokens")).isEqualTo(1);
  }

  @Test
  void finish_withNullStatus_isASuccessAndCounted() {
    RequestMetrics request = begin();
    request.finish(10, 2, Hostile.missing());

    assertThat(request.status()).contains(Status.SUCCESS);
    assertThat(dropped("null_argument")).isEqualTo(1);
    assertThat(value("llm_tokens_total{model=\"m\",type=\"completion\"}")).isEqualTo(2);
  }

  @Test
  void usage_toldInParts_isMergedFieldByField() {
    RequestMetrics request = begin().usage(Usage.of(100, 5).withCachedPrompt(40));
    request.usage(new Usage(
        Hostile.missing(), OptionalLong.of(20), OptionalLong.empty(), OptionalLong.of(8)));
    request.usage(Hostile.missing());
    request.finish(Usage.ofPrompt(110), Status.SUCCESS);

    assertThat(value("llm_tokens_total{model=\"m\",type=\"prompt\"}")).isEqualTo(110);
    assertThat(value("llm_tokens_total{model=\"m\",type=\"completion\"}")).isEqualTo(20);
    assertThat(value("llm_cached_prompt_tokens_total{model=\"m\"}")).isEqualTo(40);
    assertThat(value("llm_reasoning_tokens_total{model=\"m\"}")).isEqualTo(8);
    assertThat(dropped("null_argument")).isEqualTo(1);
  }

  @Test
  void usage_thatCannotBeTrue_isRefusedFieldByField() {
    begin().finish(Usage.of(-5, 10).withReasoning(11), Status.SUCCESS);
    begin().finish(Usage.of(10, 10).withCachedPrompt(11), Status.SUCCESS);

    assertThat(dropped("negative")).isEqualTo(1);
    assertThat(dropped("inconsistent")).isEqualTo(2);
    assertThat(value("llm_tokens_total{model=\"m\",type=\"prompt\"}")).isEqualTo(10);
    assertThat(value("llm_tokens_total{model=\"m\",type=\"completion\"}")).isEqualTo(20);
    assertThat(value("llm_reasoning_tokens_total{model=\"m\"}")).isEqualTo(0);
    assertThat(value("llm_cached_prompt_tokens_total{model=\"m\"}")).isEqualTo(0);
    assertThat(value("llm_usage_missing_total{model=\"m\"}")).isEqualTo(1);
  }

  @Test
  void tokens_ofAbsurdNumbers_areRefusedAndMissing() {
    begin().finish(Long.MAX_VALUE, 1_000_000_001);

    assertThat(dropped("out_of_range")).isEqualTo(2);
    assertThat(total("llm_tokens_total")).isEqualTo(0);
    assertThat(value("llm_usage_missing_total{model=\"m\"}")).isEqualTo(1);
  }

  @Test
  void finishReason_ofNull_isRefused() {
    begin().finishReason(Hostile.missing()).finish(1, 1);

    assertThat(dropped("null_argument")).isEqualTo(1);
    assertThat(total("llm_finish_reasons_total")).isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({
    "stop,stop",
    "end_turn,stop",
    "stop_sequence,stop",
    "eos,stop",
    "eos_token,stop",
    "' STOP ',stop",
    "length,length",
    "max_tokens,length",
    "model_length,length",
    "MAX_TOKENS,length",
    "tool_calls,tool_calls",
    "tool_use,tool_calls",
    "function_call,tool_calls",
    "content_filter,content_filter",
    "SAFETY,content_filter",
    "refusal,content_filter",
    "whatever,other",
    "'',other",
    "stop____________________________________________,other"
  })
  void finishReason_isCountedAsTheClosedSetSaysIt(String said, String counted) {
    RequestMetrics request = begin().finishReason(said);
    assertThat(total("llm_finish_reasons_total")).isEqualTo(0);
    request.finish(1, 1);

    assertThat(value("llm_finish_reasons_total{model=\"m\",reason=\"" + counted + "\"}"))
        .isEqualTo(1);
    assertThat(total("llm_finish_reasons_total")).isEqualTo(1);
  }

  @Test
  void refusedAndSafetyTriggered_areCountedAtOnceAndEndNothing() {
    RequestMetrics request = begin();
    request.refused("policy").refused(Hostile.missing()).safetyTriggered("pii");

    assertThat(request.status()).isEmpty();
    assertThat(value("llm_refusals_total{model=\"m\",reason=\"policy\"}")).isEqualTo(1);
    assertThat(value("llm_refusals_total{model=\"m\",reason=\"unknown\"}")).isEqualTo(1);
    assertThat(value("llm_safety_triggers_total{category=\"pii\",model=\"m\"}")).isEqualTo(1);
    assertThat(value("llm_metrics_repaired_total{label=\"reason\"}")).isEqualTo(1);
  }

  @Test
  void cost_isThatOfThePriceTable() {
    restart(LlmMetrics.builder().prices(PRICES));
    metrics
        .middleware()
        .begin("m", "acme")
        .finish(Usage.of(1_000, 100).withCachedPrompt(400), Status.SUCCESS);
    metrics.middleware().begin("m").finish(Usage.of(1_000, 0), Status.ERROR);

    assertThat(value("llm_cost_dollars_total{model=\"m\"}")).isCloseTo(0.1 + 0.1, within(1e-12));
    assertThat(value("llm_cost_per_request_dollars_count{model=\"m\"}")).isEqualTo(2);
    assertThat(value("llm_customer_cost_dollars_total{customer_id=\"acme\",model=\"m\"}"))
        .isCloseTo(0.06 + 0.02 + 0.02, within(1e-12));
    assertThat(value("llm_unpriced_requests_total{model=\"m\"}")).isEqualTo(0);
  }

  @Test
  void cost_withoutPriceOrTokens_isCountedAsUnpriced() {
    restart(LlmMetrics.builder().prices(PRICES));
    metrics.middleware().begin("M").finish(10, 10);
    metrics.middleware().begin("m").finish();
    metrics.middleware().begin("m").finish(Status.REJECTED);

    assertThat(value("llm_unpriced_requests_total{model=\"M\"}")).isEqualTo(1);
    assertThat(value("llm_unpriced_requests_total{model=\"m\"}")).isEqualTo(1);
    assertThat(value("llm_cost_dollars_total{model=\"m\"}")).isEqualTo(0);
    assertThat(series()).doesNotContainKey("llm_cost_per_request_dollars_count{model=\"m\"}");
  }

  @Test
  void cost_isThatOfTheRequestsStart() {
    restart(LlmMetrics.builder().prices(PriceTable.parse("""
        model,valid_from,prompt,cached_prompt,completion
        m,2026-03-01,1000000,,0
        m,2026-03-02,2000000,,0
        """)));
    RequestMetrics request = begin();
    clock.advance(Duration.ofHours(13));
    request.finish(1, 0);
    begin().finish(1, 0);

    assertThat(value("llm_cost_dollars_total{model=\"m\"}")).isEqualTo(3);
  }

  @Test
  void priceTableInfo_tellsWhichTableIsInForce() {
    restart(LlmMetrics.builder().prices(PRICES));

    assertThat(value("llm_price_table_info{models=\"1\",version=\"" + PRICES.version() + "\"}"))
        .isEqualTo(1);
  }

  @Test
  void customer_isCountedOnCountersOnly() {
    RequestMetrics request = metrics.middleware().begin("m", "acme");
    assertThat(request.customerId()).isEqualTo("acme");
    assertThat(value("llm_customer_requests_total{customer_id=\"acme\",model=\"m\"}"))
        .isEqualTo(0);
    request.finish(100, 10);

    assertThat(value("llm_customer_requests_total{customer_id=\"acme\",model=\"m\"}"))
        .isEqualTo(1);
    assertThat(value("llm_customer_tokens_total{customer_id=\"acme\",model=\"m\",type=\"prompt\"}"))
        .isEqualTo(100);
    assertThat(value(
            "llm_customer_tokens_total{customer_id=\"acme\",model=\"m\",type=\"completion\"}"))
        .isEqualTo(10);
    assertThat(series().keySet())
        .filteredOn(series -> series.contains("acme"))
        .allMatch(series -> series.matches("llm_customer_(requests|tokens)_total\\{.*"))
        .hasSize(3);
  }

  @Test
  void customer_whereThePolicyIsOff_isNowhere() {
    restart(LlmMetrics.builder().customerPolicy(CustomerPolicy.OFF).customers("declared"));
    metrics.middleware().begin("m", "acme").finish(1, 1);

    assertThat(Scrapes.text(registry)).doesNotContain("customer_id=").doesNotContain("acme");
  }

  @Test
  void accessors_sayWhatTheHostSaid() {
    RequestMetrics begun = begin();
    RequestMetrics started = metrics.middleware().start("id-1", "a\nb", "acme");

    assertThat(begun.id()).isNull();
    assertThat(begun.model()).isEqualTo("m");
    assertThat(begun.customerId()).isNull();
    assertThat(started.id()).isEqualTo("id-1");
    assertThat(started.model()).isEqualTo("ab");
    assertThat(started.customerId()).isEqualTo("acme");
  }

  @Test
  void model_missing_isUnknownAndCountedAsRepaired() {
    RequestMetrics request = metrics.middleware().begin(Hostile.missing());
    metrics.middleware().begin("  ");
    request.finish(1, 1);

    assertThat(request.model()).isEqualTo("unknown");
    assertThat(value("llm_requests_started_total{model=\"unknown\"}")).isEqualTo(2);
    assertThat(value("llm_metrics_repaired_total{label=\"model\"}")).isEqualTo(2);
  }

  @Test
  void clockThatGoesBack_costsTheTimesAndNotTheRequest() {
    RequestMetrics request = begin();
    clock.advanceMillis(-50);
    request.scheduled();
    request.firstToken();
    request.token();
    request.finish(10, 5);

    assertThat(dropped("clock_backwards")).isEqualTo(4);
    assertThat(request.queueTime()).isEmpty();
    assertThat(request.ttft()).isEmpty();
    assertThat(request.totalLatency()).isEmpty();
    assertThat(request.tpot()).isEmpty();
    assertThat(value("llm_requests_total{model=\"m\",status=\"success\"}")).isEqualTo(1);
    assertThat(value("llm_active_requests{model=\"m\"}")).isEqualTo(0);
    assertThat(series())
        .doesNotContainKey("llm_request_latency_seconds_count{model=\"m\",status=\"success\"}");
    assertThat(count("llm_output_tokens")).isEqualTo(1);
  }

  @Test
  void clockThatGoesBackBetweenTokens_costsTheGapOnly() {
    RequestMetrics request = begin();
    clock.advanceMillis(100);
    request.token();
    clock.advanceMillis(-20);
    request.token();
    clock.advanceMillis(50);
    request.token();

    assertThat(dropped("clock_backwards")).isEqualTo(1);
    assertThat(count("llm_inter_token_latency_seconds")).isEqualTo(1);
    assertThat(sum("llm_inter_token_latency_seconds")).isCloseTo(0.03, within(1e-12));
  }
}
