package io.github.llmmetrics.stack.engine;

import io.github.llmmetrics.stack.promql.Numbers;
import java.util.List;

/** How an engine's number becomes one in the catalogue's unit. */
enum Conversion {
  /** The units are the same. */
  NONE("", 1),
  /** A share becomes a percentage. */
  RATIO("ratio → percent", 100),
  /** Milliseconds become seconds; of a histogram its bounds, too. */
  MILLISECONDS("ms → s", 0.001),
  /** Millijoules become joules. */
  MILLIJOULES("mJ → J", 0.001),
  /** Mebibytes become bytes. */
  MEBIBYTES("MiB → bytes", 1 << 20),
  /** Megahertz become hertz. */
  MEGAHERTZ("MHz → Hz", 1e6),
  /** Whatever the number is, it becomes 1: only the labels count. */
  PRESENCE("always 1", 0);

  /**
   * Makes seconds of a number of milliseconds, written as Prometheus writes a bound. First the digits are brought behind a
   * point, from the shortest number to the longest so that none is taken for another; then zeros are taken away.
   */
  private static final List<LabelChange> BOUNDS = List.of(
      bound("(\\d)(?:\\.(\\d+))?", "0.00$1$2"),
      bound("(\\d{2})(?:\\.(\\d+))?", "0.0$1$2"),
      bound("(\\d{3})(?:\\.(\\d+))?", "0.$1$2"),
      bound("(\\d+)(\\d{3})(?:\\.(\\d+))?", "$1.$2$3"),
      bound("(\\d+\\.\\d*[1-9])0+", "$1"),
      bound("(\\d+)\\.0+", "$1.0"));

  private final String label;
  private final double factor;

  Conversion(String label, double factor) {
    this.label = label;
    this.factor = factor;
  }

  private static LabelChange bound(String milliseconds, String seconds) {
    return new LabelChange("le", seconds, "le", milliseconds);
  }

  /** What it does, in a table; empty where it does nothing. */
  String label() {
    return label;
  }

  /** The number, converted. */
  String of(String expression) {
    return switch (this) {
      case NONE -> expression;
      case PRESENCE -> expression + " * 0 + 1";
      default -> expression + " * " + Numbers.text(factor);
    };
  }

  /** What it does to the bounds of a histogram's buckets. */
  List<LabelChange> bounds() {
    return this == MILLISECONDS ? BOUNDS : List.of();
  }
}
