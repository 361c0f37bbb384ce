package io.github.llmmetrics.stack.engine;

import static io.github.llmmetrics.stack.engine.Mapping.feeds;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.ModelMetrics;
import java.util.List;
import java.util.stream.Stream;

/** SGLang, with a colon as the engine writes it, or with an underscore as its gateway does. */
final class SglangEngine {

  private static final Spelling SPELLING = new Spelling("sglang:", "sglang_");
  private static final String MODE = "mode";
  private static final String CACHE_SOURCE = "cache_source";

  static final Engine ENGINE = new Engine(
      "sglang",
      "SGLang",
      LabelChange.rename("model_name", LabelDefinitions.MODEL.name()),
      List.of(
          feeds(ApplicationMetrics.TTFT, SPELLING.of("time_to_first_token_seconds"))
              .noting(
                  "the whole duration of a request that is not streamed: is_streaming=\"false\""),
          feeds(
                  ApplicationMetrics.ITL,
                  both(
                      SPELLING.of("inter_token_latency_seconds"),
                      SPELLING.of("time_per_output_token_seconds")))
              .noting("a chunk's time is spread over its tokens"),
          feeds(ApplicationMetrics.REQUEST_LATENCY, SPELLING.of("e2e_request_latency_seconds"))
              .with(LabelDefinitions.STATUS, "success")
              .noting("the engine does not tell how they ended"),
          feeds(ApplicationMetrics.REQUESTS, SPELLING.of("num_requests_total"))
              .with(LabelDefinitions.STATUS, "success")
              .noting("the engine does not tell how they ended"),
          feeds(ApplicationMetrics.REQUESTS, SPELLING.of("num_aborted_requests_total"))
              .with(LabelDefinitions.STATUS, "cancelled"),
          feeds(ApplicationMetrics.QUEUE_TIME, scheduler("queue_time_seconds")),
          feeds(ApplicationMetrics.TOKENS, SPELLING.of("prompt_tokens_total"))
              .with(LabelDefinitions.TOKEN_TYPE, "prompt")
              .noting("added when a request ends, so a rate lags and jumps"),
          feeds(ApplicationMetrics.TOKENS, SPELLING.of("generation_tokens_total"))
              .with(LabelDefinitions.TOKEN_TYPE, "completion")
              .noting("added when a request ends, so a rate lags and jumps"),
          feeds(
              ApplicationMetrics.CACHED_PROMPT_TOKENS,
              both(
                  SPELLING.of(
                      "cached_tokens_total", cached -> cached.whereNot(CACHE_SOURCE, "total")),
                  SPELLING.of(
                      "cached_tokens_total", cached -> cached.where(CACHE_SOURCE, "total")))),
          feeds(ApplicationMetrics.QUEUE_DEPTH, scheduler("num_queue_reqs")),
          feeds(
              ApplicationMetrics.ACTIVE_REQUESTS,
              SPELLING.sum("num_queue_reqs", "num_running_reqs", SglangEngine::all)),
          feeds(ApplicationMetrics.RUNNING_REQUESTS, scheduler("num_running_reqs")),
          feeds(ApplicationMetrics.PREEMPTIONS, scheduler("num_retracted_requests_total")),
          feeds(
                  ApplicationMetrics.KV_CACHE_USAGE,
                  both(scheduler("kv_cache_usage_perc"), scheduler("token_usage")))
              .converted(Conversion.RATIO),
          feeds(
              ApplicationMetrics.PREFIX_CACHE_HITS,
              SPELLING.of(
                  "realtime_tokens_total", tokens -> all(tokens).where(MODE, "prefill_cache"))),
          feeds(
              ApplicationMetrics.PREFIX_CACHE_MISSES,
              SPELLING.of(
                  "realtime_tokens_total", tokens -> all(tokens).where(MODE, "prefill_compute"))),
          feeds(ModelMetrics.OUTPUT_TOKENS, SPELLING.of("generation_tokens_histogram")),
          feeds(ModelMetrics.PROMPT_LENGTH, SPELLING.of("prompt_tokens_histogram"))),
      List.of(
          Gap.of("tells the time per token, not per request", ApplicationMetrics.TPOT),
          Gap.of("counted at their end only", ApplicationMetrics.REQUESTS_STARTED),
          Gap.of(
              "ended requests are counted without a reason",
              ApplicationMetrics.REQUEST_ERRORS,
              ApplicationMetrics.FINISH_REASONS),
          Gap.of("it always knows the token counts", ApplicationMetrics.USAGE_MISSING),
          Gap.of("does not tell thinking from answering", ApplicationMetrics.REASONING_TOKENS),
          Gap.of("not exposed by any engine", ApplicationMetrics.OLDEST_WAITING),
          Gap.of("no histogram of it", ApplicationMetrics.BATCH_SIZE),
          Gap.CONTENT,
          Gap.BUSINESS,
          Gap.STREAMS,
          Gap.LIBRARY,
          Gap.MACHINE));

  private SglangEngine() {}

  /** With priority scheduling the series without a priority is the sum of the others, beside them. */
  private static ForeignSeries all(ForeignSeries series) {
    return series.where("priority", "");
  }

  private static List<ForeignSeries> scheduler(String name) {
    return SPELLING.of(name, SglangEngine::all);
  }

  private static List<ForeignSeries> both(List<ForeignSeries> first, List<ForeignSeries> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
