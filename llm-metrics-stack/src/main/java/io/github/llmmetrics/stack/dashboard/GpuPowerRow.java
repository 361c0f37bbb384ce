package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.stack.dashboard.GpuLoadRow.LEGEND;
import static io.github.llmmetrics.stack.dashboard.GpuLoadRow.level;
import static io.github.llmmetrics.stack.dashboard.GpuLoadRow.perGpu;
import static io.github.llmmetrics.stack.promql.Window.RATE_INTERVAL;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.Direction;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.promql.Vector;

/** Heat, power, and the clocks that suffer from both. */
final class GpuPowerRow {

  private GpuPowerRow() {}

  static Row of(Scope scope, Alerts alerts) {
    return Row.of(
        "Heat, power and clocks",
        alerts.watching(
            temperature(scope),
            Direction.HIGH_IS_BAD,
            "GPUHighTemperature",
            "GPUHighTemperatureCritical"),
        power(scope),
        energyPerToken(scope),
        clocks(scope));
  }

  private static Panel temperature(Scope scope) {
    return perGpu(
            "GPU temperature",
            Unit.CELSIUS,
            "At its own limit a GPU lowers its clocks. Check fans, filters and the room before you move work away.")
        .query(level(scope, SystemMetrics.GPU_TEMPERATURE), LEGEND);
  }

  private static Panel power(Scope scope) {
    return perGpu(
            "GPU power",
            Unit.WATTS,
            "Flat at the device's limit: power holds the clocks down; raise the limit if the supply allows it. "
                + "Low under load: it waits for something else.")
        .query(level(scope, SystemMetrics.GPU_POWER), LEGEND);
  }

  private static Panel energyPerToken(Scope scope) {
    Vector energy =
        scope.counter(SystemMetrics.GPU_ENERGY).rate(RATE_INTERVAL).sumBy(TargetLabels.INSTANCE);
    Vector tokens =
        scope.counter(ApplicationMetrics.TOKENS).rate(RATE_INTERVAL).sumBy(TargetLabels.INSTANCE);
    return Panel.of(
            TimeSeries.LINES,
            "Energy per token",
            Unit.JOULES,
            "Of prompt and completion tokens, for services that report GPUs and tokens from one process; choose all GPUs. "
                + "Larger batches lower it; an idle service has none.")
        .query(energy.dividedBy(tokens.above(0)), "{{instance}}");
  }

  private static Panel clocks(Scope scope) {
    return perGpu(
            "GPU clocks",
            Unit.HERTZ,
            "A fall under load is throttling: the row on faults tells the reason.")
        .query(level(scope, SystemMetrics.GPU_SM_CLOCK), "SM " + LEGEND)
        .query(level(scope, SystemMetrics.GPU_MEMORY_CLOCK), "memory " + LEGEND);
  }
}
