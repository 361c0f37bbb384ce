package io.github.llmmetrics;

import io.github.llmmetrics.testing.ManualClock;

/** The library with a clock that tests set, for those of the other packages. */
public final class WithClock {

  private WithClock() {}

  public static LlmMetrics.Builder builder(ManualClock clock) {
    return LlmMetrics.builder().clock(clock, clock);
  }
}
