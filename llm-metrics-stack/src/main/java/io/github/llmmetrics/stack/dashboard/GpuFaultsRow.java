package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.ECC_KIND;
import static io.github.llmmetrics.catalogue.LabelDefinitions.GPU_ID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.POLL_ERROR;
import static io.github.llmmetrics.catalogue.LabelDefinitions.ROW_REMAP_STATE;
import static io.github.llmmetrics.catalogue.LabelDefinitions.THROTTLE_REASON;
import static io.github.llmmetrics.catalogue.LabelDefinitions.XID;
import static io.github.llmmetrics.stack.dashboard.GpuLoadRow.LEGEND;
import static io.github.llmmetrics.stack.dashboard.GpuLoadRow.perGpu;
import static io.github.llmmetrics.stack.promql.Window.RATE_INTERVAL;

import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;

/** What holds GPUs back, and what breaks in them. */
final class GpuFaultsRow {

  private GpuFaultsRow() {}

  static Row of(Scope scope) {
    return Row.of(
        "Throttling and faults",
        down(scope),
        throttling(scope),
        throttled(scope),
        eccErrors(scope),
        xidErrors(scope),
        rowRemapping(scope));
  }

  private static Panel down(Scope scope) {
    return Panel.of(
            TimeSeries.STACKED,
            "GPUs down, by reason",
            Unit.COUNT,
            "How many GPUs do not answer, by reason: the table of symptoms in the documentation of GPUs says what each asks for. "
                + "Nothing here is good.")
        .query(scope.gauge(SystemMetrics.GPU_DOWN_REASON).now().sumBy(POLL_ERROR), "{{reason}}")
        .sized(8, 8);
  }

  private static Panel throttling(Scope scope) {
    return perGpu(
            "GPU throttling, share of time",
            Unit.SHARE,
            "For how much of the time clocks were held down, by reason. Thermal: cooling; power: the limit or the supply; "
                + "idle is no fault.")
        .query(
            scope
                .counter(SystemMetrics.GPU_THROTTLE_TIME)
                .rate(RATE_INTERVAL)
                .sumBy(TargetLabels.INSTANCE, GPU_ID, THROTTLE_REASON),
            LEGEND + " {{reason}}")
        .sized(8, 8);
  }

  private static Panel throttled(Scope scope) {
    return Panel.of(
            TimeSeries.STACKED,
            "GPUs throttled now",
            Unit.COUNT,
            "How many GPUs are held down, by reason. Many at once: the rack or the room, not a device.")
        .query(scope.gauge(SystemMetrics.GPU_THROTTLE).now().sumBy(THROTTLE_REASON), "{{reason}}")
        .sized(8, 8);
  }

  private static Panel eccErrors(Scope scope) {
    return perGpu(
            "GPU ECC errors, in an hour",
            Unit.COUNT,
            "Corrected ones are normal when few. Uncorrected ones end the work that hit them: "
                + "drain the device and have it replaced if they come back.")
        .query(
            scope
                .counter(SystemMetrics.GPU_ECC_ERRORS)
                .increase(Windows.HOUR)
                .sumBy(TargetLabels.INSTANCE, GPU_ID, ECC_KIND),
            LEGEND + " {{kind}}")
        .sized(8, 8);
  }

  private static Panel xidErrors(Scope scope) {
    return perGpu(
            "GPU XID errors, in an hour",
            Unit.COUNT,
            "What the driver reports, by number: NVIDIA's table of XID errors tells the meaning. 79 is a device lost from the bus, "
                + "48 and 94 are memory errors.")
        .query(
            scope
                .counter(SystemMetrics.GPU_XID_ERRORS)
                .increase(Windows.HOUR)
                .sumBy(TargetLabels.INSTANCE, GPU_ID, XID),
            LEGEND + " XID {{xid}}")
        .sized(8, 8);
  }

  private static Panel rowRemapping(Scope scope) {
    return perGpu(
            "GPU row remapping",
            Unit.COUNT,
            "1 at pending: restart the device when it is free, so that a bad row of memory is replaced. 1 at failed: replace the device.")
        .query(
            scope
                .gauge(SystemMetrics.GPU_ROW_REMAP)
                .now()
                .maxBy(TargetLabels.INSTANCE, GPU_ID, ROW_REMAP_STATE),
            LEGEND + " {{state}}")
        .sized(8, 8);
  }
}
