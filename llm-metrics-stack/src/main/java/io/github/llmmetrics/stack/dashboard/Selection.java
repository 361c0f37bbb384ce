package io.github.llmmetrics.stack.dashboard;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.stack.grafana.Variable;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a person chooses on a dashboard.
 *
 * @param variables the lists to choose from, each of what is left by those before it
 */
record Selection(List<Variable> variables) {

  private static final Selection NOTHING = new Selection(List.of());

  /** Services and their models. */
  static final Selection SERVICE = NOTHING
      .by("Job", TargetLabels.JOB, ApplicationMetrics.REQUESTS)
      .by("Instance", TargetLabels.INSTANCE, ApplicationMetrics.REQUESTS)
      .by("Model", LabelDefinitions.MODEL, ApplicationMetrics.REQUESTS);

  /** Services, their models and customers. */
  static final Selection CUSTOMER =
      SERVICE.by("Customer", LabelDefinitions.CUSTOMER_ID, BusinessMetrics.CUSTOMER_REQUESTS);

  /** Machines and their GPUs. */
  static final Selection GPU = NOTHING
      .by("Job", TargetLabels.JOB, SystemMetrics.GPU_MEMORY_USED)
      .by("Instance", TargetLabels.INSTANCE, SystemMetrics.GPU_MEMORY_USED)
      .by("GPU", LabelDefinitions.GPU_ID, SystemMetrics.GPU_MEMORY_USED);

  /** Models only: what is recorded by rules has no other label of a service. */
  static final Selection MODEL =
      NOTHING.by("Model", LabelDefinitions.MODEL, ApplicationMetrics.REQUESTS);

  private Selection by(String title, LabelDefinition label, MetricDefinition metric) {
    Variable variable = new Variable(title, label, metric, scope());
    return new Selection(Stream.concat(variables.stream(), Stream.of(variable)).toList());
  }

  /** The series that were chosen. */
  Scope scope() {
    return new Scope(variables.stream().map(Variable::matcher).toList());
  }

  Variable variable(LabelDefinition label) {
    return variables.stream()
        .filter(variable -> variable.label().equals(label))
        .findFirst()
        .orElseThrow();
  }
}
