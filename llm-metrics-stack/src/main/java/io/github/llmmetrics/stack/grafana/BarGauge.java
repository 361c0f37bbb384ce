package io.github.llmmetrics.stack.grafana;

import java.util.Map;

/** A horizontal bar for each series, for comparing many. */
public record BarGauge() implements Visualization {

  /** Bars from left to right. */
  public static final BarGauge HORIZONTAL = new BarGauge();

  @Override
  public String type() {
    return "bargauge";
  }

  @Override
  public Size size() {
    return new Size(12, 8);
  }

  @Override
  public Map<String, Object> options(Panel panel) {
    return Tree.of("reduceOptions", Reduction.LAST)
        .with("orientation", "horizontal")
        .with("displayMode", "basic")
        .with("valueMode", "color")
        .with("namePlacement", "auto")
        .with("showUnfilled", true)
        .map();
  }
}
