package io.github.llmmetrics.stack.rule;

import java.util.Map;

/** A rule of a rule file. */
public interface Rule {

  /**
   * The rule as a rule file has it.
   *
   * @return keys and values, in their order
   */
  Map<String, Object> tree();
}
