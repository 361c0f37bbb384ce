package io.github.llmmetrics.stack.promql;

import java.time.Duration;
import java.util.Objects;

/**
 * The time that a range function looks back over.
 *
 * @param text as PromQL has it, such as {@code 5m}
 */
public record Window(String text) {

  /** Grafana's own choice for a rate: at least four scrapes, and no less than a pixel. */
  public static final Window RATE_INTERVAL = new Window("$__rate_interval");

  /** The whole time that a dashboard shows. */
  public static final Window RANGE = new Window("$__range");

  /**
   * Checks that there is a text.
   *
   * @param text as PromQL has it
   */
  public Window {
    Objects.requireNonNull(text, "text");
  }

  /**
   * A fixed window.
   *
   * @param duration a second or more, in whole seconds
   * @return the window
   */
  public static Window of(Duration duration) {
    return new Window(Durations.text(duration));
  }
}
