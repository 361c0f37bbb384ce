package io.github.llmmetrics.stack.engine;

import static io.github.llmmetrics.stack.engine.ForeignSeries.named;
import static io.github.llmmetrics.stack.engine.Mapping.feeds;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.ModelMetrics;
import java.util.List;

/** The server of llama.cpp. It names no model, so the scrape configuration should. */
final class LlamaCppEngine {

  private static final ForeignSeries WAITING = named("llamacpp:requests_deferred");
  private static final ForeignSeries RUNNING = named("llamacpp:requests_processing");

  static final Engine ENGINE = new Engine(
      "llama-cpp",
      "llama.cpp server",
      List.of(LabelChange.fill(LabelDefinitions.MODEL.name(), LabelDefinition.UNKNOWN)),
      List.of(
          feeds(ApplicationMetrics.TOKENS, named("llamacpp:prompt_tokens_total"))
              .with(LabelDefinitions.TOKEN_TYPE, "prompt"),
          feeds(ApplicationMetrics.TOKENS, named("llamacpp:tokens_predicted_total"))
              .with(LabelDefinitions.TOKEN_TYPE, "completion"),
          feeds(ApplicationMetrics.QUEUE_DEPTH, WAITING),
          feeds(ApplicationMetrics.ACTIVE_REQUESTS, WAITING.plus(RUNNING)),
          feeds(ApplicationMetrics.RUNNING_REQUESTS, RUNNING),
          feeds(ApplicationMetrics.KV_CACHE_USAGE, named("llamacpp:kv_cache_usage_ratio"))
              .converted(Conversion.RATIO)
              .noting("until 2025, removed since")),
      List.of(
          Gap.of(
              "no histogram of any latency, only sums of seconds",
              ApplicationMetrics.TTFT,
              ApplicationMetrics.ITL,
              ApplicationMetrics.TPOT,
              ApplicationMetrics.REQUEST_LATENCY,
              ApplicationMetrics.QUEUE_TIME),
          Gap.of(
              "requests are not counted",
              ApplicationMetrics.REQUESTS,
              ApplicationMetrics.REQUESTS_STARTED,
              ApplicationMetrics.REQUEST_ERRORS,
              ApplicationMetrics.FINISH_REASONS),
          Gap.of("it always knows the token counts", ApplicationMetrics.USAGE_MISSING),
          Gap.of("does not tell thinking from answering", ApplicationMetrics.REASONING_TOKENS),
          Gap.of("not exposed by any engine", ApplicationMetrics.OLDEST_WAITING),
          Gap.of("it does not preempt", ApplicationMetrics.PREEMPTIONS),
          Gap.of(
              "its prompt cache has no counters",
              ApplicationMetrics.CACHED_PROMPT_TOKENS,
              ApplicationMetrics.PREFIX_CACHE_HITS,
              ApplicationMetrics.PREFIX_CACHE_MISSES),
          Gap.of("tells the mean since its start only", ApplicationMetrics.BATCH_SIZE),
          Gap.of(
              "no histogram of tokens per request",
              ModelMetrics.OUTPUT_TOKENS,
              ModelMetrics.PROMPT_LENGTH),
          Gap.CONTENT,
          Gap.BUSINESS,
          Gap.STREAMS,
          Gap.LIBRARY,
          Gap.MACHINE));

  private LlamaCppEngine() {}
}
