package io.github.llmmetrics.stack.promql;

import java.time.Duration;

/** Durations as Prometheus writes them: a whole number and one unit. */
public final class Durations {

  private Durations() {}

  /**
   * A duration in its greatest whole unit, days at most.
   *
   * @param duration a second or more, in whole seconds
   * @return for example {@code 5m}, {@code 90s} or {@code 30d}
   */
  public static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 1 || !Duration.ofSeconds(seconds).equals(duration)) {
      throw new IllegalArgumentException(
          "duration: " + duration + " must be a whole number of seconds, 1 s or more");
    }
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
