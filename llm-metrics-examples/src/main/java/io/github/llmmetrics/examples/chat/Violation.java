package io.github.llmmetrics.examples.chat;

import java.util.Arrays;
import java.util.Locale;

/** A rule that a text can break: what the safety filter found, and why the service then refuses. */
enum Violation {
  /** An attempt to override the operator's instructions. */
  PROMPT_INJECTION("security"),
  /** Somebody's personal data. */
  PII("privacy"),
  /** Foul language. */
  PROFANITY("conduct");

  private final String reason;

  Violation(String reason) {
    this.reason = reason;
  }

  /** The label value of the safety trigger. */
  String category() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The label value of the refusal. */
  String reason() {
    return reason;
  }

  static String[] categories() {
    return Arrays.stream(values()).map(Violation::category).toArray(String[]::new);
  }

  static String[] reasons() {
    return Arrays.stream(values()).map(Violation::reason).toArray(String[]::new);
  }
}
