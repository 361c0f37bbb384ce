package io.github.llmmetrics.stack.promql;

import io.github.llmmetrics.catalogue.LabelDefinition;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A condition on a label of a series.
 *
 * @param label the label's name
 * @param operator {@code =}, {@code !=}, {@code =~} or {@code !~}
 * @param value what the label is compared with, as PromQL reads it within quotes
 */
public record Matcher(String label, String operator, String value) {

  /**
   * Checks that nothing is missing.
   *
   * @param label the label's name
   * @param operator of the comparison
   * @param value what it is compared with
   */
  public Matcher {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(operator, "operator");
    Objects.requireNonNull(value, "value");
  }

  /**
   * The label has one of these values.
   *
   * @param label of the series; if it is closed, all values must be its own
   * @param values one or more, taken literally
   * @return the condition
   */
  public static Matcher is(LabelDefinition label, List<String> values) {
    return literal(label, "", values);
  }

  /**
   * The label has none of these values.
   *
   * @param label of the series; if it is closed, all values must be its own
   * @param values one or more, taken literally
   * @return the condition
   */
  public static Matcher isNot(LabelDefinition label, List<String> values) {
    return literal(label, "!", values);
  }

  /**
   * The label matches a dashboard's variable, of which a person chooses the values.
   *
   * @param label of the series
   * @param variable its name, without the dollar sign
   * @return the condition
   */
  public static Matcher variable(LabelDefinition label, String variable) {
    return new Matcher(label.name(), "=~", "$" + variable);
  }

  /**
   * The label matches a dashboard's variable, or the series does not have it.
   *
   * @param label of some of the series
   * @param variable its name, without the dollar sign
   * @return the condition
   */
  public static Matcher variableOrNone(LabelDefinition label, String variable) {
    // The shorter "$variable|" means the same to Prometheus, and not to VictoriaMetrics.
    return new Matcher(label.name(), "=~", "($" + variable + ")?");
  }

  private static Matcher literal(LabelDefinition label, String negation, List<String> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("label " + label.name() + ": no value");
    }
    if (label.kind() == LabelDefinition.Kind.CLOSED && !label.values().containsAll(values)) {
      throw new IllegalArgumentException(
          "label " + label.name() + ": " + values + " must be among " + label.values());
    }
    if (values.size() == 1) {
      return new Matcher(label.name(), negation.isEmpty() ? "=" : "!=", quoted(values.get(0)));
    }
    String any = values.stream().map(Matcher::literally).collect(Collectors.joining("|"));
    return new Matcher(label.name(), negation.isEmpty() ? "=~" : "!~", quoted(any));
  }

  private static String literally(String value) {
    return value.replaceAll("[\\\\.+*?()|\\[\\]{}^$]", "\\\\$0");
  }

  private static String quoted(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /** The condition as PromQL has it. */
  @Override
  public String toString() {
    return label + operator + "\"" + value + "\"";
  }
}
