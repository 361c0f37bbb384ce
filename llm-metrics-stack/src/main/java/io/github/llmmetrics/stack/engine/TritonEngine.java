package io.github.llmmetrics.stack.engine;

import static io.github.llmmetrics.stack.engine.ForeignSeries.named;
import static io.github.llmmetrics.stack.engine.Mapping.feeds;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.ModelMetrics;
import io.github.llmmetrics.catalogue.SystemMetrics;
import java.util.List;

/** NVIDIA's Triton, with the series of its TensorRT-LLM backend. */
final class TritonEngine {

  private static final ForeignSeries FAILED = named("nv_inference_request_failure");
  private static final ForeignSeries BATCHER = named("nv_trt_llm_request_metrics");

  static final Engine ENGINE = new Engine(
      "triton",
      "Triton",
      List.of(),
      List.of(
          feeds(ApplicationMetrics.TTFT, named("nv_inference_first_response_histogram_ms"))
              .converted(Conversion.MILLISECONDS)
              .noting("to the first chunk, of streaming models; off by default: "
                  + "--metrics-config histogram_latencies=true"),
          feeds(ApplicationMetrics.REQUESTS, named("nv_inference_request_success"))
              .with(LabelDefinitions.STATUS, "success"),
          feeds(ApplicationMetrics.REQUESTS, FAILED.where("reason", "REJECTED"))
              .with(LabelDefinitions.STATUS, "rejected"),
          feeds(ApplicationMetrics.REQUESTS, FAILED.where("reason", "CANCELED"))
              .with(LabelDefinitions.STATUS, "cancelled"),
          feeds(ApplicationMetrics.REQUESTS, FAILED.whereNot("reason", "REJECTED|CANCELED"))
              .with(LabelDefinitions.STATUS, "error"),
          feeds(ApplicationMetrics.REQUEST_ERRORS, FAILED.where("reason", "BACKEND"))
              .with(LabelDefinitions.ERROR_TYPE, "internal"),
          feeds(
                  ApplicationMetrics.REQUEST_ERRORS,
                  FAILED.whereNot("reason", "BACKEND|REJECTED|CANCELED"))
              .with(LabelDefinitions.ERROR_TYPE, "unknown"),
          feeds(ApplicationMetrics.QUEUE_DEPTH, named("nv_inference_pending_request_count")),
          feeds(ApplicationMetrics.ACTIVE_REQUESTS, BATCHER.where("request_type", "active"))
              .noting("TensorRT-LLM backend"),
          feeds(ApplicationMetrics.RUNNING_REQUESTS, BATCHER.where("request_type", "scheduled"))
              .noting("TensorRT-LLM backend"),
          feeds(
                  ApplicationMetrics.KV_CACHE_USAGE,
                  named("nv_trt_llm_kv_cache_block_metrics")
                      .where("kv_cache_block_type", "fraction"))
              .converted(Conversion.RATIO)
              .noting("TensorRT-LLM backend"),
          gpu(SystemMetrics.GPU_UTILIZATION, "nv_gpu_utilization").converted(Conversion.RATIO),
          gpu(SystemMetrics.GPU_MEMORY_USED, "nv_gpu_memory_used_bytes"),
          gpu(SystemMetrics.GPU_MEMORY_TOTAL, "nv_gpu_memory_total_bytes"),
          gpu(SystemMetrics.GPU_POWER, "nv_gpu_power_usage"),
          gpu(SystemMetrics.GPU_ENERGY, "nv_energy_consumption")
              .noting("since Triton's start, not the driver's")),
      List.of(
          Gap.of(
              "tells sums of microseconds without buckets, and summaries that cannot be added",
              ApplicationMetrics.REQUEST_LATENCY,
              ApplicationMetrics.QUEUE_TIME),
          Gap.of("knows responses, not tokens", ApplicationMetrics.ITL, ApplicationMetrics.TPOT),
          Gap.of("counted at their end only", ApplicationMetrics.REQUESTS_STARTED),
          Gap.of("ended requests are counted without a reason", ApplicationMetrics.FINISH_REASONS),
          Gap.of(
              "knows requests, not tokens",
              ApplicationMetrics.TOKENS,
              ApplicationMetrics.CACHED_PROMPT_TOKENS,
              ApplicationMetrics.REASONING_TOKENS,
              ApplicationMetrics.USAGE_MISSING,
              ModelMetrics.OUTPUT_TOKENS,
              ModelMetrics.PROMPT_LENGTH),
          Gap.of("not exposed by any engine", ApplicationMetrics.OLDEST_WAITING),
          Gap.of("not exposed", ApplicationMetrics.PREEMPTIONS),
          Gap.of(
              "its cache is of whole responses",
              ApplicationMetrics.PREFIX_CACHE_HITS,
              ApplicationMetrics.PREFIX_CACHE_MISSES),
          Gap.of(
              "tells the mean of a batch only (inferences per execution)",
              ApplicationMetrics.BATCH_SIZE),
          Gap.CONTENT,
          Gap.BUSINESS,
          Gap.STREAMS,
          Gap.LIBRARY,
          Gap.of(
              "does not tell: scrape dcgm-exporter instead of Triton's GPU metrics (--allow-gpu-metrics=false)",
              SystemMetrics.GPU_MEMORY_FREE,
              SystemMetrics.GPU_MEMORY_COPY_UTILIZATION,
              SystemMetrics.GPU_TEMPERATURE,
              SystemMetrics.GPU_SM_CLOCK,
              SystemMetrics.GPU_MEMORY_CLOCK,
              SystemMetrics.GPU_INFO,
              SystemMetrics.GPU_DRIVER_UP,
              SystemMetrics.GPU_UP,
              SystemMetrics.GPU_DOWN_REASON,
              SystemMetrics.GPU_THROTTLE,
              SystemMetrics.GPU_THROTTLE_TIME,
              SystemMetrics.GPU_ECC_ERRORS,
              SystemMetrics.GPU_XID_ERRORS,
              SystemMetrics.GPU_ROW_REMAP,
              SystemMetrics.GPU_PCIE,
              SystemMetrics.GPU_NVLINK,
              SystemMetrics.GPU_MIG_MEMORY_USED,
              SystemMetrics.GPU_MIG_MEMORY_TOTAL,
              SystemMetrics.GPU_PROCESS_MEMORY),
          Gap.POLLER,
          Gap.HOST));

  private TritonEngine() {}

  private static Mapping gpu(MetricDefinition metric, String name) {
    return feeds(metric, named(name))
        .relabelled(LabelChange.rename("gpu_uuid", LabelDefinitions.GPU_ID.name()))
        .noting("gpu_id is the UUID");
  }
}
