package io.github.llmmetrics.stack.alert;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.stack.promql.Numbers;
import java.time.Duration;
import java.util.List;

/**
 * What a service promises, over a period.
 *
 * @param availability the share of valid requests that must not be bad, between 0 and 1
 * @param latency the share of served requests that must end in time, between 0 and 1
 * @param latencySeconds in what time: a bound that the latency histogram keeps whatever its buckets are set to
 * @param period over which the error budget is counted, whole days
 */
public record Objectives(
    double availability, double latency, double latencySeconds, Duration period) {

  /** 99.9 % available; 95 % within 5 s; over 30 days. */
  public static final Objectives DEFAULT = new Objectives(0.999, 0.95, 5, Duration.ofDays(30));

  /**
   * Checks the ranges.
   *
   * @param availability below 1, and high enough for a burning budget to be seen within hours: for 30 days above 0.8334
   * @param latency the same
   * @param latencySeconds a service-level bound
   * @param period 7 to 90 days
   */
  public Objectives {
    List<Double> bounds = ApplicationMetrics.REQUEST_LATENCY.requiredBounds();
    Settings.require(
        bounds.contains(latencySeconds),
        "objectives.latency_seconds",
        latencySeconds,
        "among " + bounds);
    long days = period.toDays();
    Settings.require(
        days >= 7 && days <= 90 && period.equals(Duration.ofDays(days)),
        "objectives.period",
        period,
        "7 to 90 whole days");
    requireShare("objectives.availability", availability, period);
    requireShare("objectives.latency", latency, period);
  }

  /** Refuses an objective whose budget is so large that nobody could be paged for burning it. */
  private static void requireShare(String setting, double value, Duration period) {
    double least = Math.ceil((1 - 1 / BurnWindows.SIX_HOURS.factor(period)) * 10_000) / 10_000;
    Settings.require(
        value > least && value < 1,
        setting,
        value,
        "above " + Numbers.text(least) + " and below 1, for " + period.toDays() + " days");
  }
}
