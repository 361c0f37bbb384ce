package io.github.llmmetrics.stack.alert;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import java.time.Duration;

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
   * @param availability between 0 and 1
   * @param latency between 0 and 1
   * @param latencySeconds a service-level bound
   * @param period 7 to 90 days
   */
  public Objectives {
    requireShare("objectives.availability", availability);
    requireShare("objectives.latency", latency);
    if (!ApplicationMetrics.REQUEST_LATENCY.requiredBounds().contains(latencySeconds)) {
      throw new IllegalArgumentException("objectives.latency_seconds: " + latencySeconds
          + " must be among " + ApplicationMetrics.REQUEST_LATENCY.requiredBounds());
    }
    if (period.toDays() < 7
        || period.toDays() > 90
        || !period.equals(Duration.ofDays(period.toDays()))) {
      throw new IllegalArgumentException(
          "objectives.period: " + period + " must be 7 to 90 whole days");
    }
  }

  private static void requireShare(String setting, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(setting + ": " + value + " must be between 0 and 1");
    }
  }
}
