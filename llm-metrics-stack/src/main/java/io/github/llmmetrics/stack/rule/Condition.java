package io.github.llmmetrics.stack.rule;

import io.github.llmmetrics.stack.promql.Comparison;
import io.github.llmmetrics.stack.promql.Vector;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * When an alert is active: for every series that the expression returns.
 *
 * @param expression the whole condition
 * @param operands what is compared in it: each must have series on a healthy system, or the alert is blind
 * @param threshold what the first operand is compared with, to be drawn as a line; empty where a line says nothing
 */
public record Condition(Vector expression, List<Vector> operands, OptionalDouble threshold) {

  /**
   * Copies the list.
   *
   * @param expression the whole condition
   * @param operands what is compared
   * @param threshold a line on a panel
   */
  public Condition {
    operands = List.copyOf(operands);
  }

  /**
   * A value on one side of a threshold.
   *
   * @param value what is compared
   * @param comparison which side is bad
   * @param threshold what it is compared with
   * @return the condition
   */
  public static Condition of(Vector value, Comparison comparison, double threshold) {
    return new Condition(
        value.compare(comparison, threshold), List.of(value), OptionalDouble.of(threshold));
  }

  /**
   * Asks for a number of events besides: one failure of three is no error rate.
   *
   * @param events how many there were
   * @param minimum how many there must be
   * @return the stricter condition
   */
  public Condition withEvents(Vector events, double minimum) {
    return new Condition(
        expression.and(events.compare(Comparison.AT_LEAST, minimum)),
        Stream.concat(operands.stream(), Stream.of(events)).toList(),
        threshold);
  }

  /**
   * This and another one, both.
   *
   * @param other the other one
   * @return the stricter condition, with the threshold of this
   */
  public Condition and(Condition other) {
    return new Condition(expression.and(other.expression), both(other), threshold);
  }

  /**
   * This or another one.
   *
   * @param other the other one
   * @return the weaker condition, with the threshold of this
   */
  public Condition or(Condition other) {
    return new Condition(expression.or(other.expression), both(other), threshold);
  }

  private List<Vector> both(Condition other) {
    return Stream.concat(operands.stream(), other.operands.stream()).distinct().toList();
  }
}
