package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.DRIVER_VERSION;
import static io.github.llmmetrics.catalogue.LabelDefinitions.GPU_ID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.NAME;
import static io.github.llmmetrics.catalogue.LabelDefinitions.PCI_BUS_ID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.UUID;

import io.github.llmmetrics.catalogue.Direction;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.grafana.Colour;
import io.github.llmmetrics.stack.grafana.Dashboard;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.Stat;
import io.github.llmmetrics.stack.grafana.Table;
import io.github.llmmetrics.stack.grafana.ThresholdSteps;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.promql.Vector;
import java.util.Map;
import java.util.TreeMap;

/** What the GPUs do, and whether they are well. */
final class GpuDashboard {

  static final String UID = "llm-gpu";

  private static final Selection SELECTION = Selection.GPU;
  private static final Scope SCOPE = SELECTION.scope();

  private GpuDashboard() {}

  static Dashboard of(StackSettings settings) {
    Alerts alerts = new Alerts(settings);
    return Dashboard.named(UID, "LLM GPUs")
        .describedAs(
            "For who runs the machines: how busy, full and hot the GPUs are, what holds them back, and which are broken. "
                + "A reading that a GPU does not offer is absent, never 0.")
        .tags(Links.TAG, "monitoring", "gpu")
        .link(Links.OTHER_DASHBOARDS)
        .variables(SELECTION.variables())
        .annotation(FiringAlerts.annotation(SELECTION))
        .row(overview(alerts))
        .row(FiringAlerts.row(SELECTION, settings))
        .row(GpuLoadRow.of(SCOPE, alerts))
        .row(GpuPowerRow.of(SCOPE, alerts))
        .row(GpuFaultsRow.of(SCOPE))
        .row(GpuTrafficRow.of(SCOPE))
        .row(GpuSharingRow.of(SCOPE))
        .row(GpuPollingRow.of(SCOPE))
        .row(HostRow.of(SCOPE))
        .row(Row.collapsed("Devices", devices()))
        .build();
  }

  private static Row overview(Alerts alerts) {
    return Row.of(
        "Now",
        up(),
        alerts.linking(down(), "GPUDown"),
        utilization(),
        memory(),
        hottest(),
        power());
  }

  private static Panel up() {
    return Panel.of(
            Stat.NUMBER,
            "GPUs up",
            Unit.COUNT,
            "GPUs that answered at the last poll. Fewer than you pay for? Look at the devices at the bottom.")
        .query(SCOPE.gauge(SystemMetrics.GPU_UP).now().sumBy(), "Up");
  }

  private static Panel down() {
    Vector up = SCOPE.gauge(SystemMetrics.GPU_UP).now();
    return Panel.of(
            Stat.NUMBER,
            "GPUs down",
            Unit.COUNT,
            "GPUs that did not answer: lost from the bus, or stuck. Move the work away and restart the machine; see the XID errors.")
        .query(up.countBy().minus(up.sumBy()), "Down")
        .thresholds(ThresholdSteps.of(
            Direction.HIGH_IS_BAD,
            new TreeMap<>(Map.of(1.0, Colour.RED)),
            ThresholdSteps.Line.DASHED));
  }

  private static Panel utilization() {
    return Panel.of(
            Stat.SPARKLINE,
            "Mean utilisation",
            Unit.PERCENT,
            "The mean over GPUs. Far below 50 all day: fewer would do. Near 100 with queues: more are needed.")
        .query(SCOPE.gauge(SystemMetrics.GPU_UTILIZATION).now().meanBy(), "Utilisation")
        .thresholds(ThresholdSteps.attention(SystemMetrics.GPU_UTILIZATION));
  }

  private static Panel memory() {
    Vector used = SCOPE.gauge(SystemMetrics.GPU_MEMORY_USED).now().sumBy();
    Vector total = SCOPE.gauge(SystemMetrics.GPU_MEMORY_TOTAL).now().sumBy();
    return Panel.of(
            Stat.SPARKLINE,
            "Memory used",
            Unit.SHARE,
            "Of all GPUs together. The fullest one decides: see each below.")
        .query(used.dividedBy(total.above(0)), "Used")
        .thresholds(ThresholdSteps.attention(SystemMetrics.GPU_MEMORY_USED));
  }

  private static Panel hottest() {
    return Panel.of(
            Stat.SPARKLINE,
            "Hottest GPU",
            Unit.CELSIUS,
            "The highest core temperature. Hot on one machine: its fans or filters; hot on all: the room.")
        .query(SCOPE.gauge(SystemMetrics.GPU_TEMPERATURE).now().maxBy(), "Temperature")
        .thresholds(ThresholdSteps.attention(SystemMetrics.GPU_TEMPERATURE));
  }

  private static Panel power() {
    return Panel.of(
            Stat.SPARKLINE,
            "Power",
            Unit.WATTS,
            "Of all GPUs together, without the machines around them. Compare with what the racks may draw.")
        .query(SCOPE.gauge(SystemMetrics.GPU_POWER).now().sumBy(), "Power");
  }

  private static Panel devices() {
    return Panel.of(
            Table.of(TargetLabels.INSTANCE, GPU_ID, NAME, UUID, PCI_BUS_ID, DRIVER_VERSION),
            "Devices",
            Unit.COUNT,
            "Who each GPU is. The uuid stays the same when the index changes, as after a restart: quote it to the vendor.")
        .instant(
            SCOPE
                .gauge(SystemMetrics.GPU_INFO)
                .now()
                .maxBy(TargetLabels.INSTANCE, GPU_ID, NAME, UUID, PCI_BUS_ID, DRIVER_VERSION),
            "");
  }
}
