package io.github.llmmetrics.stack.engine;

import io.github.llmmetrics.stack.promql.Durations;
import java.time.Duration;
import java.util.List;

/**
 * The percentage of time that was not spent in any of some modes, over the last minute.
 *
 * @param idle seconds that were spent in those modes: counters, one for each mode
 * @param mode the label that tells the modes apart
 */
record BusyShare(ForeignSeries idle, String mode) implements Source {

  /** Four scrapes at the usual interval: fewer may be none. */
  private static final Duration WINDOW = Duration.ofMinutes(1);

  @Override
  public String text(String suffix) {
    String share = "sum without (" + mode + ") (rate(" + idle.text(suffix) + "["
        + Durations.text(WINDOW) + "]))";
    // Scrapes come a little early or late, so that a share may seem to be above 1.
    return "clamp(100 - 100 * " + share + ", 0, 100)";
  }

  @Override
  public List<ForeignSeries> series() {
    return List.of(idle);
  }
}
