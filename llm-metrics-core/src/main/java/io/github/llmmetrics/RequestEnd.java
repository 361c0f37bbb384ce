package io.github.llmmetrics;

import java.util.OptionalDouble;

/**
 * How and when a request ended: written once, whole.
 *
 * @param status how
 * @param nanos after its start; negative if the clock went back
 * @param tokens as far as they are known
 */
record RequestEnd(Status status, long nanos, TokenCounts tokens) {

  /** TPOT = (end − first token) / (completion tokens − 1), in seconds. */
  OptionalDouble tpot(long firstTokenNanos) {
    if (firstTokenNanos < 0 || nanos < firstTokenNanos || tokens.completion() < 2) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Seconds.of(nanos - firstTokenNanos) / (tokens.completion() - 1));
  }
}
