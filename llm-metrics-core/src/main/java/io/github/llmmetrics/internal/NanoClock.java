package io.github.llmmetrics.internal;

/** A monotonic clock: differences of its readings are durations, the readings themselves mean nothing. Internal. */
@FunctionalInterface
public interface NanoClock {

  /** The JVM's own. */
  NanoClock SYSTEM = System::nanoTime;

  /**
   * Reads the clock.
   *
   * @return nanoseconds from an arbitrary origin
   */
  long nanoTime();
}
