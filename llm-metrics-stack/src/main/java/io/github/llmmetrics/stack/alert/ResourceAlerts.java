package io.github.llmmetrics.stack.alert;

import static io.github.llmmetrics.catalogue.LabelDefinitions.GPU_ID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.stack.promql.Comparison;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.promql.Window;
import io.github.llmmetrics.stack.rule.Condition;
import io.github.llmmetrics.stack.rule.Severity;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** GPUs, queue and KV cache. */
final class ResourceAlerts {

  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  static final List<AlertDefinition> ALL = List.of(
      gpu("GPUHighUtilization", Severity.INFO, "gpu_utilization")
          .says(
              "GPU {{ $labels.gpu_id }} of {{ $labels.instance }} is busy: {{ printf \"%.0f\" $value }} %",
              "Some kernel ran on GPU {{ $labels.gpu_id }} of {{ $labels.instance }} nearly all of the time. That is what it was "
                  + "bought for; it is a bottleneck only where queue and latency grow, too.")
          .of(ThresholdRange.PERCENT)
          .when(
              Tuning.of(90, Duration.ofMinutes(15)),
              context ->
                  above(Measurements.OF_ALL.gpuLevel(SystemMetrics.GPU_UTILIZATION), context)),
      gpu("GPUMemoryNearFull", Severity.WARNING, "gpu_memory")
          .says(
              "GPU {{ $labels.gpu_id }} of {{ $labels.instance }}: {{ $value | humanizePercentage }} of memory is used",
              "GPU {{ $labels.gpu_id }} of {{ $labels.instance }} has little memory left. An engine that reserves memory at its "
                  + "start keeps it high on purpose: then raise the threshold or watch the KV cache instead.")
          .of(ThresholdRange.SHARE)
          .when(
              Tuning.of(0.95, FIVE_MINUTES),
              context -> above(Measurements.OF_ALL.gpuMemoryShare(), context)),
      temperature("GPUHighTemperature", Severity.WARNING, 80),
      temperature("GPUHighTemperatureCritical", Severity.CRITICAL, 85),
      gpu("GPUDown", Severity.CRITICAL, "gpu_availability")
          .says(
              "{{ with $labels.gpu_id }}GPU {{ . }}{{ else }}The GPU driver{{ end }} of {{ $labels.instance }} does not answer",
              "{{ with $labels.gpu_id }}GPU {{ . }} of {{ $labels.instance }} does not answer: lost from the bus, stuck, or "
                  + "refused to this process.{{ else }}NVML on {{ $labels.instance }} answered before and does not now.{{ end }}")
          .when(
              Tuning.of(FIVE_MINUTES).over(Duration.ofDays(7)),
              context -> Variant.only(down(context.window()))),
      AlertDefinition.named("LLMHighQueueDepth")
          .in(AlertGroup.RESOURCES, Severity.WARNING, "queue")
          .says(
              "{{ $labels.model }}: {{ printf \"%.0f\" $value }} requests wait",
              "{{ printf \"%.0f\" $value }} requests for {{ $labels.model }} wait to be scheduled: they come faster than they are "
                  + "served. TTFT follows the queue within seconds.")
          .shownOn("llm-ops")
          .when(
              Tuning.of(100, FIVE_MINUTES),
              context -> above(
                  Scope.ALL.gauge(ApplicationMetrics.QUEUE_DEPTH).now().sumBy(MODEL), context)),
      AlertDefinition.named("LLMKVCacheNearFull")
          .in(AlertGroup.RESOURCES, Severity.WARNING, "kv_cache")
          .says(
              "{{ $labels.model }}: {{ printf \"%.0f\" $value }} % of the KV cache is used",
              "The fullest KV cache of {{ $labels.model }} is used to {{ printf \"%.0f\" $value }} %. When it is full, running "
                  + "requests are put back and computed again.")
          .of(ThresholdRange.PERCENT)
          .shownOn("llm-ops")
          .when(
              Tuning.of(90, FIVE_MINUTES),
              context -> above(
                  Scope.ALL.gauge(ApplicationMetrics.KV_CACHE_USAGE).now().maxBy(MODEL), context)));

  private ResourceAlerts() {}

  private static AlertDefinition temperature(String name, Severity severity, double threshold) {
    return gpu(name, severity, "gpu_temperature")
        .says(
            "GPU {{ $labels.gpu_id }} of {{ $labels.instance }} is at {{ printf \"%.0f\" $value }} °C",
            "GPU {{ $labels.gpu_id }} of {{ $labels.instance }} is at {{ printf \"%.0f\" $value }} °C. At its own limit, which "
                + "differs by product, it lowers its clocks, and every token takes longer.")
        .of(ThresholdRange.CELSIUS)
        .when(
            Tuning.of(threshold, FIVE_MINUTES),
            context -> above(Measurements.OF_ALL.gpuLevel(SystemMetrics.GPU_TEMPERATURE), context));
  }

  private static AlertDefinition.Builder gpu(String name, Severity severity, String symptom) {
    return AlertDefinition.named(name)
        .in(AlertGroup.RESOURCES, severity, symptom)
        .shownOn("llm-gpu");
  }

  private static List<Variant> above(Vector value, AlertContext context) {
    return Variant.only(Condition.of(value, Comparison.ABOVE, context.threshold()));
  }

  private static Condition down(Window window) {
    Vector up = Scope.ALL.gauge(SystemMetrics.GPU_UP).now().minBy(TargetLabels.INSTANCE, GPU_ID);
    Vector driverUp =
        Scope.ALL.gauge(SystemMetrics.GPU_DRIVER_UP).now().maxBy(TargetLabels.INSTANCE);
    Vector wasUp =
        Scope.ALL.gauge(SystemMetrics.GPU_DRIVER_UP).maxOver(window).maxBy(TargetLabels.INSTANCE);
    Vector driverIsGone =
        driverUp.compare(Comparison.EQUAL, 0).and(wasUp.compare(Comparison.EQUAL, 1));
    return new Condition(
        up.compare(Comparison.EQUAL, 0).or(driverIsGone),
        List.of(up, driverUp, wasUp),
        OptionalDouble.empty());
  }
}
