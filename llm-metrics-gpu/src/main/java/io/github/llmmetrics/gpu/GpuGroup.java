package io.github.llmmetrics.gpu;

/**
 * A group of GPU series that can be switched on and off. Each is asked for at every poll, of every device that answers
 * it. A call costs about what a system call does, unless said otherwise; what it costs on a real card was not measured
 * yet.
 *
 * <p>Not a group, as they are always read: identity, utilisation, memory, temperature, power, energy and clocks, in nine calls.
 */
public enum GpuGroup {

  /**
   * Why clocks are held down, now and in time: {@code llm_gpu_throttle_active} and {@code
   * llm_gpu_throttle_seconds_total}. One call, and five fields of the call that is shared by all groups with fields. On
   * by default.
   */
  THROTTLING,

  /** ECC errors since the driver was loaded: {@code llm_gpu_ecc_errors_total}. Two calls. On by default. */
  ECC,

  /** Whether remapping of memory rows is pending or has failed: {@code llm_gpu_row_remap_state}. Two fields. On by default. */
  ROW_REMAP,

  /**
   * Traffic over PCIe: {@code llm_gpu_pcie_bytes_total}. Two fields, and only where the device counts bytes itself; NVML's
   * other way is a sample that sleeps for 20 ms, and is never called. On by default.
   */
  PCIE,

  /** Traffic over NVLink, all links: {@code llm_gpu_nvlink_bytes_total}. Two fields. On by default. */
  NVLINK,

  /**
   * XID events: {@code llm_gpu_xid_errors_total}. A thread of its own that waits in the driver, half a second at a time.
   * On by default.
   */
  XID,

  /**
   * Memory of MIG instances: {@code llm_gpu_mig_memory_used_bytes} and {@code llm_gpu_mig_memory_total_bytes}. One call
   * for a device without MIG; with it, one for each instance that could be and four for each that is. On by default.
   */
  MIG,

  /**
   * Device memory by process: {@code llm_gpu_process_memory_used_bytes}. One call, a series for each process that is on a
   * device, and garbage where processes come and go. In a container the list is often empty, and the ids are the host's.
   * Off by default.
   */
  PROCESS_MEMORY
}
