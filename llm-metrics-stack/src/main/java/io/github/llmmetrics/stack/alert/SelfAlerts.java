package io.github.llmmetrics.stack.alert;

import static io.github.llmmetrics.catalogue.LabelDefinitions.CALLBACK_SOURCE;
import static io.github.llmmetrics.catalogue.LabelDefinitions.DROP_REASON;
import static io.github.llmmetrics.catalogue.LabelDefinitions.METRIC;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.STATUS;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.SelfMetrics;
import io.github.llmmetrics.stack.promql.Comparison;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.rule.Condition;
import io.github.llmmetrics.stack.rule.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The library itself: what it cannot record, nobody sees. */
final class SelfAlerts {

  private static final double BUDGET_SHARE = 0.9;

  static final List<AlertDefinition> ALL = List.of(AlertDefinition.named("LLMMetricsUnhealthy")
      .in(AlertGroup.SELF, Severity.WARNING, "metrics")
      .says(
          "The metrics of {{ $labels.instance }} are not whole: {{ $labels.cause }}",
          "What {{ $labels.instance }} shows of itself lacks something ({{ $labels.cause }}): other alerts may be blind.")
      .shownOn("llm-ops")
      .when(
          Tuning.of(Duration.ofMinutes(15)).over(Duration.ofMinutes(15)),
          context -> List.of(
              any("records dropped", dropped(context)),
              any("callbacks failing", callbackFailures(context)),
              variant(
                  "series budget nearly used",
                  Condition.of(budgetUsed(), Comparison.ABOVE, BUDGET_SHARE)),
              any("requests abandoned", abandoned(context)))));

  private SelfAlerts() {}

  private static Variant any(String cause, Vector count) {
    return variant(cause, Condition.of(count, Comparison.ABOVE, 0));
  }

  private static Variant variant(String cause, Condition condition) {
    return new Variant(condition, Optional.empty(), Optional.empty(), Map.of("cause", cause));
  }

  private static Vector dropped(AlertContext context) {
    // Not what a client does that hangs up: tokens of its request are on their way for a moment.
    return Scope.ALL
        .counter(SelfMetrics.METRICS_DROPPED)
        .whereNot(DROP_REASON, "after_end", "unknown_id")
        .increase(context.window())
        .sumBy(TargetLabels.INSTANCE, DROP_REASON);
  }

  private static Vector callbackFailures(AlertContext context) {
    return Scope.ALL
        .counter(SelfMetrics.CALLBACK_FAILURES)
        .increase(context.window())
        .sumBy(TargetLabels.INSTANCE, CALLBACK_SOURCE);
  }

  private static Vector budgetUsed() {
    return Scope.ALL
        .gauge(SelfMetrics.METRICS_SERIES)
        .now()
        .maxBy(TargetLabels.INSTANCE, METRIC)
        .dividedBy(Scope.ALL
            .gauge(SelfMetrics.METRICS_SERIES_LIMIT)
            .now()
            .maxBy(TargetLabels.INSTANCE, METRIC));
  }

  private static Vector abandoned(AlertContext context) {
    return Scope.ALL
        .counter(ApplicationMetrics.REQUESTS)
        .where(STATUS, "abandoned")
        .increase(context.window())
        .sumBy(TargetLabels.INSTANCE, MODEL);
  }
}
