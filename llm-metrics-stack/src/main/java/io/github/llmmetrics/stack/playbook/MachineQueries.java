package io.github.llmmetrics.stack.playbook;

import static io.github.llmmetrics.catalogue.LabelDefinitions.DRIVER_VERSION;
import static io.github.llmmetrics.catalogue.LabelDefinitions.ECC_KIND;
import static io.github.llmmetrics.catalogue.LabelDefinitions.GPU_ID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.NAME;
import static io.github.llmmetrics.catalogue.LabelDefinitions.PCI_BUS_ID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.PID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.POLL_ERROR;
import static io.github.llmmetrics.catalogue.LabelDefinitions.ROW_REMAP_STATE;
import static io.github.llmmetrics.catalogue.LabelDefinitions.THROTTLE_REASON;
import static io.github.llmmetrics.catalogue.LabelDefinitions.TOKEN_TYPE;
import static io.github.llmmetrics.catalogue.LabelDefinitions.UUID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.XID;
import static io.github.llmmetrics.stack.playbook.Windows.DAY;
import static io.github.llmmetrics.stack.playbook.Windows.HOUR;
import static io.github.llmmetrics.stack.playbook.Windows.NOW;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.stack.alert.Measurements;
import io.github.llmmetrics.stack.promql.PrometheusSeries;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.promql.Vector;
import java.util.List;

/** GPUs, hosts and targets. */
final class MachineQueries {

  private MachineQueries() {}

  static List<PlaybookQuery> all(List<String> jobs) {
    Vector up = PrometheusSeries.up(jobs);
    return List.of(
        new PlaybookQuery("targets", up),
        new PlaybookQuery("targets-that-answer", up.sumBy(TargetLabels.JOB)),
        new PlaybookQuery(
            "gpu-utilization", Measurements.OF_ALL.gpuLevel(SystemMetrics.GPU_UTILIZATION)),
        new PlaybookQuery(
            "gpu-utilization-of-hour",
            Scope.ALL
                .gauge(SystemMetrics.GPU_UTILIZATION)
                .meanOver(HOUR)
                .maxBy(TargetLabels.INSTANCE, GPU_ID)),
        new PlaybookQuery(
            "gpu-memory-copy",
            Measurements.OF_ALL.gpuLevel(SystemMetrics.GPU_MEMORY_COPY_UTILIZATION)),
        new PlaybookQuery("gpu-memory-share", Measurements.OF_ALL.gpuMemoryShare()),
        new PlaybookQuery(
            "gpu-memory-free", Measurements.OF_ALL.gpuLevel(SystemMetrics.GPU_MEMORY_FREE)),
        new PlaybookQuery("gpu-memory-used-of-day", memoryUsedOfDay()),
        PlaybookQuery.greatest(
            "gpu-memory-by-process",
            Scope.ALL
                .gauge(SystemMetrics.GPU_PROCESS_MEMORY)
                .now()
                .maxBy(TargetLabels.INSTANCE, GPU_ID, PID)),
        new PlaybookQuery(
            "gpu-temperature", Measurements.OF_ALL.gpuLevel(SystemMetrics.GPU_TEMPERATURE)),
        new PlaybookQuery(
            "gpu-temperature-by-host",
            Scope.ALL.gauge(SystemMetrics.GPU_TEMPERATURE).now().meanBy(TargetLabels.INSTANCE)),
        new PlaybookQuery(
            "gpu-temperature-of-day",
            Scope.ALL
                .gauge(SystemMetrics.GPU_TEMPERATURE)
                .meanOver(DAY)
                .maxBy(TargetLabels.INSTANCE, GPU_ID)),
        new PlaybookQuery("gpu-power", Measurements.OF_ALL.gpuLevel(SystemMetrics.GPU_POWER)),
        new PlaybookQuery("gpu-sm-clock", Measurements.OF_ALL.gpuLevel(SystemMetrics.GPU_SM_CLOCK)),
        PlaybookQuery.greatest(
            "gpu-throttle",
            Scope.ALL
                .gauge(SystemMetrics.GPU_THROTTLE)
                .now()
                .maxBy(TargetLabels.INSTANCE, GPU_ID, THROTTLE_REASON)),
        PlaybookQuery.greatest(
            "gpu-throttle-time",
            Scope.ALL
                .counter(SystemMetrics.GPU_THROTTLE_TIME)
                .rate(NOW)
                .sumBy(TargetLabels.INSTANCE, GPU_ID, THROTTLE_REASON)),
        new PlaybookQuery("joules-per-token", joulesPerToken()),
        new PlaybookQuery(
            "gpu-up",
            Scope.ALL.gauge(SystemMetrics.GPU_UP).now().minBy(TargetLabels.INSTANCE, GPU_ID)),
        new PlaybookQuery(
            "gpu-driver-up",
            Scope.ALL.gauge(SystemMetrics.GPU_DRIVER_UP).now().minBy(TargetLabels.INSTANCE)),
        PlaybookQuery.happened(
            "gpu-poll-errors",
            Scope.ALL
                .counter(SystemMetrics.GPU_POLL_ERRORS)
                .increase(HOUR)
                .sumBy(TargetLabels.INSTANCE, POLL_ERROR)),
        PlaybookQuery.happened(
            "gpu-xid",
            Scope.ALL
                .counter(SystemMetrics.GPU_XID_ERRORS)
                .increase(DAY)
                .sumBy(TargetLabels.INSTANCE, GPU_ID, XID)),
        new PlaybookQuery(
            "gpu-ecc",
            Scope.ALL
                .counter(SystemMetrics.GPU_ECC_ERRORS)
                .increase(DAY)
                .sumBy(TargetLabels.INSTANCE, GPU_ID, ECC_KIND)),
        new PlaybookQuery(
            "gpu-row-remap",
            Scope.ALL
                .gauge(SystemMetrics.GPU_ROW_REMAP)
                .now()
                .maxBy(TargetLabels.INSTANCE, GPU_ID, ROW_REMAP_STATE)),
        new PlaybookQuery(
            "gpu-identity",
            Scope.ALL
                .gauge(SystemMetrics.GPU_INFO)
                .now()
                .maxBy(TargetLabels.INSTANCE, GPU_ID, UUID, NAME, PCI_BUS_ID, DRIVER_VERSION)),
        new PlaybookQuery(
            "host-cpu",
            Scope.ALL.gauge(SystemMetrics.CPU_USAGE).now().meanBy(TargetLabels.INSTANCE)),
        new PlaybookQuery(
            "host-memory-available",
            least(SystemMetrics.MEMORY_AVAILABLE, TargetLabels.INSTANCE)
                .dividedBy(
                    least(SystemMetrics.MEMORY_TOTAL, TargetLabels.INSTANCE).above(0))));
  }

  private static Vector least(MetricDefinition metric, LabelDefinition... by) {
    return Scope.ALL.gauge(metric).now().minBy(by);
  }

  private static Vector memoryUsedOfDay() {
    return Scope.ALL
        .gauge(SystemMetrics.GPU_MEMORY_USED)
        .meanOver(DAY)
        .maxBy(TargetLabels.INSTANCE, GPU_ID)
        .dividedBy(Measurements.OF_ALL.gpuLevel(SystemMetrics.GPU_MEMORY_TOTAL).above(0));
  }

  private static Vector joulesPerToken() {
    return Scope.ALL
        .counter(SystemMetrics.GPU_ENERGY)
        .rate(NOW)
        .sumBy(TargetLabels.INSTANCE)
        .dividedBy(Scope.ALL
            .counter(ApplicationMetrics.TOKENS)
            .where(TOKEN_TYPE, "completion")
            .rate(NOW)
            .sumBy(TargetLabels.INSTANCE)
            .above(0));
  }
}
