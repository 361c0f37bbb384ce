package io.github.llmmetrics.stack.promql;

import io.github.llmmetrics.catalogue.LabelDefinition;
import java.util.List;

/** The labels that Prometheus gives to every series that it scrapes. */
public final class TargetLabels {

  /** The job: which kind of target. */
  public static final LabelDefinition JOB = bounded("job");

  /** The instance: which target, by host and port. */
  public static final LabelDefinition INSTANCE = bounded("instance");

  /** Both. */
  public static final List<LabelDefinition> ALL = List.of(JOB, INSTANCE);

  private TargetLabels() {}

  private static LabelDefinition bounded(String name) {
    return new LabelDefinition(name, LabelDefinition.Kind.BOUNDED, List.of());
  }
}
