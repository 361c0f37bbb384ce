package io.github.llmmetrics.stack.alert;

import io.github.llmmetrics.stack.rule.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the conditions of an alert, each of which becomes a rule.
 *
 * @param condition when it is active
 * @param pending instead of the alert's own
 * @param symptom instead of the alert's own
 * @param labels that tell it from the others
 */
record Variant(
    Condition condition,
    Optional<Duration> pending,
    Optional<String> symptom,
    Map<String, String> labels) {

  static List<Variant> only(Condition condition) {
    return List.of(new Variant(condition, Optional.empty(), Optional.empty(), Map.of()));
  }
}
