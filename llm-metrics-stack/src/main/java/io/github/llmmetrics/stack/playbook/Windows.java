package io.github.llmmetrics.stack.playbook;

import io.github.llmmetrics.stack.promql.Window;
import java.time.Duration;

/** How far the queries look back. */
final class Windows {

  /** What happens now. */
  static final Window NOW = Window.of(Duration.ofMinutes(5));

  /** What is too seldom to be seen in five minutes. */
  static final Window HOUR = Window.of(Duration.ofHours(1));

  /** What is usual, to compare with. */
  static final Window DAY = Window.of(Duration.ofDays(1));

  private Windows() {}
}
