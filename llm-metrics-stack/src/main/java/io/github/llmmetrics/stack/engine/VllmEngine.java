package io.github.llmmetrics.stack.engine;

import static io.github.llmmetrics.stack.engine.ForeignSeries.named;
import static io.github.llmmetrics.stack.engine.Mapping.feeds;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.ModelMetrics;
import java.util.List;
import java.util.stream.Stream;

/** vLLM, whose metrics are renamed now and then: a new name is followed by those that it had before. */
final class VllmEngine {

  private static final String REASON = "finished_reason";
  private static final ForeignSeries FINISHED = named("vllm:request_success_total");
  private static final ForeignSeries WAITING = named("vllm:num_requests_waiting");
  private static final ForeignSeries RUNNING = named("vllm:num_requests_running");
  private static final ForeignSeries HITS = named("vllm:prefix_cache_hits_total");
  private static final ForeignSeries OLD_HITS = named("vllm:gpu_prefix_cache_hits_total");

  static final Engine ENGINE = new Engine(
      "vllm",
      "vLLM",
      Stream.concat(
              LabelChange.rename("model_name", LabelDefinitions.MODEL.name()).stream(),
              // The rule's own label takes the place of this one, which numbers the engines of a
              // target.
              Stream.of(LabelChange.copy(Engines.LABEL, "engine_index")))
          .toList(),
      List.of(
          feeds(ApplicationMetrics.TTFT, named("vllm:time_to_first_token_seconds"))
              .noting("from the arrival at the API server"),
          feeds(
                  ApplicationMetrics.ITL,
                  named("vllm:inter_token_latency_seconds"),
                  named("vllm:time_per_output_token_seconds"))
              .noting(
                  "per output of the engine, which holds several tokens with speculative decoding"),
          feeds(ApplicationMetrics.TPOT, named("vllm:request_time_per_output_token_seconds"))
              .noting("a request of 0 or 1 token counts as 0"),
          feeds(ApplicationMetrics.REQUEST_LATENCY, named("vllm:e2e_request_latency_seconds"))
              .with(LabelDefinitions.STATUS, "success")
              .noting("the engine does not tell how they ended"),
          feeds(ApplicationMetrics.REQUESTS, FINISHED.whereNot(REASON, "abort|error"))
              .with(LabelDefinitions.STATUS, "success"),
          feeds(ApplicationMetrics.REQUESTS, FINISHED.where(REASON, "abort"))
              .with(LabelDefinitions.STATUS, "cancelled"),
          feeds(ApplicationMetrics.REQUESTS, FINISHED.where(REASON, "error"))
              .with(LabelDefinitions.STATUS, "error"),
          feeds(ApplicationMetrics.REQUEST_ERRORS, FINISHED.where(REASON, "error"))
              .with(LabelDefinitions.ERROR_TYPE, "internal"),
          feeds(ApplicationMetrics.FINISH_REASONS, FINISHED.where(REASON, "stop"))
              .with(LabelDefinitions.FINISH_REASON, "stop"),
          feeds(ApplicationMetrics.FINISH_REASONS, FINISHED.where(REASON, "length"))
              .with(LabelDefinitions.FINISH_REASON, "length"),
          feeds(
                  ApplicationMetrics.FINISH_REASONS,
                  FINISHED.whereNot(REASON, "stop|length|abort|error"))
              .with(LabelDefinitions.FINISH_REASON, "other"),
          feeds(
              ApplicationMetrics.QUEUE_TIME,
              named("vllm:request_queue_time_seconds"),
              named("vllm:time_in_queue_requests")),
          feeds(ApplicationMetrics.TOKENS, named("vllm:prompt_tokens_total"))
              .with(LabelDefinitions.TOKEN_TYPE, "prompt"),
          feeds(ApplicationMetrics.TOKENS, named("vllm:generation_tokens_total"))
              .with(LabelDefinitions.TOKEN_TYPE, "completion"),
          feeds(ApplicationMetrics.CACHED_PROMPT_TOKENS, named("vllm:prompt_tokens_cached_total"))
              .noting("since 2026-02"),
          feeds(ApplicationMetrics.QUEUE_DEPTH, WAITING)
              .noting("those deferred on purpose count, too"),
          feeds(ApplicationMetrics.ACTIVE_REQUESTS, WAITING.plus(RUNNING)),
          feeds(ApplicationMetrics.RUNNING_REQUESTS, RUNNING),
          feeds(ApplicationMetrics.PREEMPTIONS, named("vllm:num_preemptions_total")),
          feeds(
                  ApplicationMetrics.KV_CACHE_USAGE,
                  named("vllm:kv_cache_usage_perc"),
                  named("vllm:gpu_cache_usage_perc"))
              .converted(Conversion.RATIO),
          feeds(ApplicationMetrics.PREFIX_CACHE_HITS, HITS, OLD_HITS)
              .noting("a request that waits for blocks is looked up again and again"),
          feeds(
              ApplicationMetrics.PREFIX_CACHE_MISSES,
              named("vllm:prefix_cache_queries_total").minus(HITS),
              named("vllm:gpu_prefix_cache_queries_total").minus(OLD_HITS)),
          feeds(ModelMetrics.OUTPUT_TOKENS, named("vllm:request_generation_tokens")),
          feeds(ModelMetrics.PROMPT_LENGTH, named("vllm:request_prompt_tokens"))),
      List.of(
          Gap.of("counted at their end only", ApplicationMetrics.REQUESTS_STARTED),
          Gap.of("it always knows the token counts", ApplicationMetrics.USAGE_MISSING),
          Gap.of("does not tell thinking from answering", ApplicationMetrics.REASONING_TOKENS),
          Gap.of("not exposed by any engine", ApplicationMetrics.OLDEST_WAITING),
          Gap.of(
              "tells the tokens of a step (vllm:iteration_tokens_total), not the requests",
              ApplicationMetrics.BATCH_SIZE),
          Gap.CONTENT,
          Gap.BUSINESS,
          Gap.STREAMS,
          Gap.LIBRARY,
          Gap.MACHINE));

  private VllmEngine() {}
}
