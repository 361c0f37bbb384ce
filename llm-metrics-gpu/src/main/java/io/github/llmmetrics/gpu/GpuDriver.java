package io.github.llmmetrics.gpu;

/**
 * A GPU driver: NVML's, or a test's. Any call but {@link #device} may take long or never return. One
 * thread at a time calls it, but for {@link #events}, which have a thread of their own, and for devices whose call does
 * not return: those are left alone until it does.
 */
interface GpuDriver {

  /**
   * Loads the driver's library; returns at once if that was done.
   *
   * @throws LinkageError or a RuntimeException if it cannot be loaded; it may be tried again
   */
  void load();

  /**
   * Opens the driver, which can take seconds. Each success is paired with a {@link #close}, unless a call says that the
   * driver was shut down beside us. No other call may be in progress.
   */
  CallResult open();

  /** Counts the devices anew. */
  CallResult countDevices();

  /** How many devices there were when they were last counted. */
  int deviceCount();

  /** The driver's version, or {@code unknown}. */
  String version();

  /** What reads the device of an index, whether or not it is there now. Only once the driver was opened. */
  GpuDevice device(int index);

  /** What waits for events of the devices, not open yet. Only once the driver was opened. */
  GpuEvents events();

  /** Closes the driver. No other call may be in progress. */
  void close();
}
