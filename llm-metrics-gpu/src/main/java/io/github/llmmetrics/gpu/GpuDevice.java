package io.github.llmmetrics.gpu;

/** One device of a driver. Confined to one thread at a time. */
interface GpuDevice {

  /**
   * Reads all that the device tells.
   *
   * @param readings empty; what the device does not tell is left out
   * @return success if the device is there, even if it tells little; otherwise why it is not
   */
  CallResult read(DeviceReadings readings);
}
