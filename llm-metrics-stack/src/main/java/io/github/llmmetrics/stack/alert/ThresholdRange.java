package io.github.llmmetrics.stack.alert;

import java.util.OptionalDouble;

/** What a threshold may be, by the kind of its value: another number would make an alert that always or never fires. */
enum ThresholdRange {
  /** A share of something. */
  SHARE(0, 1, "0 to 1, as a share"),
  /** A share of something, in percent. */
  PERCENT(0, 100, "0 to 100, in percent"),
  /** A time. */
  SECONDS(Double.MIN_VALUE, Double.MAX_VALUE, "above 0, in seconds"),
  /** How many there are. */
  COUNT(0, Double.MAX_VALUE, "0 or more"),
  /** What a device may have before it turns itself off. */
  CELSIUS(1, 150, "1 to 150, in degrees Celsius");

  private final double least;
  private final double most;
  private final String text;

  ThresholdRange(double least, double most, String text) {
    this.least = least;
    this.most = most;
    this.text = text;
  }

  /** Refuses a threshold that is not in it. */
  void require(OptionalDouble threshold) {
    threshold.ifPresent(
        value -> Settings.require(value >= least && value <= most, "threshold", value, text));
  }
}
