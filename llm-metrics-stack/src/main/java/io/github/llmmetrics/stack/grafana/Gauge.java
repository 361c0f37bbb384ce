package io.github.llmmetrics.stack.grafana;

import java.util.Map;

/** An arc for each series, from the panel's least to its greatest value. */
public record Gauge() implements Visualization {

  /** With the thresholds on its edge. */
  public static final Gauge ARC = new Gauge();

  @Override
  public String type() {
    return "gauge";
  }

  @Override
  public Size size() {
    return new Size(4, 6);
  }

  @Override
  public Map<String, Object> options(Panel panel) {
    return Tree.of("reduceOptions", Reduction.LAST)
        .with("orientation", "auto")
        .with("showThresholdLabels", false)
        .with("showThresholdMarkers", true)
        .map();
  }
}
