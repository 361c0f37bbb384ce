package io.github.llmmetrics.stack.promql;

import io.github.llmmetrics.catalogue.LabelDefinition;
import java.util.List;

/** The series that Prometheus makes itself. */
public final class PrometheusSeries {

  private PrometheusSeries() {}

  /**
   * Whether each target answers its scrapes: 1 or 0.
   *
   * @param jobs whose targets they are
   * @return a vector by job and instance
   */
  public static Vector up(List<String> jobs) {
    return new Vector(
        "up{" + Matcher.is(TargetLabels.JOB, jobs) + "}",
        Vector.Shape.WHOLE,
        List.of(TargetLabels.JOB.name(), TargetLabels.INSTANCE.name()),
        true);
  }

  /**
   * A 1 where a selector has no series at all. It has those labels that the selector asks for by one value each.
   *
   * @param selector what should be there
   * @return one series, or none
   */
  public static Vector absent(Vector selector) {
    return Vector.function("absent", selector.text(), List.of(), true);
  }

  /**
   * The alerts that fire, one series each.
   *
   * @param matchers further conditions
   * @return a vector with the labels of {@link AlertLabels}, the model, the instance and the GPU; one that an alert has not is
   *     empty
   */
  public static Vector firingAlerts(List<Matcher> matchers) {
    StringBuilder conditions = new StringBuilder("alertstate=\"firing\"");
    matchers.forEach(matcher -> conditions.append(',').append(matcher));
    List<String> labels = AlertLabels.ALL.stream().map(LabelDefinition::name).toList();
    return new Vector("ALERTS{" + conditions + "}", Vector.Shape.WHOLE, labels, true);
  }

  /**
   * A constant without labels.
   *
   * @param value finite
   * @return one series
   */
  public static Vector constant(double value) {
    return Vector.function("vector", Numbers.text(value), List.of(), false);
  }
}
