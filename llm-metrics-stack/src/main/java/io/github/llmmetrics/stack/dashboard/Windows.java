package io.github.llmmetrics.stack.dashboard;

import io.github.llmmetrics.stack.promql.Window;
import java.time.Duration;

/** The times that panels look back over, besides the one that Grafana chooses. */
final class Windows {

  /** For what is rare: enough samples for a mean. It is what the alerts on quality and safety look back over. */
  static final Window HOUR = Window.of(Duration.ofHours(1));

  static final Window DAY = Window.of(Duration.ofDays(1));

  private Windows() {}
}
