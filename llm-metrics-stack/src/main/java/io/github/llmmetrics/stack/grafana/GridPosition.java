package io.github.llmmetrics.stack.grafana;

import java.util.Map;

/** Where a panel is on Grafana's grid: its upper left corner, and its size. */
record GridPosition(int x, int y, Size size) {

  int right() {
    return x + size.width();
  }

  int bottom() {
    return y + size.height();
  }

  Map<String, Object> tree() {
    return Tree.of("h", size.height())
        .with("w", size.width())
        .with("x", x)
        .with("y", y)
        .map();
  }
}
