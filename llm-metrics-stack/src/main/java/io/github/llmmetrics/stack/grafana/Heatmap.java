package io.github.llmmetrics.stack.grafana;

import java.util.Map;

/** How many observations fell into each bucket of a histogram over time. The panel's unit is that of the buckets. */
public record Heatmap() implements Visualization {

  /** A column for each point in time, darker where there is more. */
  public static final Heatmap BUCKETS = new Heatmap();

  @Override
  public String type() {
    return "heatmap";
  }

  @Override
  public Size size() {
    return new Size(8, 9);
  }

  @Override
  public String format() {
    return "heatmap";
  }

  @Override
  public Map<String, Object> options(Panel panel) {
    return Tree.of("calculate", false)
        .with("cellGap", 1)
        .with("cellValues", Tree.of("unit", Unit.COUNTS_PER_SECOND.id()).map())
        .with("color", colours())
        .with("exemplars", Tree.of("color", "rgba(255,0,255,0.7)").map())
        // Buckets without an observation stay empty, not pale.
        .with("filterValues", Tree.of("le", 1e-9).map())
        .with("legend", Tree.of("show", true).map())
        .with("rowsFrame", Tree.of("layout", "auto").map())
        .with("showValue", "never")
        .with(
            "tooltip",
            Tree.of("mode", "single")
                .with("showColorScale", true)
                .with("yHistogram", true)
                .map())
        .with(
            "yAxis",
            Tree.of("unit", panel.field().unit().id())
                .with("axisPlacement", "left")
                .with("reverse", false)
                .map())
        .map();
  }

  private static Map<String, Object> colours() {
    return Tree.of("mode", "scheme")
        .with("scheme", "Blues")
        .with("fill", "dark-blue")
        .with("scale", "exponential")
        .with("exponent", 0.5)
        .with("steps", 64)
        .with("reverse", false)
        .map();
  }

  @Override
  public Map<String, Object> custom(Panel panel) {
    return Tree.of("scaleDistribution", Tree.of("type", "linear").map()).map();
  }
}
