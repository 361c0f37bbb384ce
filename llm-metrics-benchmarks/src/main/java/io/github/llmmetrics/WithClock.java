package io.github.llmmetrics;

import io.github.llmmetrics.internal.NanoClock;
import java.time.InstantSource;

/** The library with another clock, which is for tests and benchmarks only; all else of it is used by its public API. */
public final class WithClock {

  private WithClock() {}

  /**
   * Sets the clock.
   *
   * @param builder of the library
   * @param clock measures all durations
   * @return the same builder
   */
  public static LlmMetrics.Builder of(LlmMetrics.Builder builder, NanoClock clock) {
    return builder.clock(clock, InstantSource.system());
  }
}
