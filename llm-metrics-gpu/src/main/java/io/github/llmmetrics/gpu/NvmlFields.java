package io.github.llmmetrics.gpu;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The readings that come as NVML's field values: which fields they are, and what a unit of each is. */
final class NvmlFields {

  private static final int ALL_LINKS = 0xFFFFFFFF;
  private static final double NANOSECONDS = 1e-9;
  private static final double KIBIBYTES = 1024;

  private static final List<Field> THROTTLE_TIME = List.of(
      new Field(GpuReading.THROTTLE_TIME_SW_POWER_CAP, 74, 0, NANOSECONDS),
      new Field(GpuReading.THROTTLE_TIME_SYNC_BOOST, 76, 0, NANOSECONDS),
      new Field(GpuReading.THROTTLE_TIME_SW_THERMAL, 269, 0, NANOSECONDS),
      new Field(GpuReading.THROTTLE_TIME_HW_THERMAL, 270, 0, NANOSECONDS),
      new Field(GpuReading.THROTTLE_TIME_HW_POWER_BRAKE, 271, 0, NANOSECONDS));

  private static final List<Field> ROW_REMAP = List.of(
      new Field(GpuReading.ROW_REMAP_PENDING, 144, 0, 1),
      new Field(GpuReading.ROW_REMAP_FAILED, 145, 0, 1));

  private static final List<Field> PCIE = List.of(
      new Field(GpuReading.PCIE_TRANSMIT, 197, 0, 1),
      new Field(GpuReading.PCIE_RECEIVE, 198, 0, 1));

  private static final List<Field> NVLINK = List.of(
      new Field(GpuReading.NVLINK_TRANSMIT, 138, ALL_LINKS, KIBIBYTES),
      new Field(GpuReading.NVLINK_RECEIVE, 139, ALL_LINKS, KIBIBYTES));

  private NvmlFields() {}

  /** The fields of these groups. */
  static List<Field> of(Set<GpuGroup> groups) {
    return groups.stream()
        .flatMap(group -> switch (group) {
          case THROTTLING -> THROTTLE_TIME.stream();
          case ROW_REMAP -> ROW_REMAP.stream();
          case PCIE -> PCIE.stream();
          case NVLINK -> NVLINK.stream();
          case ECC, XID, MIG, PROCESS_MEMORY -> Stream.<Field>empty();
        })
        .toList();
  }

  /**
   * One field.
   *
   * @param reading what it is of ours
   * @param id its number in nvml.h
   * @param scope which part of the device it is asked of
   * @param unit what one of it is in the metric's unit
   */
  record Field(GpuReading reading, int id, int scope, double unit) {

    /** Whether it must have 64 bits: traffic in fewer wraps between two polls. */
    boolean isTraffic() {
      return switch (reading) {
        case PCIE_RECEIVE, PCIE_TRANSMIT, NVLINK_RECEIVE, NVLINK_TRANSMIT -> true;
        default -> false;
      };
    }
  }
}
