package io.github.llmmetrics.stack.grafana;

import java.util.List;
import java.util.Map;

/**
 * The legend of a time series.
 *
 * @param mode how it lists the series
 * @param placement where it is
 * @param calculations what it says of each series, as Grafana names it: {@code mean}, {@code max}, {@code lastNotNull}
 */
public record Legend(Mode mode, Placement placement, List<String> calculations) {

  /** Names only, below. */
  public static final Legend LIST = new Legend(Mode.LIST, Placement.BOTTOM, List.of());

  /** A table below: mean, maximum and last value of each series. */
  public static final Legend TABLE =
      new Legend(Mode.TABLE, Placement.BOTTOM, List.of("mean", "max", "lastNotNull"));

  /** A table on the right, for many series. */
  public static final Legend SIDE =
      new Legend(Mode.TABLE, Placement.RIGHT, List.of("max", "lastNotNull"));

  /** How a legend lists the series. */
  public enum Mode {
    /** Names in a line. */
    LIST("list"),
    /** A row for each series. */
    TABLE("table");

    private final String id;

    Mode(String id) {
      this.id = id;
    }
  }

  /** Where a legend is. */
  public enum Placement {
    /** Below the graph. */
    BOTTOM("bottom"),
    /** Beside the graph. */
    RIGHT("right");

    private final String id;

    Placement(String id) {
      this.id = id;
    }
  }

  /**
   * Copies the list.
   *
   * @param mode how it lists the series
   * @param placement where it is
   * @param calculations what it says of each series
   */
  public Legend {
    calculations = List.copyOf(calculations);
  }

  Map<String, Object> tree() {
    return Tree.of("calcs", calculations)
        .with("displayMode", mode.id)
        .with("placement", placement.id)
        .with("showLegend", true)
        .map();
  }
}
