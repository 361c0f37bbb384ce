package io.github.llmmetrics.gpu;

/**
 * The XID events of a driver's devices: opened once, waited for, closed, all in one session of the driver. When the
 * driver was opened again, they must not be touched any more, not even closed. Confined to one thread.
 */
interface GpuEvents {

  /**
   * Begins to listen, to devices 0 to {@code devices} - 1 as far as they can be listened to. What happened before is not
   * heard of.
   */
  CallResult open(int devices);

  /** Whether a device is listened to. */
  boolean hears(int gpu);

  /** Waits for an event; {@link CallResult#TIMEOUT} if there was none. */
  CallResult await(int timeoutMillis);

  /** The device of the last event, or -1 if it is none that is listened to. */
  int gpu();

  /** The number of the last event, an unsigned one. */
  long xid();

  /** Stops listening; nothing if it did not begin, or an attempt to begin threw and left nothing. */
  void close();
}
