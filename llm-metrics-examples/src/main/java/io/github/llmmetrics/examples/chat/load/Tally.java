package io.github.llmmetrics.examples.chat.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/** How the load's requests ended, counted by the clients. Thread-safe. */
final class Tally {

  /** An end of a request. */
  enum Outcome {
    /** With a whole answer. */
    ANSWERED,
    /** With a status other than 200. */
    REFUSED,
    /** The client had enough, as it was to. */
    HUNG_UP,
    /** The answer broke off, or there was none. */
    FAILED,
    /** The load was closed meanwhile. */
    STOPPED,
    /** Never sent: as many as may be were in flight. */
    HELD_BACK
  }

  private final ConcurrentMap<Outcome, Long> counts = new ConcurrentHashMap<>();

  void count(Outcome outcome) {
    counts.merge(outcome, 1L, Long::sum);
  }

  long of(Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }

  @Override
  public String toString() {
    return Arrays.stream(Outcome.values())
        .map(outcome ->
            outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + of(outcome))
        .collect(Collectors.joining(", "));
  }
}
