package io.github.llmmetrics.stack.grafana;

import java.util.Map;

/**
 * Values over time, a line for each series. Thresholds are lines across it.
 *
 * @param isStacked whether the series add up to a whole
 * @param scale of the vertical axis
 * @param legend which series there are
 */
public record TimeSeries(boolean isStacked, Scale scale, Legend legend) implements Visualization {

  /** Lines. */
  public static final TimeSeries LINES = new TimeSeries(false, Scale.LINEAR, Legend.LIST);

  /** Areas upon each other, for parts of a whole. */
  public static final TimeSeries STACKED = new TimeSeries(true, Scale.LINEAR, Legend.LIST);

  /** The scale of a vertical axis. */
  public enum Scale {
    /** Equal steps. */
    LINEAR,
    /** Equal factors, and 0: for values that differ by orders of magnitude. */
    SYMLOG;

    private Map<String, Object> distribution() {
      return this == LINEAR
          ? Tree.of("type", "linear").map()
          : Tree.of("type", "symlog").with("log", 10).with("linearThreshold", 1).map();
    }
  }

  /**
   * The same with another legend.
   *
   * @param legend which series there are
   * @return a new visualization
   */
  public TimeSeries legend(Legend legend) {
    return new TimeSeries(isStacked, scale, legend);
  }

  /**
   * The same with another scale.
   *
   * @param scale of the vertical axis
   * @return a new visualization
   */
  public TimeSeries scale(Scale scale) {
    return new TimeSeries(isStacked, scale, legend);
  }

  @Override
  public String type() {
    return "timeseries";
  }

  @Override
  public Size size() {
    return new Size(12, 8);
  }

  @Override
  public String colourMode() {
    return "palette-classic";
  }

  /** Nothing is drawn where all is well. */
  @Override
  public Colour shown(Colour colour) {
    return colour == Colour.GREEN || colour == Colour.TEXT ? Colour.TRANSPARENT : colour;
  }

  @Override
  public Map<String, Object> options(Panel panel) {
    return Tree.of("legend", legend.tree())
        .with("tooltip", Tree.of("mode", "multi").with("sort", "desc").map())
        .map();
  }

  @Override
  public Map<String, Object> custom(Panel panel) {
    ThresholdSteps thresholds = panel.field().thresholds();
    String thresholdMode =
        thresholds.steps().isEmpty() ? "off" : thresholds.line().mode();
    return Tree.of("drawStyle", "line")
        .with("lineWidth", 1)
        .with("fillOpacity", isStacked ? 30 : 0)
        .with("showPoints", "auto")
        .with("spanNulls", false)
        .with(
            "stacking",
            Tree.of("mode", isStacked ? "normal" : "none").with("group", "A").map())
        .with("scaleDistribution", scale.distribution())
        .with("thresholdsStyle", Tree.of("mode", thresholdMode).map())
        .map();
  }
}
