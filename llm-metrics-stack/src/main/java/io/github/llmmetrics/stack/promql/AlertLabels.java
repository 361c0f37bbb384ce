package io.github.llmmetrics.stack.promql;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import java.util.List;

/** The labels of an alert. */
public final class AlertLabels {

  /** Its name. */
  public static final LabelDefinition ALERT_NAME = bounded("alertname");

  /** How urgent it is. */
  public static final LabelDefinition SEVERITY = bounded("severity");

  /** What is wrong, in a word. */
  public static final LabelDefinition SYMPTOM = bounded("symptom");

  /** Every label that an alert may have; one that it has not is empty. */
  static final List<LabelDefinition> ALL = List.of(
      ALERT_NAME,
      SEVERITY,
      SYMPTOM,
      LabelDefinitions.MODEL,
      LabelDefinitions.GPU_ID,
      TargetLabels.INSTANCE);

  private AlertLabels() {}

  private static LabelDefinition bounded(String name) {
    return new LabelDefinition(name, LabelDefinition.Kind.BOUNDED, List.of());
  }
}
