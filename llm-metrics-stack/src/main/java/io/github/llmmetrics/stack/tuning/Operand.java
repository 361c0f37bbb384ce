package io.github.llmmetrics.stack.tuning;

import io.github.llmmetrics.stack.alert.AlertDefinition;
import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.alert.Tuning;
import io.github.llmmetrics.stack.promql.Comparison;
import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.promql.parse.Expression.Binary;
import io.github.llmmetrics.stack.promql.parse.PromqlParser;
import io.github.llmmetrics.stack.rule.Condition;
import io.github.llmmetrics.stack.rule.RecordingRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an alert compares with its threshold.
 *
 * @param alert its name
 * @param query the values, where there were events enough, without recording rules: a new Prometheus has none yet
 * @param isHighBad on which side of the threshold the alert is active
 * @param threshold by default
 * @param pending how long before it fires
 */
record Operand(String alert, String query, boolean isHighBad, double threshold, Duration pending) {

  /** Empty for an alert without a threshold of its own. */
  static Optional<Operand> of(AlertDefinition alert, StackSettings settings) {
    Tuning numbers = alert.numbers(settings);
    if (numbers.threshold().isEmpty()) {
      return Optional.empty();
    }
    double threshold = numbers.threshold().getAsDouble();
    return alert.rules(settings).stream()
        .findFirst()
        .map(rule -> new Operand(
            alert.name(),
            query(rule.condition(), numbers.minimumEvents(), settings),
            isHighBad(rule.condition(), threshold),
            threshold,
            numbers.pending().orElse(Duration.ZERO)));
  }

  private static String query(
      Condition condition, OptionalDouble minimumEvents, StackSettings settings) {
    Vector value = unrecorded(condition.operands().get(0), settings);
    if (minimumEvents.isEmpty()) {
      return value.text();
    }
    Vector events = condition.operands().get(1);
    return value
        .and(events.compare(Comparison.AT_LEAST, minimumEvents.getAsDouble()))
        .text();
  }

  private static Vector unrecorded(Vector value, StackSettings settings) {
    return RuleSet.of(settings).recordings().stream()
        .flatMap(group -> group.rules().stream())
        .filter(RecordingRule.class::isInstance)
        .map(rule -> ((RecordingRule) rule).series())
        .filter(series -> series.now().equals(value))
        .findFirst()
        .map(series -> series.value())
        .orElse(value);
  }

  private static boolean isHighBad(Condition condition, double threshold) {
    return PromqlParser.parse(condition.expression().text())
        .all()
        .filter(Binary.class::isInstance)
        .map(Binary.class::cast)
        .filter(Binary::isComparison)
        .filter(binary -> binary.right().constant().equals(OptionalDouble.of(threshold)))
        .findFirst()
        .map(binary -> List.of(">", ">=").contains(binary.operator()))
        .orElse(true);
  }
}
