package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.GPU_ID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MIG_PROFILE;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MIG_UUID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.PID;
import static io.github.llmmetrics.stack.dashboard.GpuLoadRow.LEGEND;
import static io.github.llmmetrics.stack.dashboard.GpuLoadRow.perGpu;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.promql.Vector;

/** Who shares a GPU: MIG instances and processes. Empty where neither is used or told. */
final class GpuSharingRow {

  private GpuSharingRow() {}

  static Row of(Scope scope) {
    return Row.collapsed("MIG instances and processes", mig(scope), processes(scope));
  }

  private static Panel mig(Scope scope) {
    return perGpu(
            "MIG memory used, share of total",
            Unit.SHARE,
            "Each instance has memory of its own. One that is full while others are empty: give its work a larger profile.")
        .query(
            migLevel(scope, SystemMetrics.GPU_MIG_MEMORY_USED)
                .dividedBy(migLevel(scope, SystemMetrics.GPU_MIG_MEMORY_TOTAL).above(0)),
            LEGEND + " {{profile}} {{mig_uuid}}")
        .between(0, 1);
  }

  private static Vector migLevel(Scope scope, MetricDefinition metric) {
    return scope.gauge(metric).now().maxBy(TargetLabels.INSTANCE, GPU_ID, MIG_UUID, MIG_PROFILE);
  }

  private static Panel processes(Scope scope) {
    return perGpu(
            "GPU memory by process",
            Unit.BYTES,
            "Off by default. A process that should be gone and still holds memory: end it, and its GPU has room again.")
        .query(
            scope
                .gauge(SystemMetrics.GPU_PROCESS_MEMORY)
                .now()
                .maxBy(TargetLabels.INSTANCE, GPU_ID, PID),
            LEGEND + " process {{pid}}");
  }
}
