package io.github.llmmetrics.stack.engine;

import static io.github.llmmetrics.stack.engine.Mapping.feeds;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.ModelMetrics;
import java.util.List;
import java.util.function.UnaryOperator;

/** TensorRT-LLM's own server, {@code trtllm-serve}. */
final class TensorRtLlmEngine {

  private static final Spelling SPELLING = new Spelling("trtllm_", "trtllm:");
  private static final String REASON = "finished_reason";
  private static final String TOKENS_PER_BLOCK = "kv_cache_tokens_per_block";

  static final Engine ENGINE = new Engine(
      "tensorrt-llm",
      "TensorRT-LLM (trtllm-serve)",
      LabelChange.rename("model_name", LabelDefinitions.MODEL.name()),
      List.of(
          feeds(ApplicationMetrics.TTFT, SPELLING.of("time_to_first_token_seconds")),
          feeds(ApplicationMetrics.TPOT, SPELLING.of("time_per_output_token_seconds"))
              .noting("per request, though vLLM once had this name for the time per token"),
          feeds(ApplicationMetrics.REQUEST_LATENCY, SPELLING.of("e2e_request_latency_seconds"))
              .with(LabelDefinitions.STATUS, "success")
              .noting("the engine does not tell how they ended"),
          feeds(
                  ApplicationMetrics.REQUESTS,
                  finished(ended -> ended.whereNot(REASON, "cancelled|timeout")))
              .with(LabelDefinitions.STATUS, "success"),
          feeds(ApplicationMetrics.REQUESTS, finished(ended -> ended.where(REASON, "cancelled")))
              .with(LabelDefinitions.STATUS, "cancelled"),
          feeds(ApplicationMetrics.REQUESTS, finished(ended -> ended.where(REASON, "timeout")))
              .with(LabelDefinitions.STATUS, "timeout"),
          feeds(ApplicationMetrics.REQUESTS, failed("429|503"))
              .with(LabelDefinitions.STATUS, "rejected"),
          feeds(ApplicationMetrics.REQUESTS, failedOtherThan("429|503"))
              .with(LabelDefinitions.STATUS, "error"),
          feeds(ApplicationMetrics.REQUEST_ERRORS, failed("400|422"))
              .with(LabelDefinitions.ERROR_TYPE, "invalid_request"),
          feeds(ApplicationMetrics.REQUEST_ERRORS, failed("401|403"))
              .with(LabelDefinitions.ERROR_TYPE, "auth"),
          feeds(ApplicationMetrics.REQUEST_ERRORS, failed("500"))
              .with(LabelDefinitions.ERROR_TYPE, "internal"),
          feeds(ApplicationMetrics.REQUEST_ERRORS, failedOtherThan("400|401|403|422|429|500|503"))
              .with(LabelDefinitions.ERROR_TYPE, "unknown"),
          feeds(ApplicationMetrics.FINISH_REASONS, finished(ended -> ended.where(REASON, "stop")))
              .with(LabelDefinitions.FINISH_REASON, "stop"),
          feeds(ApplicationMetrics.FINISH_REASONS, finished(ended -> ended.where(REASON, "length")))
              .with(LabelDefinitions.FINISH_REASON, "length"),
          feeds(
                  ApplicationMetrics.FINISH_REASONS,
                  finished(ended -> ended.whereNot(REASON, "stop|length|cancelled|timeout")))
              .with(LabelDefinitions.FINISH_REASON, "other"),
          feeds(ApplicationMetrics.QUEUE_TIME, SPELLING.of("request_queue_time_seconds")),
          feeds(ApplicationMetrics.TOKENS, SPELLING.of("prompt_tokens_total"))
              .with(LabelDefinitions.TOKEN_TYPE, "prompt"),
          feeds(ApplicationMetrics.TOKENS, SPELLING.of("generation_tokens_total"))
              .with(LabelDefinitions.TOKEN_TYPE, "completion"),
          feeds(ApplicationMetrics.CACHED_PROMPT_TOKENS, SPELLING.of("prompt_cached_tokens_total")),
          feeds(ApplicationMetrics.QUEUE_DEPTH, SPELLING.of("num_requests_waiting")),
          feeds(
              ApplicationMetrics.ACTIVE_REQUESTS,
              SPELLING.sum(
                  "num_requests_waiting", "num_requests_running", UnaryOperator.identity())),
          feeds(ApplicationMetrics.RUNNING_REQUESTS, SPELLING.of("num_requests_running")),
          feeds(ApplicationMetrics.KV_CACHE_USAGE, SPELLING.of("kv_cache_utilization"))
              .converted(Conversion.RATIO),
          feeds(
                  ApplicationMetrics.PREFIX_CACHE_HITS,
                  SPELLING.product("kv_cache_reused_blocks_total", TOKENS_PER_BLOCK))
              .noting("whole blocks"),
          feeds(
                  ApplicationMetrics.PREFIX_CACHE_MISSES,
                  SPELLING.product("kv_cache_missed_blocks_total", TOKENS_PER_BLOCK))
              .noting("whole blocks")),
      List.of(
          Gap.of("tells the time per token of whole requests only", ApplicationMetrics.ITL),
          Gap.of("counted at their end only", ApplicationMetrics.REQUESTS_STARTED),
          Gap.of("it always knows the token counts", ApplicationMetrics.USAGE_MISSING),
          Gap.of("does not tell thinking from answering", ApplicationMetrics.REASONING_TOKENS),
          Gap.of("not exposed by any engine", ApplicationMetrics.OLDEST_WAITING),
          Gap.of(
              "tells how many are paused now, not how often it happened",
              ApplicationMetrics.PREEMPTIONS),
          Gap.of("no histogram of it", ApplicationMetrics.BATCH_SIZE),
          Gap.of(
              "no histogram of tokens per request",
              ModelMetrics.OUTPUT_TOKENS,
              ModelMetrics.PROMPT_LENGTH),
          Gap.CONTENT,
          Gap.BUSINESS,
          Gap.STREAMS,
          Gap.LIBRARY,
          Gap.MACHINE));

  private TensorRtLlmEngine() {}

  private static List<ForeignSeries> finished(UnaryOperator<ForeignSeries> conditions) {
    return SPELLING.of("request_success_total", conditions);
  }

  private static List<ForeignSeries> failed(String codes) {
    return SPELLING.of("request_error_total", failed -> failed.where("http_code", codes));
  }

  private static List<ForeignSeries> failedOtherThan(String codes) {
    return SPELLING.of("request_error_total", failed -> failed.whereNot("http_code", codes));
  }
}
