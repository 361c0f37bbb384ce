package io.github.llmmetrics.gpu;

import io.github.llmmetrics.internal.NanoClock;
import java.time.Duration;

/**
 * How often, for how long, and by which clock.
 *
 * @param interval from one poll to the next
 * @param retry from one attempt to load or open the driver to the next
 * @param call what reading one device may take
 * @param clock measures what is awaited
 */
record Timing(Duration interval, Duration retry, Duration call, NanoClock clock) {

  private static final int MISSED_POLLS = 3;

  /** When a reading is too old to be shown: three polls have not come, and no call that may still return explains it. */
  long staleAfterNanos() {
    return interval.multipliedBy(MISSED_POLLS).plus(call).toNanos();
  }
}
