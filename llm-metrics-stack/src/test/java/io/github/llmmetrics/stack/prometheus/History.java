package io.github.llmmetrics.stack.prometheus;

import io.github.llmmetrics.stack.promql.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongToDoubleFunction;

/** The past of some series, a value each minute, as OpenMetrics. */
public final class History {

  private final StringBuilder text = new StringBuilder();
  private final Instant end;

  /** A past that ends then. */
  public History(Instant end) {
    this.end = end;
  }

  /**
   * A series.
   *
   * @param name of the series, with its labels
   * @param from how long before the end it begins
   * @param to how long before the end it ends
   * @param value by the number of minutes since it began
   */
  public History series(String name, Duration from, Duration to, LongToDoubleFunction value) {
    Instant start = end.minus(from);
    for (long minute = 0; minute <= from.minus(to).toMinutes(); minute++) {
      text.append(name)
          .append(' ')
          .append(Numbers.text(value.applyAsDouble(minute)))
          .append(' ')
          .append(start.plus(Duration.ofMinutes(minute)).getEpochSecond())
          .append('\n');
    }
    return this;
  }

  /** All of it. */
  public String openMetrics() {
    return text + "# EOF\n";
  }
}
