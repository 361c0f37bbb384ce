package io.github.llmmetrics.stack.grafana;

import java.util.List;
import java.util.Map;

/** How a panel shows its values. */
public sealed interface Visualization permits BarGauge, Gauge, Heatmap, Stat, Table, TimeSeries {

  /**
   * The kind of panel.
   *
   * @return as Grafana names it
   */
  String type();

  /**
   * The room that it takes if a panel sets no other.
   *
   * @return columns and rows
   */
  Size size();

  /**
   * The form in which it needs the result of a query.
   *
   * @return as Grafana names it
   */
  default String format() {
    return "time_series";
  }

  /**
   * Where the colour of a value comes from.
   *
   * @return as Grafana names it
   */
  default String colourMode() {
    return "thresholds";
  }

  /**
   * The colour in which a threshold's colour is shown.
   *
   * @param colour of a step
   * @return the same, unless it means something else here
   */
  default Colour shown(Colour colour) {
    return colour;
  }

  /**
   * Its own options.
   *
   * @param panel that it belongs to
   * @return as Grafana has them
   */
  Map<String, Object> options(Panel panel);

  /**
   * Its own options of each field.
   *
   * @param panel that it belongs to
   * @return as Grafana has them
   */
  default Map<String, Object> custom(Panel panel) {
    return Map.of();
  }

  /**
   * What is done to the results before they are shown.
   *
   * @param panel that it belongs to
   * @return as Grafana has them
   */
  default List<Map<String, Object>> transformations(Panel panel) {
    return List.of();
  }
}
