package io.github.llmmetrics.stack.engine;

import static io.github.llmmetrics.stack.engine.ForeignSeries.named;
import static io.github.llmmetrics.stack.engine.Mapping.feeds;

import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.SystemMetrics;
import java.util.List;
import java.util.stream.Stream;

/** NVIDIA's dcgm-exporter, with the fields of its default configuration. */
final class DcgmExporter {

  private static final String MIG_INSTANCE = "GPU_I_ID";
  private static final ForeignSeries USED = named("DCGM_FI_DEV_FB_USED");
  private static final ForeignSeries FREE = named("DCGM_FI_DEV_FB_FREE");
  private static final ForeignSeries RESERVED = named("DCGM_FI_DEV_FB_RESERVED");

  private static final List<LabelChange> MIG_LABELS = Stream.of(
          LabelChange.rename(MIG_INSTANCE, LabelDefinitions.MIG_UUID.name()),
          LabelChange.rename("GPU_I_PROFILE", LabelDefinitions.MIG_PROFILE.name()))
      .flatMap(List::stream)
      .toList();

  static final Engine ENGINE = new Engine(
      "dcgm",
      "dcgm-exporter",
      LabelChange.rename("gpu", LabelDefinitions.GPU_ID.name()),
      List.of(
          feeds(SystemMetrics.GPU_UTILIZATION, device("DCGM_FI_DEV_GPU_UTIL")),
          feeds(SystemMetrics.GPU_MEMORY_USED, device(USED)).converted(Conversion.MEBIBYTES),
          feeds(
                  SystemMetrics.GPU_MEMORY_TOTAL,
                  new Arithmetic(device(USED).plus(device(FREE)), "+", device(RESERVED)),
                  device(USED).plus(device(FREE)))
              .converted(Conversion.MEBIBYTES)
              .noting("without what the driver reserves, where that is not exposed"),
          feeds(SystemMetrics.GPU_MEMORY_FREE, device(FREE)).converted(Conversion.MEBIBYTES),
          feeds(SystemMetrics.GPU_MEMORY_COPY_UTILIZATION, device("DCGM_FI_DEV_MEM_COPY_UTIL")),
          feeds(SystemMetrics.GPU_TEMPERATURE, device("DCGM_FI_DEV_GPU_TEMP")),
          feeds(SystemMetrics.GPU_POWER, device("DCGM_FI_DEV_POWER_USAGE")),
          feeds(SystemMetrics.GPU_ENERGY, device("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION"))
              .converted(Conversion.MILLIJOULES),
          feeds(SystemMetrics.GPU_SM_CLOCK, device("DCGM_FI_DEV_SM_CLOCK"))
              .converted(Conversion.MEGAHERTZ),
          feeds(SystemMetrics.GPU_MEMORY_CLOCK, device("DCGM_FI_DEV_MEM_CLOCK"))
              .converted(Conversion.MEGAHERTZ),
          feeds(SystemMetrics.GPU_INFO, device("DCGM_FI_DEV_GPU_TEMP"))
              .converted(Conversion.PRESENCE)
              .relabelled(Stream.of(
                      LabelChange.rename("UUID", LabelDefinitions.UUID.name()),
                      LabelChange.rename("modelName", LabelDefinitions.NAME.name()),
                      LabelChange.rename(
                          "DCGM_FI_DRIVER_VERSION", LabelDefinitions.DRIVER_VERSION.name()))
                  .flatMap(List::stream)
                  .toList()),
          feeds(SystemMetrics.GPU_ROW_REMAP, device("DCGM_FI_DEV_ROW_REMAP_FAILURE"))
              .with(LabelDefinitions.ROW_REMAP_STATE, "failed")
              .noting("pending ones are not exposed by default"),
          feeds(SystemMetrics.GPU_MIG_MEMORY_USED, instance(USED))
              .converted(Conversion.MEBIBYTES)
              .relabelled(MIG_LABELS)
              .noting("mig_uuid is DCGM's number of the instance"),
          feeds(SystemMetrics.GPU_MIG_MEMORY_TOTAL, instance(USED).plus(instance(FREE)))
              .converted(Conversion.MEBIBYTES)
              .relabelled(MIG_LABELS)
              .noting("mig_uuid is DCGM's number of the instance")),
      Stream.concat(
              Gap.SERVICE.stream(),
              Stream.of(
                  Gap.of(
                      "a GPU that does not answer has no series: alert on the absence",
                      SystemMetrics.GPU_DRIVER_UP,
                      SystemMetrics.GPU_UP,
                      SystemMetrics.GPU_DOWN_REASON),
                  Gap.of(
                      "a bit mask, and not in the default configuration",
                      SystemMetrics.GPU_THROTTLE,
                      SystemMetrics.GPU_THROTTLE_TIME),
                  Gap.of("not in the default configuration", SystemMetrics.GPU_ECC_ERRORS),
                  Gap.of(
                      "tells the code of the last error, not how often one came",
                      SystemMetrics.GPU_XID_ERRORS),
                  Gap.of(
                      "tells bytes per second, of which no counter can be made",
                      SystemMetrics.GPU_PCIE),
                  Gap.of("tells no direction", SystemMetrics.GPU_NVLINK),
                  Gap.of("knows no processes", SystemMetrics.GPU_PROCESS_MEMORY),
                  Gap.POLLER,
                  Gap.HOST))
          .toList());

  private DcgmExporter() {}

  private static ForeignSeries device(String name) {
    return device(named(name));
  }

  /** Of whole GPUs: the instances of one that is divided would be taken for GPUs of their own. */
  private static ForeignSeries device(ForeignSeries series) {
    return series.where(MIG_INSTANCE, "");
  }

  private static ForeignSeries instance(ForeignSeries series) {
    return series.where(MIG_INSTANCE, ".+");
  }
}
