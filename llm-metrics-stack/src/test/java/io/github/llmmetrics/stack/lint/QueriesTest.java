package io.github.llmmetrics.stack.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.MetricCatalogue;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in single queries. */
class QueriesTest {

  @ParameterizedTest
  @MethodSource("io.github.llmmetrics.stack.promql.parse.PromqlParserTest#generated")
  void problems_ofGeneratedRules_areNone(String query) {
    assertThat(problems(query)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum by (model) (rate(llm_requests_total{status=~\"$status\"}[$__rate_interval]))",
        "llm_kv_cache_usage_percent > 90",
        "avg by (model) (llm_kv_cache_usage_percent)",
        "max by (pod) (llm_queue_depth{namespace=\"prod\"})",
        "count(llm_requests_total)",
        "absent(llm_requests_total)",
        "llm_queue_depth unless on (instance) llm_requests_total",
        "rate(llm_time_to_first_token_seconds_sum[5m]) / rate(llm_time_to_first_token_seconds_count[5m]) > 2",
        "histogram_quantile(0.9, sum(rate(llm_time_to_first_token_seconds_bucket[5m])) without (pod))",
        "1000 * histogram_quantile(0.9, sum by (le) (rate(llm_time_to_first_token_seconds_bucket[5m]))) > 2000",
        "delta(llm_queue_depth[5m]) > 10",
        "label_replace(llm_queue_depth, \"zone\", \"$1\", \"instance\", \"(.*)\") > 1",
        "sum by (zone2) (label_replace(llm_queue_depth, \"zone2\", \"$1\", \"instance\", \"(.*)\"))",
        "sum by (handler) (rate(http_requests_total[5m]))",
        "rate(llm_[[kind]]_total[5m])",
        "llm_gpu_memory_used_bytes / llm_gpu_memory_total_bytes > 0.9",
        "llm_user_satisfaction < 0.5",
        "100 * llm_quality_score < 70",
        "llm_oldest_waiting_seconds > 600"
      })
  void problems_ofGoodQueries_areNone(String query) {
    assertThat(problems(query)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
      rate(llm_request_total[5m]); unknown-series; llm_request_total is not in the catalogue; use llm_requests_total
      rate(llm_time_to_first_tokens_seconds_bucket[5m]); unknown-series; llm_time_to_first_tokens_seconds_bucket is not in the catalogue; use llm_time_to_first_token_seconds_bucket
      llm_ttft_seconds; unknown-series; llm_ttft_seconds is not in the catalogue; use llm_time_to_first_token_seconds
      llm_zzz; unknown-series; llm_zzz is not in the catalogue; see llm-metrics catalogue for the names
      vllm:kv_cache_usage_perc; renamed-series; vllm:kv_cache_usage_perc is what others call llm_kv_cache_usage_percent (vllm:kv_cache_usage_perc (0-1), earlier vllm:gpu_cache_usage_perc); use llm_kv_cache_usage_percent
      vllm_pending_requests; renamed-series; vllm_pending_requests is what others call llm_queue_depth (guide: vllm_pending_requests); use llm_queue_depth
      increase(llm_cost_per_request_count[1h]); renamed-series; llm_cost_per_request_count is what others call llm_cost_per_request_dollars_count (llm_cost_per_request); use llm_cost_per_request_dollars_count
      llm_queue_depth{modle="a"}; unknown-label; llm_queue_depth has no label modle; use model, or name it in --target-label if your targets have it
      llm_queue_depth{le="1.5"}; unknown-label; llm_queue_depth has no label le; leave it out, or name it in --target-label if your targets have it
      llm_queue_depth{customer_id="a"}; unknown-label; llm_queue_depth has no label customer_id; leave it out, or name it in --target-label if your targets have it
      sum by (modle) (llm_queue_depth); unknown-label; by (modle): none of llm_queue_depth has this label; use model, or name it in --target-label if your targets have it
      rate(llm_requests_total{status="failed"}[5m]); unknown-value; the label status of llm_requests_total is never failed; use one of success, error, timeout, rejected, cancelled, abandoned
      rate(llm_requests_total{status=~"error|timeouts"}[5m]); unknown-value; the label status of llm_requests_total is never timeouts; use timeout
      rate(llm_request_latency_seconds_bucket{le="5"}[5m]); bucket-spelling; le="5" finds nothing where the bound is stored as 5.0, as Prometheus 3 and this library do; use le=~"5(\\\\.0)?"
      llm_requests_total > 1000; counter-without-rate; the plain value of llm_requests_total says how long the process has run, not what happens; use rate(llm_requests_total[5m]) or increase(llm_requests_total[1h])
      avg_over_time(llm_tokens_total[5m]); counter-without-rate; avg_over_time of llm_tokens_total says how long the process has run, not what happens; use rate(llm_tokens_total[5m]) or increase(llm_tokens_total[1h])
      rate(llm_queue_depth[5m]); rate-of-gauge; rate is for counters, and llm_queue_depth goes up and down; use the value itself, avg_over_time or deriv
      rate(sum(llm_requests_total)[5m:]); rate-of-sum; rate of an aggregation takes the restart of one process for traffic; take rate of the series first, then aggregate
      rate(llm_time_to_first_token_seconds[5m]); histogram-suffix; llm_time_to_first_token_seconds is a histogram, whose series end with _bucket, _count and _sum; use llm_time_to_first_token_seconds_bucket in a quantile, llm_time_to_first_token_seconds_sum over _count for a mean (as it is it needs native histograms)
      histogram_quantile(0.99, sum by (le) (llm_batch_size_bucket)); quantile-without-rate; without a rate the quantile is over everything since the process started; use sum by (le) (rate(llm_batch_size_bucket[5m]))
      histogram_quantile(0.99, sum by (model) (rate(llm_batch_size_bucket[5m]))); quantile-without-le; sum loses le, the bounds that histogram_quantile needs; use sum by (le, …)
      histogram_quantile(0.99, sum(rate(llm_batch_size_bucket[5m])) without (le)); quantile-without-le; sum loses le, the bounds that histogram_quantile needs; use sum by (le, …)
      sum(llm_kv_cache_usage_percent); sum-of-levels; a sum of values that are percent from 0 to 100 means nothing; use max or avg
      sum(llm_gpu_temperature_celsius); sum-of-levels; a sum of values that are celsius means nothing; use max or avg
      avg(histogram_quantile(0.9, rate(llm_batch_size_bucket[5m]))); mean-of-quantiles; avg of quantiles weighs an idle instance like a busy one; sum the buckets' rates by (le, …) and take one quantile, or use max
      avg(rate(llm_requests_total{status="error"}[5m]) / rate(llm_requests_total[5m])); mean-of-quantiles; avg of ratios weighs an idle instance like a busy one; divide one sum by the other
      llm_kv_cache_usage_percent > 0.9; wrong-unit; compared with 0.9, but it is percent from 0 to 100; use 90
      llm_gpu_utilization_percent > 900; wrong-unit; compared with 900, but it is percent from 0 to 100; use a number up to 100
      llm_quality_score < 70; wrong-unit; compared with 70, but it is a score from 0 to 1; use 0.7
      1 - llm_gpu_memory_used_bytes / llm_gpu_memory_total_bytes < 5; wrong-unit; compared with 5, but it is a ratio from 0 to 1; use 0.05
      llm_kv_cache_usage_percent / 100 > 90; wrong-unit; compared with 90, but it is a ratio from 0 to 1; use 0.9
      sum(rate(llm_request_errors_total[5m])) / sum(rate(llm_requests_total[5m])) > 5; wrong-unit; compared with 5, but it is a ratio from 0 to 1; use 0.05
      histogram_quantile(0.9, rate(llm_time_to_first_token_seconds_bucket[5m])) > 2000; wrong-unit; compared with 2000, which a quantile or mean of llm_time_to_first_token_seconds, in seconds, does not reach; use 2 if milliseconds were meant
      rate(llm_batch_size_sum[5m]; syntax; no PromQL: ')' expected, not the end at character 28; see it in: rate(llm_batch_size_sum[5m]
      """)
  void problems_ofABadQuery_areTheOneThatItHas(
      String query, String rule, String message, String fix) {
    assertThat(problems(query)).singleElement().satisfies(problem -> {
      assertThat(problem.rule().id()).isEqualTo(rule);
      assertThat(problem.message()).isEqualTo(message);
      assertThat(problem.fix()).isEqualTo(fix);
    });
  }

  @Test
  void problems_ofTheWorstQuery_areAllOfThem() {
    assertThat(
            problems(
                "avg(histogram_quantile(0.99, vllm:e2e_request_latency_seconds_bucket{le=\"1\"})) > 5000"))
        .extracting(Problem::rule)
        .containsExactly(LintRule.RENAMED_SERIES, LintRule.QUANTILE_WITHOUT_RATE);
  }

  @Test
  void problems_withOptions_areFewer() {
    LintOptions options = LintOptions.DEFAULT
        .withTargetLabels(Set.of("dc"))
        .withRecorded(Set.of("llm_ours"))
        .without(Set.of(LintRule.COUNTER_WITHOUT_RATE));

    assertThat(new QueryLinter(options)
            .problems(Query.of("", "llm_requests_total{dc=\"a\"} + llm_ours")))
        .isEmpty();
  }

  @Test
  void everyAlias_ofTheCatalogue_leadsToAMetric() {
    List<String> known = List.of(
        "vllm:e2e_request_latency_seconds",
        "vllm:num_requests_waiting",
        "vllm:num_requests_running",
        "DCGM_FI_DEV_GPU_UTIL",
        "nvidia_gpu_power_watts",
        "node_memory_MemTotal_bytes",
        "llm_refusal_total");

    assertThat(known).allSatisfy(name -> assertThat(SeriesName.of(name)).isPresent());
    assertThat(SeriesName.of("vllm:num_requests_waiting").orElseThrow().text())
        .isEqualTo("llm_queue_depth");
    assertThat(MetricCatalogue.all())
        .allSatisfy(metric -> assertThat(Aliases.metric(metric.name())).isEmpty());
  }

  private static List<Problem> problems(String query) {
    return new QueryLinter(LintOptions.DEFAULT).problems(Query.of("", query));
  }
}
