package io.github.llmmetrics.stack.rule;

import java.util.Locale;

/** How urgent an alert is, from a note to a person who is woken. */
public enum Severity {
  /** Worth knowing when one looks. */
  INFO(1),
  /** Somebody looks today. */
  WARNING(2),
  /** Somebody looks now, in working hours or as the team agreed. */
  CRITICAL(3),
  /** Somebody is woken. */
  PAGE(4);

  private final int urgency;

  Severity(int urgency) {
    this.urgency = urgency;
  }

  /**
   * Its place among the severities, by which alerts are sorted.
   *
   * @return 1 for the least to 4 for the most urgent
   */
  public int urgency() {
    return urgency;
  }

  /**
   * The value of the label {@code severity}.
   *
   * @return for example {@code warning}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
