package io.github.llmmetrics.stack.rule;

import java.util.Map;

/** A rule of a rule file. */
public sealed interface Rule permits AlertRule, RecordingRule {

  /**
   * The rule as a rule file has it.
   *
   * @return keys and values, in their order
   */
  Map<String, Object> tree();
}
