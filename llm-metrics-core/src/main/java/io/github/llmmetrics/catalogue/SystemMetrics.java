package io.github.llmmetrics.catalogue;

import static io.github.llmmetrics.catalogue.Dimension.SYSTEM;

import java.util.List;

/**
 * The system dimension: GPUs (collected by llm-metrics-gpu) and host (collected by the host module). They are defined here, so that
 * a dashboard or a rule can name them without loading a native library.
 *
 * <p>Every constant is listed in the table of {@code docs/metrics.md}.
 */
public final class SystemMetrics {

  /** Share of the last sampling period in which a kernel ran. */
  public static final MetricDefinition GPU_UTILIZATION = MetricDefinition.gauge(
          "gpu_utilization", SYSTEM, "llm_gpu_utilization_percent")
      .says("GPU utilisation", "share of the last sampling period in which a kernel ran")
      .unit(MetricUnit.PERCENT)
      .labels(LabelDefinitions.GPU_ID)
      .highIsBad(85, 95, Thresholds.Basis.VALUE)
      .alsoKnownAs("nvidia_gpu_utilization", "DCGM_FI_DEV_GPU_UTIL")
      .build();

  /** Device memory in use. */
  public static final MetricDefinition GPU_MEMORY_USED = MetricDefinition.gauge(
          "gpu_memory_used", SYSTEM, "llm_gpu_memory_used_bytes")
      .says("GPU memory used", "device memory in use")
      .unit(MetricUnit.BYTES)
      .labels(LabelDefinitions.GPU_ID)
      .highIsBad(0.85, 0.95, Thresholds.Basis.SHARE_OF_TOTAL)
      .alsoKnownAs("nvidia_gpu_memory_used_bytes", "DCGM_FI_DEV_FB_USED (MiB)")
      .build();

  /** Device memory present. */
  public static final MetricDefinition GPU_MEMORY_TOTAL = MetricDefinition.gauge(
          "gpu_memory_total", SYSTEM, "llm_gpu_memory_total_bytes")
      .says("GPU memory total", "device memory present")
      .unit(MetricUnit.BYTES)
      .labels(LabelDefinitions.GPU_ID)
      .alsoKnownAs("nvidia_gpu_memory_total_bytes")
      .build();

  /** Device memory free. */
  public static final MetricDefinition GPU_MEMORY_FREE = MetricDefinition.gauge(
          "gpu_memory_free", SYSTEM, "llm_gpu_memory_free_bytes")
      .says("GPU memory free", "device memory free")
      .unit(MetricUnit.BYTES)
      .labels(LabelDefinitions.GPU_ID)
      .alsoKnownAs("DCGM_FI_DEV_FB_FREE (MiB)")
      .build();

  /** Share of the last sampling period in which device memory was read or written. */
  public static final MetricDefinition GPU_MEMORY_COPY_UTILIZATION = MetricDefinition.gauge(
          "gpu_memory_copy_utilization", SYSTEM, "llm_gpu_memory_copy_utilization_percent")
      .says(
          "GPU memory-copy utilisation",
          "share of the last sampling period in which device memory was read or written")
      .unit(MetricUnit.PERCENT)
      .labels(LabelDefinitions.GPU_ID)
      .alsoKnownAs("DCGM_FI_DEV_MEM_COPY_UTIL")
      .build();

  /** Core temperature. */
  public static final MetricDefinition GPU_TEMPERATURE = MetricDefinition.gauge(
          "gpu_temperature", SYSTEM, "llm_gpu_temperature_celsius")
      .says("GPU temperature", "core temperature")
      .unit(MetricUnit.CELSIUS)
      .labels(LabelDefinitions.GPU_ID)
      .highIsBad(75, 85, Thresholds.Basis.VALUE)
      .alsoKnownAs("nvidia_gpu_temperature_celsius", "DCGM_FI_DEV_GPU_TEMP")
      .build();

  /** Power draw. */
  public static final MetricDefinition GPU_POWER = MetricDefinition.gauge(
          "gpu_power", SYSTEM, "llm_gpu_power_watts")
      .says("GPU power", "power draw")
      .unit(MetricUnit.WATTS)
      .labels(LabelDefinitions.GPU_ID)
      .alsoKnownAs("nvidia_gpu_power_watts", "DCGM_FI_DEV_POWER_USAGE")
      .build();

  /** Energy used since the driver was loaded. */
  public static final MetricDefinition GPU_ENERGY = MetricDefinition.counter(
          "gpu_energy", SYSTEM, "llm_gpu_energy_joules_total")
      .says("GPU energy", "energy used since the driver was loaded")
      .unit(MetricUnit.JOULES)
      .labels(LabelDefinitions.GPU_ID)
      .alsoKnownAs("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION (mJ)")
      .build();

  /** SM clock. */
  public static final MetricDefinition GPU_SM_CLOCK = MetricDefinition.gauge(
          "gpu_sm_clock", SYSTEM, "llm_gpu_sm_clock_hertz")
      .says("GPU SM clock", "SM clock")
      .unit(MetricUnit.HERTZ)
      .labels(LabelDefinitions.GPU_ID)
      .alsoKnownAs("DCGM_FI_DEV_SM_CLOCK (MHz)")
      .build();

  /** Memory clock. */
  public static final MetricDefinition GPU_MEMORY_CLOCK = MetricDefinition.gauge(
          "gpu_memory_clock", SYSTEM, "llm_gpu_memory_clock_hertz")
      .says("GPU memory clock", "memory clock")
      .unit(MetricUnit.HERTZ)
      .labels(LabelDefinitions.GPU_ID)
      .alsoKnownAs("DCGM_FI_DEV_MEM_CLOCK (MHz)")
      .build();

  /** One series a device: who it is. */
  public static final MetricDefinition GPU_INFO = MetricDefinition.info(
          "gpu_info", SYSTEM, "llm_gpu_info")
      .says("GPU", "one series a device: who it is")
      .labels(
          LabelDefinitions.GPU_ID,
          LabelDefinitions.UUID,
          LabelDefinitions.NAME,
          LabelDefinitions.PCI_BUS_ID,
          LabelDefinitions.DRIVER_VERSION)
      .build();

  /** NVML answers; always there once the poller was started. */
  public static final MetricDefinition GPU_DRIVER_UP = MetricDefinition.gauge(
          "gpu_driver_up", SYSTEM, "llm_gpu_driver_up")
      .says("GPU driver up", "NVML answers; always there once the poller was started")
      .unit(MetricUnit.FLAG)
      .build();

  /** The device answered at the last poll. */
  public static final MetricDefinition GPU_UP = MetricDefinition.gauge(
          "gpu_up", SYSTEM, "llm_gpu_up")
      .says("GPU up", "the device answered at the last poll")
      .unit(MetricUnit.FLAG)
      .labels(LabelDefinitions.GPU_ID)
      .build();

  /** Why the device is down now; absent while it is up. */
  public static final MetricDefinition GPU_DOWN_REASON = MetricDefinition.gauge(
          "gpu_down_reason", SYSTEM, "llm_gpu_down_reason")
      .says("GPU down", "why the device is down now; absent while it is up")
      .unit(MetricUnit.FLAG)
      .labels(LabelDefinitions.GPU_ID, LabelDefinitions.POLL_ERROR)
      .build();

  /** Clocks are held down for this reason now. */
  public static final MetricDefinition GPU_THROTTLE = MetricDefinition.gauge(
          "gpu_throttle", SYSTEM, "llm_gpu_throttle_active")
      .says("GPU throttling", "clocks are held down for this reason now")
      .unit(MetricUnit.FLAG)
      .labels(LabelDefinitions.GPU_ID, LabelDefinitions.THROTTLE_REASON)
      .build();

  /** Time that clocks were held down. */
  public static final MetricDefinition GPU_THROTTLE_TIME = MetricDefinition.counter(
          "gpu_throttle_time", SYSTEM, "llm_gpu_throttle_seconds_total")
      .says("GPU throttled time", "time that clocks were held down")
      .unit(MetricUnit.SECONDS)
      .labels(LabelDefinitions.GPU_ID, LabelDefinitions.THROTTLE_REASON)
      .build();

  /** ECC errors since the driver was loaded: corrected, uncorrected. */
  public static final MetricDefinition GPU_ECC_ERRORS = MetricDefinition.counter(
          "gpu_ecc_errors", SYSTEM, "llm_gpu_ecc_errors_total")
      .says("GPU ECC errors", "ECC errors since the driver was loaded: corrected, uncorrected")
      .unit(MetricUnit.ERRORS)
      .labels(LabelDefinitions.GPU_ID, LabelDefinitions.ECC_KIND)
      .build();

  /** XID events seen since the poller started. */
  public static final MetricDefinition GPU_XID_ERRORS = MetricDefinition.counter(
          "gpu_xid_errors", SYSTEM, "llm_gpu_xid_errors_total")
      .says("GPU XID errors", "XID events seen since the poller started")
      .unit(MetricUnit.ERRORS)
      .labels(LabelDefinitions.GPU_ID, LabelDefinitions.XID)
      .build();

  /** Row remapping pending, failed. */
  public static final MetricDefinition GPU_ROW_REMAP = MetricDefinition.gauge(
          "gpu_row_remap", SYSTEM, "llm_gpu_row_remap_state")
      .says("GPU row remapping", "row remapping pending, failed")
      .unit(MetricUnit.FLAG)
      .labels(LabelDefinitions.GPU_ID, LabelDefinitions.ROW_REMAP_STATE)
      .build();

  /** PCIe traffic; direction = receive, transmit. */
  public static final MetricDefinition GPU_PCIE = MetricDefinition.counter(
          "gpu_pcie", SYSTEM, "llm_gpu_pcie_bytes_total")
      .says("GPU PCIe traffic", "PCIe traffic; direction = receive, transmit")
      .unit(MetricUnit.BYTES)
      .labels(LabelDefinitions.GPU_ID, LabelDefinitions.TRAFFIC_DIRECTION)
      .build();

  /** NVLink traffic, all links. */
  public static final MetricDefinition GPU_NVLINK = MetricDefinition.counter(
          "gpu_nvlink", SYSTEM, "llm_gpu_nvlink_bytes_total")
      .says("GPU NVLink traffic", "NVLink traffic, all links")
      .unit(MetricUnit.BYTES)
      .labels(LabelDefinitions.GPU_ID, LabelDefinitions.TRAFFIC_DIRECTION)
      .build();

  /** Memory used by a MIG instance (a name of its own: a sum over devices must not count it twice). */
  public static final MetricDefinition GPU_MIG_MEMORY_USED = MetricDefinition.gauge(
          "gpu_mig_memory_used", SYSTEM, "llm_gpu_mig_memory_used_bytes")
      .says(
          "MIG memory used",
          "memory used by a MIG instance (a name of its own: a sum over devices must not count it twice)")
      .unit(MetricUnit.BYTES)
      .labels(LabelDefinitions.GPU_ID, LabelDefinitions.MIG_UUID, LabelDefinitions.MIG_PROFILE)
      .build();

  /** Memory of a MIG instance. */
  public static final MetricDefinition GPU_MIG_MEMORY_TOTAL = MetricDefinition.gauge(
          "gpu_mig_memory_total", SYSTEM, "llm_gpu_mig_memory_total_bytes")
      .says("MIG memory total", "memory of a MIG instance")
      .unit(MetricUnit.BYTES)
      .labels(LabelDefinitions.GPU_ID, LabelDefinitions.MIG_UUID, LabelDefinitions.MIG_PROFILE)
      .build();

  /** Memory used by a process; off by default. */
  public static final MetricDefinition GPU_PROCESS_MEMORY = MetricDefinition.gauge(
          "gpu_process_memory", SYSTEM, "llm_gpu_process_memory_used_bytes")
      .says("GPU memory by process", "memory used by a process; off by default")
      .unit(MetricUnit.BYTES)
      .labels(LabelDefinitions.GPU_ID, LabelDefinitions.PID)
      .build();

  /** How long the last poll took. */
  public static final MetricDefinition GPU_POLL_DURATION = MetricDefinition.gauge(
          "gpu_poll_duration", SYSTEM, "llm_gpu_poll_duration_seconds")
      .says("GPU poll duration", "how long the last poll took")
      .unit(MetricUnit.SECONDS)
      .build();

  /** Calls that failed, by NVML return code. */
  public static final MetricDefinition GPU_POLL_ERRORS = MetricDefinition.counter(
          "gpu_poll_errors", SYSTEM, "llm_gpu_poll_errors_total")
      .says("GPU poll errors", "calls that failed, by NVML return code")
      .unit(MetricUnit.ERRORS)
      .labels(LabelDefinitions.POLL_ERROR)
      .build();

  /** When the last good poll ended. */
  public static final MetricDefinition GPU_LAST_POLL = MetricDefinition.gauge(
          "gpu_last_poll", SYSTEM, "llm_gpu_last_poll_timestamp_seconds")
      .says("Last GPU poll", "when the last good poll ended")
      .unit(MetricUnit.UNIX_SECONDS)
      .build();

  /** Use of one logical CPU (the mean over cpu is the host's; no total beside the parts). */
  public static final MetricDefinition CPU_USAGE = MetricDefinition.gauge(
          "cpu_usage", SYSTEM, "llm_system_cpu_usage_percent")
      .says(
          "CPU usage",
          "use of one logical CPU (the mean over cpu is the host's; no total beside the parts)")
      .unit(MetricUnit.PERCENT)
      .labels(LabelDefinitions.CPU)
      .alsoKnownAs("from node_cpu_seconds_total", "guide: node_cpu_usage_percent")
      .build();

  /** Host memory present. */
  public static final MetricDefinition MEMORY_TOTAL = MetricDefinition.gauge(
          "memory_total", SYSTEM, "llm_system_memory_total_bytes")
      .says("Host memory total", "host memory present")
      .unit(MetricUnit.BYTES)
      .alsoKnownAs("node_memory_MemTotal_bytes")
      .build();

  /** Host memory that can be given out without swapping. */
  public static final MetricDefinition MEMORY_AVAILABLE = MetricDefinition.gauge(
          "memory_available", SYSTEM, "llm_system_memory_available_bytes")
      .says("Host memory available", "host memory that can be given out without swapping")
      .unit(MetricUnit.BYTES)
      .alsoKnownAs("node_memory_MemAvailable_bytes")
      .build();

  /** Bytes received. */
  public static final MetricDefinition NETWORK_RECEIVE = MetricDefinition.counter(
          "network_receive", SYSTEM, "llm_system_network_receive_bytes_total")
      .says("Network received", "bytes received")
      .unit(MetricUnit.BYTES)
      .labels(LabelDefinitions.NETWORK_DEVICE)
      .alsoKnownAs("node_network_receive_bytes_total")
      .build();

  /** Bytes sent. */
  public static final MetricDefinition NETWORK_TRANSMIT = MetricDefinition.counter(
          "network_transmit", SYSTEM, "llm_system_network_transmit_bytes_total")
      .says("Network sent", "bytes sent")
      .unit(MetricUnit.BYTES)
      .labels(LabelDefinitions.NETWORK_DEVICE)
      .alsoKnownAs("node_network_transmit_bytes_total")
      .build();

  static final List<MetricDefinition> ALL = List.of(
      GPU_UTILIZATION,
      GPU_MEMORY_USED,
      GPU_MEMORY_TOTAL,
      GPU_MEMORY_FREE,
      GPU_MEMORY_COPY_UTILIZATION,
      GPU_TEMPERATURE,
      GPU_POWER,
      GPU_ENERGY,
      GPU_SM_CLOCK,
      GPU_MEMORY_CLOCK,
      GPU_INFO,
      GPU_DRIVER_UP,
      GPU_UP,
      GPU_DOWN_REASON,
      GPU_THROTTLE,
      GPU_THROTTLE_TIME,
      GPU_ECC_ERRORS,
      GPU_XID_ERRORS,
      GPU_ROW_REMAP,
      GPU_PCIE,
      GPU_NVLINK,
      GPU_MIG_MEMORY_USED,
      GPU_MIG_MEMORY_TOTAL,
      GPU_PROCESS_MEMORY,
      GPU_POLL_DURATION,
      GPU_POLL_ERRORS,
      GPU_LAST_POLL,
      CPU_USAGE,
      MEMORY_TOTAL,
      MEMORY_AVAILABLE,
      NETWORK_RECEIVE,
      NETWORK_TRANSMIT);

  private SystemMetrics() {}
}
