package io.github.llmmetrics.stack.alert;

import static io.github.llmmetrics.catalogue.ApplicationMetrics.KV_CACHE_USAGE;
import static io.github.llmmetrics.catalogue.ApplicationMetrics.QUEUE_DEPTH;
import static io.github.llmmetrics.catalogue.SystemMetrics.GPU_DRIVER_UP;
import static io.github.llmmetrics.catalogue.SystemMetrics.GPU_MEMORY_TOTAL;
import static io.github.llmmetrics.catalogue.SystemMetrics.GPU_MEMORY_USED;
import static io.github.llmmetrics.catalogue.SystemMetrics.GPU_TEMPERATURE;
import static io.github.llmmetrics.catalogue.SystemMetrics.GPU_UP;
import static io.github.llmmetrics.catalogue.SystemMetrics.GPU_UTILIZATION;

import io.github.llmmetrics.catalogue.MetricDefinition;
import java.util.List;

/** Alerts on GPUs, queue and KV cache, and when they fire. */
final class ResourceCases {

  static final List<AlertCase> ALL = List.of(
      AlertCase.of(
          "GPUHighUtilization",
          Situation.of("one GPU of two above the threshold")
              .given(gpu(GPU_UTILIZATION, "0", "95x60"), gpu(GPU_UTILIZATION, "1", "40x60"))
              .isSilent("GPUHighUtilization", "14m30s")
              .fires("15m", "GPUHighUtilization", """
                  severity: info
                  symptom: gpu_utilization
                  owner: llm-platform
                  instance: host:9400
                  gpu_id: 0
                  summary: GPU 0 of host:9400 is busy: 95 %
                  description: Some kernel ran on GPU 0 of host:9400 nearly all of the time. That is what it was bought for; it is a bottleneck only where queue and latency grow, too.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/GPUHighUtilization.md
                  dashboard_url: http://localhost:3000/d/llm-gpu
                  """),
          Situation.of("the threshold exactly")
              .given(gpu(GPU_UTILIZATION, "0", "90x60"))
              .isSilent("GPUHighUtilization", "25m")),
      AlertCase.of(
          "GPUMemoryNearFull",
          Situation.of("one GPU of two nearly full")
              .given(gpu(GPU_MEMORY_USED, "0", "97x40"), gpu(GPU_MEMORY_TOTAL, "0", "100x40"))
              .given(gpu(GPU_MEMORY_USED, "1", "97x40"), gpu(GPU_MEMORY_TOTAL, "1", "200x40"))
              .isSilent("GPUMemoryNearFull", "4m30s")
              .fires("5m", "GPUMemoryNearFull", """
                  severity: warning
                  symptom: gpu_memory
                  owner: llm-platform
                  instance: host:9400
                  gpu_id: 0
                  summary: GPU 0 of host:9400: 97% of memory is used
                  description: GPU 0 of host:9400 has little memory left. An engine that reserves memory at its start keeps it high on purpose: then raise the threshold or watch the KV cache instead.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/GPUMemoryNearFull.md
                  dashboard_url: http://localhost:3000/d/llm-gpu
                  """),
          Situation.of("the threshold exactly, and a GPU without a size")
              .given(gpu(GPU_MEMORY_USED, "0", "95x40"), gpu(GPU_MEMORY_TOTAL, "0", "100x40"))
              .given(gpu(GPU_MEMORY_USED, "1", "95x40"), gpu(GPU_MEMORY_TOTAL, "1", "0x40"))
              .isSilent("GPUMemoryNearFull", "15m")),
      AlertCase.of(
          "GPUHighTemperature",
          Situation.of("between the thresholds: the warning alone")
              .given(gpu(GPU_TEMPERATURE, "0", "83x40"))
              .isSilent("GPUHighTemperature", "4m30s")
              .isSilent("GPUHighTemperatureCritical", "15m")
              .fires("5m", "GPUHighTemperature", """
                  severity: warning
                  symptom: gpu_temperature
                  owner: llm-platform
                  instance: host:9400
                  gpu_id: 0
                  summary: GPU 0 of host:9400 is at 83 °C
                  description: GPU 0 of host:9400 is at 83 °C. At its own limit, which differs by product, it lowers its clocks, and every token takes longer.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/GPUHighTemperature.md
                  dashboard_url: http://localhost:3000/d/llm-gpu
                  """),
          Situation.of("the threshold exactly")
              .given(gpu(GPU_TEMPERATURE, "0", "80x40"))
              .isSilent("GPUHighTemperature", "15m")),
      AlertCase.of(
          "GPUHighTemperatureCritical",
          Situation.of("above the threshold")
              .given(gpu(GPU_TEMPERATURE, "0", "91x40"))
              .isSilent("GPUHighTemperatureCritical", "4m30s")
              .fires("5m", "GPUHighTemperatureCritical", """
                  severity: critical
                  symptom: gpu_temperature
                  owner: llm-platform
                  instance: host:9400
                  gpu_id: 0
                  summary: GPU 0 of host:9400 is at 91 °C
                  description: GPU 0 of host:9400 is at 91 °C. At its own limit, which differs by product, it lowers its clocks, and every token takes longer.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/GPUHighTemperatureCritical.md
                  dashboard_url: http://localhost:3000/d/llm-gpu
                  """),
          Situation.of("the threshold exactly")
              .given(gpu(GPU_TEMPERATURE, "0", "85x40"))
              .isSilent("GPUHighTemperatureCritical", "15m")),
      AlertCase.of(
          "GPUDown",
          Situation.of("one GPU of two is lost")
              .given(gpu(GPU_UP, "0", "1x10 0x40"), gpu(GPU_UP, "1", "1x50"), driver("1x50"))
              .isSilent("GPUDown", "10m")
              .fires("10m30s", "GPUDown", """
                  severity: critical
                  symptom: gpu_availability
                  owner: llm-platform
                  instance: host:9400
                  gpu_id: 0
                  summary: GPU 0 of host:9400 does not answer
                  description: GPU 0 of host:9400 does not answer: lost from the bus, stuck, or refused to this process.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/GPUDown.md
                  dashboard_url: http://localhost:3000/d/llm-gpu
                  """),
          Situation.of("the driver was up and is not")
              .given(driver("1x10 0x40"))
              .isSilent("GPUDown", "10m")
              .fires("10m30s", "GPUDown", """
                  severity: critical
                  symptom: gpu_availability
                  owner: llm-platform
                  instance: host:9400
                  summary: The GPU driver of host:9400 does not answer
                  description: NVML on host:9400 answered before and does not now.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/GPUDown.md
                  dashboard_url: http://localhost:3000/d/llm-gpu
                  """),
          Situation.of("a machine that never had a driver")
              .given(driver("0x50"))
              .isSilent("GPUDown", "20m"),
          Situation.of("all is well")
              .given(gpu(GPU_UP, "0", "1x50"), driver("1x50"))
              .isSilent("GPUDown", "20m")),
      AlertCase.of(
          "LLMHighQueueDepth",
          Situation.of("two instances together above the threshold, and another model below it")
              .given(
                  Samples.of(QUEUE_DEPTH, "70x40", "model", "chat", "instance", "a:9400"),
                  Samples.of(QUEUE_DEPTH, "50x40", "model", "chat", "instance", "b:9400"),
                  Samples.of(QUEUE_DEPTH, "99x40", "model", "code"))
              .isSilent("LLMHighQueueDepth", "4m30s")
              .fires("5m", "LLMHighQueueDepth", """
                  severity: warning
                  symptom: queue
                  owner: llm-platform
                  model: chat
                  summary: chat: 120 requests wait
                  description: 120 requests for chat wait to be scheduled: they come faster than they are served. TTFT follows the queue within seconds.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMHighQueueDepth.md
                  dashboard_url: http://localhost:3000/d/llm-ops
                  """),
          Situation.of("the threshold exactly")
              .given(Samples.of(QUEUE_DEPTH, "100x40", "model", "chat"))
              .isSilent("LLMHighQueueDepth", "15m"),
          Situation.of("a peak that goes away by itself")
              .given(Samples.of(QUEUE_DEPTH, "0x4 500x8 0x20", "model", "chat"))
              .isSilent("LLMHighQueueDepth", "3m", "6m", "8m")),
      AlertCase.of(
          "LLMKVCacheNearFull",
          Situation.of("the fullest of two")
              .given(
                  Samples.of(KV_CACHE_USAGE, "97x40", "model", "chat", "instance", "a:9400"),
                  Samples.of(KV_CACHE_USAGE, "20x40", "model", "chat", "instance", "b:9400"))
              .isSilent("LLMKVCacheNearFull", "4m30s")
              .fires("5m", "LLMKVCacheNearFull", """
                  severity: warning
                  symptom: kv_cache
                  owner: llm-platform
                  model: chat
                  summary: chat: 97 % of the KV cache is used
                  description: The fullest KV cache of chat is used to 97 %. When it is full, running requests are put back and computed again.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMKVCacheNearFull.md
                  dashboard_url: http://localhost:3000/d/llm-ops
                  """),
          Situation.of("the threshold exactly, and a share where a percentage belongs")
              .given(
                  Samples.of(KV_CACHE_USAGE, "90x40", "model", "chat"),
                  Samples.of(KV_CACHE_USAGE, "0.99x40", "model", "code"))
              .isSilent("LLMKVCacheNearFull", "15m")));

  private ResourceCases() {}

  private static Samples gpu(MetricDefinition metric, String id, String values) {
    return Samples.of(metric, values, "gpu_id", id);
  }

  private static Samples driver(String values) {
    return Samples.of(GPU_DRIVER_UP, values);
  }
}
