package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.GPU_ID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.TRAFFIC_DIRECTION;
import static io.github.llmmetrics.stack.dashboard.GpuLoadRow.LEGEND;
import static io.github.llmmetrics.stack.dashboard.GpuLoadRow.perGpu;
import static io.github.llmmetrics.stack.promql.Window.RATE_INTERVAL;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;

/** What goes into the GPUs and out of them. */
final class GpuTrafficRow {

  private GpuTrafficRow() {}

  static Row of(Scope scope) {
    return Row.of(
        "Traffic",
        traffic(
            scope,
            SystemMetrics.GPU_PCIE,
            "PCIe traffic",
            "Between GPU and host. Much of it while generating: the KV cache is swapped to the host, or tensors take the slow way."),
        traffic(
            scope,
            SystemMetrics.GPU_NVLINK,
            "NVLink traffic",
            "Between GPUs that share a model. One that has less than its neighbours: a link is down, and all wait for it."));
  }

  private static Panel traffic(
      Scope scope, MetricDefinition metric, String title, String description) {
    return perGpu(title, Unit.perSecond(metric), description)
        .query(
            scope
                .counter(metric)
                .rate(RATE_INTERVAL)
                .sumBy(TargetLabels.INSTANCE, GPU_ID, TRAFFIC_DIRECTION),
            LEGEND + " {{direction}}");
  }
}
