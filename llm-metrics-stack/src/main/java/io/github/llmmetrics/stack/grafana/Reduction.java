package io.github.llmmetrics.stack.grafana;

import java.util.List;
import java.util.Map;

/** How a time series becomes the one number that a stat or a gauge shows: its last value. */
final class Reduction {

  static final Map<String, Object> LAST = Tree.of("calcs", List.of("lastNotNull"))
      .with("fields", "")
      .with("values", false)
      .map();

  private Reduction() {}
}
