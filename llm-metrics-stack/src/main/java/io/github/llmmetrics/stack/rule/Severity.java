package io.github.llmmetrics.stack.rule;

import java.util.Locale;

/** How urgent an alert is, from a note to a person who is woken. */
public enum Severity {
  /** Worth knowing when one looks. */
  INFO,
  /** Somebody looks today. */
  WARNING,
  /** Somebody looks now, in working hours or as the team agreed. */
  CRITICAL,
  /** Somebody is woken. */
  PAGE;

  /**
   * The value of the label {@code severity}.
   *
   * @return for example {@code warning}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
