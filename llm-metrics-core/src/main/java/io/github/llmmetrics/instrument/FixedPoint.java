package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.MetricUnit;

/** How fine a sum of a unit is kept, so that adding is a single addition of whole steps and never drifts. */
final class FixedPoint {

  /** Nanoseconds. */
  static final double STEPS_PER_SECOND = 1e9;

  private FixedPoint() {}

  /**
   * Steps of one unit. A duration is measured in nanoseconds anyway; a request can cost a millionth of a dollar, of which
   * a millionth must not be lost; what is counted is whole, but for a mean that somebody may observe.
   */
  static double stepsPerUnit(MetricUnit unit) {
    return switch (unit) {
      case SECONDS, UNIX_SECONDS -> STEPS_PER_SECOND;
      case DOLLARS, SCORE, PERCENT -> 1e12;
      default -> 1e6;
    };
  }
}
