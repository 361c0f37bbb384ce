package io.github.llmmetrics.stack.alert;

import io.github.llmmetrics.stack.promql.RecordedSeries;
import io.github.llmmetrics.stack.promql.Window;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the conditions of an alert are made of.
 *
 * @param settings of the team
 * @param numbers of the alert
 * @param recordings is told which recording rules the conditions need
 */
record AlertContext(StackSettings settings, Tuning numbers, Consumer<RecordedSeries> recordings) {

  double threshold() {
    return numbers.threshold().orElseThrow();
  }

  double minimumEvents() {
    return numbers.minimumEvents().orElseThrow();
  }

  Window window() {
    return window(numbers.window().orElseThrow());
  }

  Window window(Duration duration) {
    return Window.of(settings.scaled(duration));
  }

  /** The same series, recorded by a rule. */
  RecordedSeries recorded(RecordedSeries series) {
    recordings.accept(series);
    return series;
  }
}
