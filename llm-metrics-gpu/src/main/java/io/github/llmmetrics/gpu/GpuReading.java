package io.github.llmmetrics.gpu;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.SystemMetrics;

/** One number that a device tells: the series that it belongs to, and the largest value that can be true. */
enum GpuReading {
  UTILIZATION(SystemMetrics.GPU_UTILIZATION, Limits.PERCENT),
  MEMORY_COPY_UTILIZATION(SystemMetrics.GPU_MEMORY_COPY_UTILIZATION, Limits.PERCENT),
  MEMORY_USED(SystemMetrics.GPU_MEMORY_USED, Limits.BYTES),
  MEMORY_TOTAL(SystemMetrics.GPU_MEMORY_TOTAL, Limits.BYTES),
  MEMORY_FREE(SystemMetrics.GPU_MEMORY_FREE, Limits.BYTES),
  TEMPERATURE(SystemMetrics.GPU_TEMPERATURE, Limits.CELSIUS),
  POWER(SystemMetrics.GPU_POWER, Limits.WATTS),
  ENERGY(SystemMetrics.GPU_ENERGY, Limits.COUNTER),
  SM_CLOCK(SystemMetrics.GPU_SM_CLOCK, Limits.HERTZ),
  MEMORY_CLOCK(SystemMetrics.GPU_MEMORY_CLOCK, Limits.HERTZ),

  THROTTLE_APPLICATION_CLOCKS(SystemMetrics.GPU_THROTTLE, Limits.FLAG, "application_clocks"),
  THROTTLE_SW_POWER_CAP(SystemMetrics.GPU_THROTTLE, Limits.FLAG, "sw_power_cap"),
  THROTTLE_HW_SLOWDOWN(SystemMetrics.GPU_THROTTLE, Limits.FLAG, "hw_slowdown"),
  THROTTLE_SYNC_BOOST(SystemMetrics.GPU_THROTTLE, Limits.FLAG, "sync_boost"),
  THROTTLE_SW_THERMAL(SystemMetrics.GPU_THROTTLE, Limits.FLAG, "sw_thermal"),
  THROTTLE_HW_THERMAL(SystemMetrics.GPU_THROTTLE, Limits.FLAG, "hw_thermal"),
  THROTTLE_HW_POWER_BRAKE(SystemMetrics.GPU_THROTTLE, Limits.FLAG, "hw_power_brake"),
  THROTTLE_DISPLAY_CLOCK(SystemMetrics.GPU_THROTTLE, Limits.FLAG, "display_clock"),
  THROTTLE_OTHER(SystemMetrics.GPU_THROTTLE, Limits.FLAG, "other"),

  THROTTLE_TIME_SW_POWER_CAP(SystemMetrics.GPU_THROTTLE_TIME, Limits.COUNTER, "sw_power_cap"),
  THROTTLE_TIME_SYNC_BOOST(SystemMetrics.GPU_THROTTLE_TIME, Limits.COUNTER, "sync_boost"),
  THROTTLE_TIME_SW_THERMAL(SystemMetrics.GPU_THROTTLE_TIME, Limits.COUNTER, "sw_thermal"),
  THROTTLE_TIME_HW_THERMAL(SystemMetrics.GPU_THROTTLE_TIME, Limits.COUNTER, "hw_thermal"),
  THROTTLE_TIME_HW_POWER_BRAKE(SystemMetrics.GPU_THROTTLE_TIME, Limits.COUNTER, "hw_power_brake"),

  ECC_CORRECTED(SystemMetrics.GPU_ECC_ERRORS, Limits.COUNTER, "corrected"),
  ECC_UNCORRECTED(SystemMetrics.GPU_ECC_ERRORS, Limits.COUNTER, "uncorrected"),
  ROW_REMAP_PENDING(SystemMetrics.GPU_ROW_REMAP, Limits.FLAG, "pending"),
  ROW_REMAP_FAILED(SystemMetrics.GPU_ROW_REMAP, Limits.FLAG, "failed"),
  PCIE_RECEIVE(SystemMetrics.GPU_PCIE, Limits.COUNTER, "receive"),
  PCIE_TRANSMIT(SystemMetrics.GPU_PCIE, Limits.COUNTER, "transmit"),
  NVLINK_RECEIVE(SystemMetrics.GPU_NVLINK, Limits.COUNTER, "receive"),
  NVLINK_TRANSMIT(SystemMetrics.GPU_NVLINK, Limits.COUNTER, "transmit");

  /** The values are far beyond any device: they tell a reading from memory that nobody wrote. */
  private static final class Limits {
    private static final double FLAG = 1;
    private static final double PERCENT = 100;
    private static final double CELSIUS = 250;
    private static final double WATTS = 100_000;
    private static final double HERTZ = 100e9;
    private static final double BYTES = 0x1p50;
    private static final double COUNTER = Double.MAX_VALUE;
  }

  // A record of immutable parts, which is only not annotated as such.
  @SuppressWarnings("ImmutableEnumChecker")
  private final MetricDefinition metric;

  private final double max;
  private final String label;

  GpuReading(MetricDefinition metric, double max) {
    this(metric, max, "");
  }

  GpuReading(MetricDefinition metric, double max, String label) {
    this.metric = metric;
    this.max = max;
    this.label = label;
  }

  MetricDefinition metric() {
    return metric;
  }

  /** Whether a device can be in that state: 0 to the largest value, in the metric's unit. */
  boolean admits(double value) {
    return value >= 0 && value <= max;
  }

  /** The label values of the series of a device. */
  String[] labelValues(String gpuId) {
    return label.isEmpty() ? new String[] {gpuId} : new String[] {gpuId, label};
  }
}
