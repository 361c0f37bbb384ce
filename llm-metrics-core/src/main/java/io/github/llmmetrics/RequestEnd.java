package io.github.llmmetrics;

import java.util.OptionalDouble;

/**
 * How and when a request ended: written once, whole.
 *
 * @param status how
 * @param nanos after its start; negative if the clock went back
 * @param usage the tokens as far as they are known, cleaned
 */
record RequestEnd(Status status, long nanos, Usage usage) {

  /** TPOT = (end − first token) / (completion tokens − 1), in seconds. */
  OptionalDouble tpot(long firstTokenNanos) {
    long completion = usage.completion().orElse(0);
    if (firstTokenNanos < 0 || nanos < firstTokenNanos || completion < 2) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Seconds.of(nanos - firstTokenNanos) / (completion - 1));
  }
}
