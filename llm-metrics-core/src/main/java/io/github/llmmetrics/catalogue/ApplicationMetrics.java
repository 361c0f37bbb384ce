package io.github.llmmetrics.catalogue;

import static io.github.llmmetrics.catalogue.Dimension.APPLICATION;

import java.util.List;

/**
 * The application dimension: requests, tokens, queue and cache of the serving software.
 *
 * <p>Every constant is listed in the table of {@code docs/metrics.md}.
 */
public final class ApplicationMetrics {

  /** Request start to first generated token. */
  public static final MetricDefinition TTFT = MetricDefinition.histogram(
          "ttft", APPLICATION, "llm_time_to_first_token_seconds", Buckets.FIRST_TOKEN)
      .says("Time to first token", "request start to first generated token")
      .unit(MetricUnit.SECONDS)
      .labels(LabelDefinitions.MODEL)
      .highIsBad(2.0, 5.0, Thresholds.Basis.VALUE)
      .alsoKnownAs("vllm:time_to_first_token_seconds", "guide: vllm_time_to_first_token_seconds")
      .build();

  /** Request start to the first token that a reader sees: no reasoning, no tool call. */
  public static final MetricDefinition FIRST_VISIBLE_TOKEN = MetricDefinition.histogram(
          "ttfvt", APPLICATION, "llm_time_to_first_visible_token_seconds", Buckets.FIRST_TOKEN)
      .says(
          "Time to first visible token",
          "request start to the first token that a reader sees: no reasoning, no tool call")
      .unit(MetricUnit.SECONDS)
      .labels(LabelDefinitions.MODEL)
      .build();

  /** Gap between one token and the next, one observation per gap (only where the host reports tokens). */
  public static final MetricDefinition ITL = MetricDefinition.histogram(
          "itl", APPLICATION, "llm_inter_token_latency_seconds", Buckets.PER_TOKEN)
      .says(
          "Inter-token latency",
          "gap between one token and the next, one observation per gap (only where the host reports tokens)")
      .unit(MetricUnit.SECONDS)
      .labels(LabelDefinitions.MODEL)
      .highIsBad(0.1, 0.2, Thresholds.Basis.VALUE)
      .alsoKnownAs(
          "vllm:inter_token_latency_seconds (per engine output), earlier vllm:time_per_output_token_seconds",
          "guide: vllm_inter_token_latency_seconds, under which it recorded TPOT")
      .build();

  /** Per request: (end - first token) / (completion tokens - 1); none where there are fewer than 2 tokens. */
  public static final MetricDefinition TPOT = MetricDefinition.histogram(
          "tpot", APPLICATION, "llm_time_per_output_token_seconds", Buckets.PER_TOKEN)
      .says(
          "Time per output token",
          "per request: (end - first token) / (completion tokens - 1); none where there are fewer than 2 tokens")
      .unit(MetricUnit.SECONDS)
      .labels(LabelDefinitions.MODEL)
      .highIsBad(0.1, 0.2, Thresholds.Basis.VALUE)
      .alsoKnownAs(
          "vllm:request_time_per_output_token_seconds",
          "the guide recorded this under llm_inter_token_latency_seconds")
      .build();

  /** Request start to its end. */
  public static final MetricDefinition REQUEST_LATENCY = MetricDefinition.histogram(
          "request_latency", APPLICATION, "llm_request_latency_seconds", Buckets.REQUEST)
      .says("Request latency", "request start to its end")
      .unit(MetricUnit.SECONDS)
      .labels(LabelDefinitions.MODEL, LabelDefinitions.STATUS)
      .serviceLevelBounds(5.0)
      .highIsBad(10, 30, Thresholds.Basis.VALUE)
      .alsoKnownAs("vllm:e2e_request_latency_seconds", "guide: vllm_e2e_request_latency_seconds")
      .build();

  /** Requests that ended, by status. */
  public static final MetricDefinition REQUESTS = MetricDefinition.counter(
          "requests", APPLICATION, "llm_requests_total")
      .says("Requests", "requests that ended, by status")
      .unit(MetricUnit.REQUESTS)
      .labels(LabelDefinitions.MODEL, LabelDefinitions.STATUS)
      .highIsBad(0.01, 0.05, Thresholds.Basis.ERROR_RATE)
      .alsoKnownAs("vllm:request_success_total", "guide: vllm_requests_total")
      .build();

  /** Requests that began. */
  public static final MetricDefinition REQUESTS_STARTED = MetricDefinition.counter(
          "requests_started", APPLICATION, "llm_requests_started_total")
      .says("Requests started", "requests that began")
      .unit(MetricUnit.REQUESTS)
      .labels(LabelDefinitions.MODEL)
      .build();

  /** Requests that ended in error, by a closed set of causes. */
  public static final MetricDefinition REQUEST_ERRORS = MetricDefinition.counter(
          "request_errors", APPLICATION, "llm_request_errors_total")
      .says("Request errors", "requests that ended in error, by a closed set of causes")
      .unit(MetricUnit.REQUESTS)
      .labels(LabelDefinitions.MODEL, LabelDefinitions.ERROR_TYPE)
      .build();

  /** Why generation stopped: stop, length, tool_calls, content_filter, other. */
  public static final MetricDefinition FINISH_REASONS = MetricDefinition.counter(
          "finish_reasons", APPLICATION, "llm_finish_reasons_total")
      .says(
          "Finish reasons",
          "why generation stopped: stop, length, tool_calls, content_filter, other")
      .unit(MetricUnit.REQUESTS)
      .labels(LabelDefinitions.MODEL, LabelDefinitions.FINISH_REASON)
      .alsoKnownAs("finished_reason of vllm:request_success_total")
      .build();

  /** Requests that ended well without token counts. */
  public static final MetricDefinition USAGE_MISSING = MetricDefinition.counter(
          "usage_missing", APPLICATION, "llm_usage_missing_total")
      .says("Usage missing", "requests that ended well without token counts")
      .unit(MetricUnit.REQUESTS)
      .labels(LabelDefinitions.MODEL)
      .build();

  /** Requests whose token counts were estimated, in whole or in part. */
  public static final MetricDefinition USAGE_ESTIMATED = MetricDefinition.counter(
          "usage_estimated", APPLICATION, "llm_usage_estimated_total")
      .says("Usage estimated", "requests whose token counts were estimated, in whole or in part")
      .unit(MetricUnit.REQUESTS)
      .labels(LabelDefinitions.MODEL)
      .build();

  /** Request start to its first scheduling (only where the host reports it). */
  public static final MetricDefinition QUEUE_TIME = MetricDefinition.histogram(
          "queue_time", APPLICATION, "llm_queue_time_seconds", Buckets.FIRST_TOKEN)
      .says("Queue time", "request start to its first scheduling (only where the host reports it)")
      .unit(MetricUnit.SECONDS)
      .labels(LabelDefinitions.MODEL)
      .alsoKnownAs("vllm:request_queue_time_seconds")
      .build();

  /** Per streamed request: how long its consumer kept the stream waiting; no part of TPOT and ITL. */
  public static final MetricDefinition BACKPRESSURE = MetricDefinition.histogram(
          "stream_backpressure",
          APPLICATION,
          "llm_stream_backpressure_seconds",
          Buckets.FIRST_TOKEN)
      .says(
          "Stream back-pressure",
          "per streamed request: how long its consumer kept the stream waiting; no part of TPOT and ITL")
      .unit(MetricUnit.SECONDS)
      .labels(LabelDefinitions.MODEL)
      .build();

  /** Tokens handled; type = prompt | completion, disjoint. */
  public static final MetricDefinition TOKENS = MetricDefinition.counter(
          "tokens", APPLICATION, "llm_tokens_total")
      .says("Tokens", "tokens handled; type = prompt | completion, disjoint")
      .unit(MetricUnit.TOKENS)
      .labels(LabelDefinitions.MODEL, LabelDefinitions.TOKEN_TYPE)
      .alsoKnownAs(
          "vllm:prompt_tokens_total + vllm:generation_tokens_total", "guide: vllm_tokens_total")
      .build();

  /** Prompt tokens that came from a cache: a subset of type="prompt", so a counter of its own. */
  public static final MetricDefinition CACHED_PROMPT_TOKENS = MetricDefinition.counter(
          "cached_prompt_tokens", APPLICATION, "llm_cached_prompt_tokens_total")
      .says(
          "Cached prompt tokens",
          "prompt tokens that came from a cache: a subset of type=\"prompt\", so a counter of its own")
      .unit(MetricUnit.TOKENS)
      .labels(LabelDefinitions.MODEL)
      .alsoKnownAs("vllm:prompt_tokens_cached_total")
      .build();

  /** Completion tokens spent on reasoning: a subset of type="completion". */
  public static final MetricDefinition REASONING_TOKENS = MetricDefinition.counter(
          "reasoning_tokens", APPLICATION, "llm_reasoning_tokens_total")
      .says(
          "Reasoning tokens",
          "completion tokens spent on reasoning: a subset of type=\"completion\"")
      .unit(MetricUnit.TOKENS)
      .labels(LabelDefinitions.MODEL)
      .build();

  /** Requests waiting to be scheduled. */
  public static final MetricDefinition QUEUE_DEPTH = MetricDefinition.gauge(
          "queue_depth", APPLICATION, "llm_queue_depth")
      .says("Queue depth", "requests waiting to be scheduled")
      .unit(MetricUnit.REQUESTS)
      .labels(LabelDefinitions.MODEL)
      .highIsBad(50, 100, Thresholds.Basis.VALUE)
      .alsoKnownAs("vllm:num_requests_waiting", "guide: vllm_pending_requests")
      .build();

  /** Requests begun and not ended. */
  public static final MetricDefinition ACTIVE_REQUESTS = MetricDefinition.gauge(
          "active_requests", APPLICATION, "llm_active_requests")
      .says("Active requests", "requests begun and not ended")
      .unit(MetricUnit.REQUESTS)
      .labels(LabelDefinitions.MODEL)
      .alsoKnownAs(
          "vllm:num_requests_waiting + vllm:num_requests_running", "guide: vllm_running_requests")
      .build();

  /** Requests in the engine's batch now. */
  public static final MetricDefinition RUNNING_REQUESTS = MetricDefinition.gauge(
          "running_requests", APPLICATION, "llm_running_requests")
      .says("Running requests", "requests in the engine's batch now")
      .unit(MetricUnit.REQUESTS)
      .labels(LabelDefinitions.MODEL)
      .alsoKnownAs("vllm:num_requests_running")
      .build();

  /** Age of the request that has waited longest. */
  public static final MetricDefinition OLDEST_WAITING = MetricDefinition.gauge(
          "oldest_waiting", APPLICATION, "llm_oldest_waiting_seconds")
      .says("Oldest waiting request", "age of the request that has waited longest")
      .unit(MetricUnit.SECONDS)
      .labels(LabelDefinitions.MODEL)
      .build();

  /** Times that a running request was put back for lack of KV-cache blocks. */
  public static final MetricDefinition PREEMPTIONS = MetricDefinition.counter(
          "preemptions", APPLICATION, "llm_preemptions_total")
      .says("Preemptions", "times that a running request was put back for lack of KV-cache blocks")
      .unit(MetricUnit.REQUESTS)
      .labels(LabelDefinitions.MODEL)
      .alsoKnownAs("vllm:num_preemptions_total")
      .build();

  /** Share of KV-cache blocks in use. */
  public static final MetricDefinition KV_CACHE_USAGE = MetricDefinition.gauge(
          "kv_cache_usage", APPLICATION, "llm_kv_cache_usage_percent")
      .says("KV cache usage", "share of KV-cache blocks in use")
      .unit(MetricUnit.PERCENT)
      .labels(LabelDefinitions.MODEL)
      .highIsBad(85, 95, Thresholds.Basis.VALUE)
      .alsoKnownAs(
          "vllm:kv_cache_usage_perc (0-1), earlier vllm:gpu_cache_usage_perc",
          "guide: vllm_gpu_cache_usage_perc")
      .build();

  /** Prompt tokens found in the prefix cache. */
  public static final MetricDefinition PREFIX_CACHE_HITS = MetricDefinition.counter(
          "prefix_cache_hits", APPLICATION, "llm_prefix_cache_hits_total")
      .says("Prefix cache hits", "prompt tokens found in the prefix cache")
      .unit(MetricUnit.TOKENS)
      .labels(LabelDefinitions.MODEL)
      .alsoKnownAs(
          "vllm:prefix_cache_hits_total",
          "guide: vllm_prefix_cache_hit_rate = hits / (hits + misses)")
      .build();

  /** Prompt tokens looked up and not found. */
  public static final MetricDefinition PREFIX_CACHE_MISSES = MetricDefinition.counter(
          "prefix_cache_misses", APPLICATION, "llm_prefix_cache_misses_total")
      .says("Prefix cache misses", "prompt tokens looked up and not found")
      .unit(MetricUnit.TOKENS)
      .labels(LabelDefinitions.MODEL)
      .alsoKnownAs("vllm:prefix_cache_queries_total - hits")
      .build();

  /** Requests in one engine step. */
  public static final MetricDefinition BATCH_SIZE = MetricDefinition.histogram(
          "batch_size", APPLICATION, "llm_batch_size", Buckets.BATCH)
      .says("Batch size", "requests in one engine step")
      .unit(MetricUnit.REQUESTS)
      .labels(LabelDefinitions.MODEL)
      .alsoKnownAs("guide: vllm_batch_size")
      .build();

  static final List<MetricDefinition> ALL = List.of(
      TTFT,
      FIRST_VISIBLE_TOKEN,
      ITL,
      TPOT,
      REQUEST_LATENCY,
      REQUESTS,
      REQUESTS_STARTED,
      REQUEST_ERRORS,
      FINISH_REASONS,
      USAGE_MISSING,
      USAGE_ESTIMATED,
      QUEUE_TIME,
      BACKPRESSURE,
      TOKENS,
      CACHED_PROMPT_TOKENS,
      REASONING_TOKENS,
      QUEUE_DEPTH,
      ACTIVE_REQUESTS,
      RUNNING_REQUESTS,
      OLDEST_WAITING,
      PREEMPTIONS,
      KV_CACHE_USAGE,
      PREFIX_CACHE_HITS,
      PREFIX_CACHE_MISSES,
      BATCH_SIZE);

  private ApplicationMetrics() {}
}
