package io.github.llmmetrics.stack.engine;

import static io.github.llmmetrics.stack.engine.ForeignSeries.named;
import static io.github.llmmetrics.stack.engine.Mapping.feeds;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.ModelMetrics;
import java.util.List;

/** Hugging Face's Text Generation Inference. It names no model, so the scrape configuration should. */
final class TgiEngine {

  private static final ForeignSeries FAILED = named("tgi_request_failure");
  private static final ForeignSeries WAITING = named("tgi_queue_size");
  private static final ForeignSeries RUNNING = named("tgi_batch_current_size");
  private static final String OUTPUT = "tgi_request_generated_tokens";
  private static final String INPUT = "tgi_request_input_length";

  static final Engine ENGINE = new Engine(
      "tgi",
      "Text Generation Inference",
      List.of(LabelChange.fill(LabelDefinitions.MODEL.name(), LabelDefinition.UNKNOWN)),
      List.of(
          feeds(ApplicationMetrics.REQUEST_LATENCY, named("tgi_request_duration"))
              .with(LabelDefinitions.STATUS, "success")
              .noting("up to 146 s"),
          feeds(ApplicationMetrics.REQUESTS, named("tgi_request_success"))
              .with(LabelDefinitions.STATUS, "success"),
          feeds(ApplicationMetrics.REQUESTS, FAILED.where("err", "overloaded"))
              .with(LabelDefinitions.STATUS, "rejected"),
          feeds(ApplicationMetrics.REQUESTS, FAILED.where("err", "dropped"))
              .with(LabelDefinitions.STATUS, "cancelled"),
          feeds(ApplicationMetrics.REQUESTS, FAILED.whereNot("err", "overloaded|dropped"))
              .with(LabelDefinitions.STATUS, "error"),
          feeds(ApplicationMetrics.REQUESTS_STARTED, named("tgi_request_count")),
          feeds(ApplicationMetrics.REQUEST_ERRORS, FAILED.where("err", "validation|template"))
              .with(LabelDefinitions.ERROR_TYPE, "invalid_request"),
          feeds(ApplicationMetrics.REQUEST_ERRORS, FAILED.where("err", "generation"))
              .with(LabelDefinitions.ERROR_TYPE, "internal"),
          feeds(
                  ApplicationMetrics.REQUEST_ERRORS,
                  FAILED.whereNot("err", "validation|template|generation|overloaded|dropped"))
              .with(LabelDefinitions.ERROR_TYPE, "unknown"),
          feeds(ApplicationMetrics.QUEUE_TIME, named("tgi_request_queue_duration")),
          feeds(ApplicationMetrics.TOKENS, named(INPUT + "_sum"))
              .with(LabelDefinitions.TOKEN_TYPE, "prompt")
              .noting("added when a request begins"),
          feeds(ApplicationMetrics.TOKENS, named(OUTPUT + "_sum"))
              .with(LabelDefinitions.TOKEN_TYPE, "completion")
              .noting("added when a request ends, so a rate lags and jumps"),
          feeds(ApplicationMetrics.QUEUE_DEPTH, WAITING),
          feeds(ApplicationMetrics.ACTIVE_REQUESTS, WAITING.plus(RUNNING)),
          feeds(ApplicationMetrics.RUNNING_REQUESTS, RUNNING).noting("the size of the batch"),
          feeds(ModelMetrics.OUTPUT_TOKENS, named(OUTPUT)),
          feeds(ModelMetrics.PROMPT_LENGTH, named(INPUT))),
      List.of(
          Gap.of(
              "tells queue time and the prefill of batches, whose quantiles cannot be added",
              ApplicationMetrics.TTFT),
          Gap.of("not exposed", ApplicationMetrics.ITL),
          Gap.of("its mean time per token has the prefill in it", ApplicationMetrics.TPOT),
          Gap.of("ended requests are counted without a reason", ApplicationMetrics.FINISH_REASONS),
          Gap.of("it always knows the token counts", ApplicationMetrics.USAGE_MISSING),
          Gap.of("does not tell thinking from answering", ApplicationMetrics.REASONING_TOKENS),
          Gap.of("not exposed by any engine", ApplicationMetrics.OLDEST_WAITING),
          Gap.of("it does not preempt", ApplicationMetrics.PREEMPTIONS),
          Gap.of("tells the limit of tokens, not their number", ApplicationMetrics.KV_CACHE_USAGE),
          Gap.of(
              "its prefix cache has no counters",
              ApplicationMetrics.CACHED_PROMPT_TOKENS,
              ApplicationMetrics.PREFIX_CACHE_HITS,
              ApplicationMetrics.PREFIX_CACHE_MISSES),
          Gap.of(
              "its histogram is of new batches before they join the running one",
              ApplicationMetrics.BATCH_SIZE),
          Gap.CONTENT,
          Gap.BUSINESS,
          Gap.STREAMS,
          Gap.LIBRARY,
          Gap.MACHINE));

  private TgiEngine() {}
}
