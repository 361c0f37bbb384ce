package io.github.llmmetrics.stack.alert;

import java.time.Duration;

/**
 * Two windows that must both see the budget burn: the long one says that it matters, the short one that it goes on. From the
 * recommended parameters of the SRE Workbook's chapter on alerting on SLOs.
 *
 * @param longWindow the long one
 * @param shortWindow the short one
 * @param budgetShare what share of the period's budget is gone when it burnt so for the long window
 * @param pending how long both must see it
 */
record BurnWindows(
    Duration longWindow, Duration shortWindow, double budgetShare, Duration pending) {

  static final BurnWindows HOUR =
      new BurnWindows(Duration.ofHours(1), Duration.ofMinutes(5), 0.02, Duration.ofMinutes(2));
  static final BurnWindows SIX_HOURS =
      new BurnWindows(Duration.ofHours(6), Duration.ofMinutes(30), 0.05, Duration.ofMinutes(15));
  static final BurnWindows DAY =
      new BurnWindows(Duration.ofDays(1), Duration.ofHours(2), 0.1, Duration.ofHours(1));
  static final BurnWindows THREE_DAYS =
      new BurnWindows(Duration.ofDays(3), Duration.ofHours(6), 0.1, Duration.ofHours(3));

  /** Whether a budget can burn so fast at all: no more than all events can be bad. */
  boolean canSee(double errorBudget, Duration period) {
    return factor(period) * errorBudget < 1;
  }

  /** How many times faster than the period allows the budget burns: 14.4, 6, 3 and 1 for 30 days. */
  double factor(Duration period) {
    return budgetShare * period.toHours() / longWindow.toHours();
  }
}
