package io.github.llmmetrics.stack.dashboard;

import io.github.llmmetrics.catalogue.Direction;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.stack.alert.Measurements;
import io.github.llmmetrics.stack.grafana.FieldOverride;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.Vector;
import java.util.Map;

/** How busy and how full each GPU is. */
final class GpuLoadRow {

  /** The name of a GPU's series. */
  static final String LEGEND = "{{instance}} GPU {{gpu_id}}";

  private GpuLoadRow() {}

  static Row of(Scope scope, Alerts alerts) {
    return Row.of(
        "GPU load",
        alerts.watching(utilization(scope), Direction.HIGH_IS_BAD, "GPUHighUtilization"),
        alerts.watching(memoryShare(scope), Direction.HIGH_IS_BAD, "GPUMemoryNearFull"),
        memory(scope),
        memoryCopy(scope));
  }

  private static Panel utilization(Scope scope) {
    return perGpu(
            "GPU utilisation",
            Unit.PERCENT,
            "The share of time in which some kernel ran. High with a queue: the bottleneck, scale up. Low with a queue: "
                + "the bottleneck is elsewhere, often the CPU or the batch limit.")
        .query(level(scope, SystemMetrics.GPU_UTILIZATION), LEGEND)
        .between(0, 100);
  }

  private static Panel memoryShare(Scope scope) {
    return perGpu(
            "GPU memory used, share of total",
            Unit.SHARE,
            "High and flat: the engine reserved it at its start, look at the KV cache instead. High and growing: "
                + "something else allocates, and an out-of-memory error is near.")
        .query(new Measurements(scope).gpuMemoryShare(), LEGEND)
        .between(0, 1);
  }

  private static Panel memory(Scope scope) {
    return perGpu(
            "GPU memory used and total",
            Unit.BYTES,
            "How much room there is for a larger batch, a longer context or a second model.")
        .query(level(scope, SystemMetrics.GPU_MEMORY_USED), "used " + LEGEND)
        .query(level(scope, SystemMetrics.GPU_MEMORY_TOTAL), "total " + LEGEND)
        .override(
            FieldOverride.byRegexp("^total ").with("custom.lineStyle", Map.of("fill", "dash")))
        .sized(12, 8);
  }

  private static Panel memoryCopy(Scope scope) {
    return perGpu(
            "GPU memory-copy utilisation",
            Unit.PERCENT,
            "The share of time in which device memory was read or written. Generating is bound by it: near 100 a faster clock "
                + "does not help, a larger batch or a smaller number format does.")
        .query(level(scope, SystemMetrics.GPU_MEMORY_COPY_UTILIZATION), LEGEND)
        .between(0, 100);
  }

  /** One series a device, whatever else a target says of it. */
  static Vector level(Scope scope, MetricDefinition metric) {
    return new Measurements(scope).gpuLevel(metric);
  }

  static Panel perGpu(String title, Unit unit, String description) {
    return Panel.of(TimeSeries.LINES, title, unit, description).valueLink(Links.TO_GPU);
  }
}
