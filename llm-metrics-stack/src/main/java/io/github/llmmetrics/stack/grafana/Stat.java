package io.github.llmmetrics.stack.grafana;

import java.util.Map;

/**
 * One big number for each series.
 *
 * @param hasSparkline whether a line behind it shows how it came about
 */
public record Stat(boolean hasSparkline) implements Visualization {

  /** A number and the line behind it. */
  public static final Stat SPARKLINE = new Stat(true);

  /** A number alone, for one that covers a time of its own. */
  public static final Stat NUMBER = new Stat(false);

  @Override
  public String type() {
    return "stat";
  }

  @Override
  public Size size() {
    return new Size(4, 4);
  }

  @Override
  public Map<String, Object> options(Panel panel) {
    return Tree.of("reduceOptions", Reduction.LAST)
        .with("orientation", "auto")
        .with("textMode", "auto")
        .with("colorMode", "value")
        .with("graphMode", hasSparkline ? "area" : "none")
        .with("justifyMode", "auto")
        .with("wideLayout", true)
        .with("showPercentChange", false)
        .map();
  }
}
