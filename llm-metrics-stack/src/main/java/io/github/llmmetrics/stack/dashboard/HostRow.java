package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.stack.promql.Window.RATE_INTERVAL;

import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.promql.Vector;

/** The machine around the GPUs. Empty without the host module. */
final class HostRow {

  private HostRow() {}

  static Row of(Scope scope) {
    return Row.collapsed("Host", cpu(scope), memory(scope), network(scope));
  }

  private static Panel cpu(Scope scope) {
    Vector usage = scope.gauge(SystemMetrics.CPU_USAGE).now();
    return Panel.of(
            TimeSeries.LINES,
            "CPU usage",
            Unit.PERCENT,
            "The mean of all CPUs, and the busiest one. One at 100 with idle GPUs: tokenizing or scheduling holds them up.")
        .query(usage.meanBy(TargetLabels.INSTANCE), "mean {{instance}}")
        .query(usage.maxBy(TargetLabels.INSTANCE), "busiest {{instance}}")
        .between(0, 100)
        .sized(8, 8);
  }

  private static Panel memory(Scope scope) {
    Vector available =
        scope.gauge(SystemMetrics.MEMORY_AVAILABLE).now().maxBy(TargetLabels.INSTANCE);
    Vector total = scope.gauge(SystemMetrics.MEMORY_TOTAL).now().maxBy(TargetLabels.INSTANCE);
    return Panel.of(
            TimeSeries.LINES,
            "Host memory used",
            Unit.SHARE,
            "What cannot be given out without swapping. Near 1 the system ends a process, most likely the engine: move something away.")
        .query(available.dividedBy(total.above(0)).complement(), "{{instance}}")
        .between(0, 1)
        .sized(8, 8);
  }

  private static Panel network(Scope scope) {
    return Panel.of(
            TimeSeries.LINES,
            "Network",
            Unit.BYTES_PER_SECOND,
            "All devices. Text is small: if this is large, model weights are being loaded, or tensors cross the network.")
        .query(
            scope
                .counter(SystemMetrics.NETWORK_RECEIVE)
                .rate(RATE_INTERVAL)
                .sumBy(TargetLabels.INSTANCE),
            "received {{instance}}")
        .query(
            scope
                .counter(SystemMetrics.NETWORK_TRANSMIT)
                .rate(RATE_INTERVAL)
                .sumBy(TargetLabels.INSTANCE),
            "sent {{instance}}")
        .sized(8, 8);
  }
}
