package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.POLL_ERROR;
import static io.github.llmmetrics.stack.promql.Window.RATE_INTERVAL;

import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.stack.grafana.Colour;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.Stat;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.grafana.ValueText;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;

/** Whether the readings are fresh: a driver that hangs leaves the last ones standing. */
final class GpuPollingRow {

  private GpuPollingRow() {}

  static Row of(Scope scope) {
    return Row.collapsed(
        "Polling", driver(scope), pollAge(scope), pollDuration(scope), pollErrors(scope));
  }

  private static Panel driver(Scope scope) {
    return Panel.of(
            Stat.NUMBER,
            "GPU driver",
            Unit.COUNT,
            "Whether NVML answers on each machine. Down where there are GPUs: the driver is not loaded, or not visible in the container.")
        .query(
            scope.gauge(SystemMetrics.GPU_DRIVER_UP).now().minBy(TargetLabels.INSTANCE),
            "{{instance}}")
        .texts(new ValueText("0", "down", Colour.RED), new ValueText("1", "up", Colour.GREEN))
        .sized(6, 8);
  }

  private static Panel pollAge(Scope scope) {
    return Panel.of(
            TimeSeries.LINES,
            "Age of the last GPU poll",
            Unit.SECONDS,
            "A saw-tooth as high as the polling interval. If it climbs, the driver hangs and no reading is fresh: restart the machine.")
        .query(
            scope.gauge(SystemMetrics.GPU_LAST_POLL).age().maxBy(TargetLabels.INSTANCE),
            "{{instance}}")
        .sized(6, 8);
  }

  private static Panel pollDuration(Scope scope) {
    return Panel.of(
            TimeSeries.LINES,
            "Duration of a GPU poll",
            Unit.SECONDS,
            "How long the driver takes to answer. Near the polling interval: poll less often, or look at what keeps the driver busy.")
        .query(
            scope.gauge(SystemMetrics.GPU_POLL_DURATION).now().maxBy(TargetLabels.INSTANCE),
            "{{instance}}")
        .sized(6, 8);
  }

  private static Panel pollErrors(Scope scope) {
    return Panel.of(
            TimeSeries.LINES,
            "GPU poll errors",
            Unit.COUNTS_PER_SECOND,
            "Calls that failed, by what NVML returned. A device that is lost or a permission that is missing: "
                + "the page on GPUs says what each means.")
        .query(
            scope.counter(SystemMetrics.GPU_POLL_ERRORS).rate(RATE_INTERVAL).sumBy(POLL_ERROR),
            "{{reason}}")
        .sized(6, 8);
  }
}
