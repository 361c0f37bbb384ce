package io.github.llmmetrics.dialect;

import static io.github.llmmetrics.dialect.DialectMetric.counter;
import static io.github.llmmetrics.dialect.DialectMetric.counterBy;
import static io.github.llmmetrics.dialect.DialectMetric.gauge;
import static io.github.llmmetrics.dialect.DialectMetric.histogram;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.ModelMetrics;
import java.util.List;

/** vLLM's metrics, and what of ours they are made of. */
final class VllmDialect {

  private static final List<Double> FIRST_TOKEN = List.of(
      0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0,
      20.0, 40.0, 80.0, 160.0, 640.0, 2560.0);
  private static final List<Double> PER_TOKEN = List.of(
      0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0, 20.0,
      40.0, 80.0);
  private static final List<Double> REQUEST = List.of(
      0.3, 0.5, 0.8, 1.0, 1.5, 2.0, 2.5, 5.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 60.0, 120.0,
      240.0, 480.0, 960.0, 1920.0, 7680.0);

  /** vLLM ends them at the model's longest context; these fit one of a million tokens. */
  private static final List<Double> TOKENS = List.of(
      1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5,
      5e5, 1e6);

  static final List<DialectMetric> METRICS = List.of(
      histogram(
          "vllm:time_to_first_token_seconds", FIRST_TOKEN, DialectTerm.of(ApplicationMetrics.TTFT)),
      histogram(
          "vllm:inter_token_latency_seconds", PER_TOKEN, DialectTerm.of(ApplicationMetrics.ITL)),
      histogram(
          "vllm:request_time_per_output_token_seconds",
          PER_TOKEN,
          DialectTerm.of(ApplicationMetrics.TPOT)),
      // Not those that were rejected: vLLM measures what its engine has taken on.
      histogram(
          "vllm:e2e_request_latency_seconds",
          REQUEST,
          DialectTerm.of(
              ApplicationMetrics.REQUEST_LATENCY,
              "success",
              "error",
              "timeout",
              "cancelled",
              "abandoned")),
      histogram(
          "vllm:request_queue_time_seconds",
          REQUEST,
          DialectTerm.of(ApplicationMetrics.QUEUE_TIME)),
      histogram("vllm:request_prompt_tokens", TOKENS, DialectTerm.of(ModelMetrics.PROMPT_LENGTH)),
      histogram(
          "vllm:request_generation_tokens", TOKENS, DialectTerm.of(ModelMetrics.OUTPUT_TOKENS)),
      counterBy(
          "finished_reason",
          "vllm:request_success_total",
          // All other ends of a success are a stop to vLLM, also one that nobody gave a reason for.
          new DialectSeries(
              "stop",
              List.of(
                  DialectTerm.of(ApplicationMetrics.REQUESTS, "success"),
                  DialectTerm.of(ApplicationMetrics.FINISH_REASONS, "length").times(-1))),
          new DialectSeries(
              "length", List.of(DialectTerm.of(ApplicationMetrics.FINISH_REASONS, "length"))),
          new DialectSeries(
              "abort",
              List.of(DialectTerm.of(
                  ApplicationMetrics.REQUESTS, "timeout", "cancelled", "abandoned"))),
          new DialectSeries(
              "error", List.of(DialectTerm.of(ApplicationMetrics.REQUESTS, "error")))),
      counter("vllm:prompt_tokens_total", DialectTerm.of(ApplicationMetrics.TOKENS, "prompt")),
      counter(
          "vllm:prompt_tokens_cached_total",
          DialectTerm.of(ApplicationMetrics.CACHED_PROMPT_TOKENS)),
      counter(
          "vllm:generation_tokens_total", DialectTerm.of(ApplicationMetrics.TOKENS, "completion")),
      gauge("vllm:num_requests_waiting", DialectTerm.of(ApplicationMetrics.QUEUE_DEPTH)),
      gauge("vllm:num_requests_running", DialectTerm.of(ApplicationMetrics.RUNNING_REQUESTS)),
      gauge(
          "vllm:kv_cache_usage_perc",
          DialectTerm.of(ApplicationMetrics.KV_CACHE_USAGE).times(0.01)),
      counter(
          "vllm:prefix_cache_queries_total",
          DialectTerm.of(ApplicationMetrics.PREFIX_CACHE_HITS),
          DialectTerm.of(ApplicationMetrics.PREFIX_CACHE_MISSES)),
      counter("vllm:prefix_cache_hits_total", DialectTerm.of(ApplicationMetrics.PREFIX_CACHE_HITS)),
      counter("vllm:num_preemptions_total", DialectTerm.of(ApplicationMetrics.PREEMPTIONS)));

  static final List<DialectGap> GAPS = List.of(
      gap(
          "no histogram of ours has the times between scheduling, first token and end",
          "vllm:request_prefill_time_seconds",
          "vllm:request_decode_time_seconds",
          "vllm:request_inference_time_seconds"),
      gap(
          "requests are not told which of their tokens came from which cache",
          "vllm:prompt_tokens_by_source_total",
          "vllm:prompt_tokens_recomputed_total",
          "vllm:request_prefill_kv_computed_tokens"),
      gap("the queue is one number, without a reason", "vllm:num_requests_waiting_by_reason"),
      gap(
          "a request's parameters are not measured, and its usage is the sum of its sequences",
          "vllm:request_params_max_tokens",
          "vllm:request_params_n",
          "vllm:request_max_num_generation_tokens"),
      gap("preemptions are counted by engine, not by request", "vllm:request_num_preemptions"),
      gap("a step's requests are measured, not its tokens", "vllm:iteration_tokens_total"),
      gap(
          "an engine tells nothing of speculation",
          "vllm:spec_decode_num_drafts_total",
          "vllm:spec_decode_num_draft_tokens_total",
          "vllm:spec_decode_num_accepted_tokens_total",
          "vllm:spec_decode_num_accepted_tokens_per_pos_total"),
      gap("an engine tells nothing of adapters", "vllm:lora_requests_info"),
      gap(
          "an engine tells its cache's usage, not its blocks",
          "vllm:cache_config_info",
          "vllm:kv_block_lifetime_seconds",
          "vllm:kv_block_idle_before_evict_seconds",
          "vllm:kv_block_reuse_gap_seconds"),
      gap(
          "only one cache, of prefixes and in the engine, is measured",
          "vllm:external_prefix_cache_queries_total",
          "vllm:external_prefix_cache_hits_total",
          "vllm:mm_cache_queries_total",
          "vllm:mm_cache_hits_total"),
      gap(
          "states and faults of vLLM's own engine",
          "vllm:engine_sleep_state",
          "vllm:corrupted_requests_total"),
      gap(
          "the work of GPUs is measured by llm-metrics-gpu, not estimated",
          "vllm:estimated_flops_per_gpu_total",
          "vllm:estimated_read_bytes_per_gpu_total",
          "vllm:estimated_write_bytes_per_gpu_total"),
      gap(
          "transfers of vLLM's own cache",
          "vllm:nixl_xfer_time_seconds",
          "vllm:nixl_post_time_seconds",
          "vllm:nixl_bytes_transferred",
          "vllm:nixl_num_descriptors",
          "vllm:nixl_num_failed_transfers_total",
          "vllm:nixl_num_failed_notifications_total",
          "vllm:nixl_num_kv_expired_reqs_total",
          "vllm:kv_offload_total_bytes_total",
          "vllm:kv_offload_total_time_total",
          "vllm:kv_offload_size"),
      gap(
          "a web server's, which knows them itself",
          "vllm:websocket_connections_active",
          "vllm:websocket_connections_total",
          "vllm:websocket_connection_duration_seconds",
          "http_requests_total",
          "http_request_duration_seconds"));

  private VllmDialect() {}

  private static DialectGap gap(String reason, String... names) {
    return new DialectGap(List.of(names), reason);
  }
}
