package io.github.llmmetrics.stack.tuning;

import java.time.Duration;
import java.time.Instant;

/**
 * The time that is looked at.
 *
 * @param start of the time
 * @param end of the time
 */
public record TimeRange(Instant start, Instant end) {

  /**
   * The time up to a moment.
   *
   * @param end the moment
   * @param length of the time
   * @return the range, in whole seconds
   */
  public static TimeRange upTo(Instant end, Duration length) {
    Instant whole = Instant.ofEpochSecond(end.getEpochSecond());
    return new TimeRange(whole.minus(length), whole);
  }

  /**
   * How long it is.
   *
   * @return its length
   */
  public Duration length() {
    return Duration.between(start, end);
  }
}
