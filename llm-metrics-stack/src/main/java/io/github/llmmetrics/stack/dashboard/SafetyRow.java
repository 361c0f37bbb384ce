package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.REFUSAL_REASON;
import static io.github.llmmetrics.catalogue.LabelDefinitions.SAFETY_CATEGORY;
import static io.github.llmmetrics.stack.promql.Window.RATE_INTERVAL;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.Direction;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.ModelMetrics;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.Vector;

/** What a model will not answer, and what filters stop. Empty for a service that tells neither. */
final class SafetyRow {

  private SafetyRow() {}

  static Row of(Scope scope, Alerts alerts) {
    return Row.of(
        "Refusals and safety",
        perRequest(
            scope,
            ModelMetrics.REFUSALS,
            "Refusals per request, over an hour",
            "Too many: the model is too careful, or is asked for what it must not do. Read some of the prompts."),
        refusals(scope),
        alerts.watching(
            perRequest(
                scope,
                ModelMetrics.SAFETY_TRIGGERS,
                "Safety triggers per request, over an hour",
                "What the safety alerts watch; their thresholds are the lines. A sudden rise: an attack or one customer's use; "
                    + "a step: a new prompt, or a filter that changed."),
            Direction.HIGH_IS_BAD,
            "LLMHighSafetyTriggerRate",
            "LLMHighSafetyTriggerRateCritical"),
        safetyTriggers(scope));
  }

  private static Panel perRequest(
      Scope scope, MetricDefinition metric, String title, String description) {
    Vector events = scope.counter(metric).rate(Windows.HOUR).sumBy(MODEL);
    Vector requests =
        scope.counter(ApplicationMetrics.REQUESTS).rate(Windows.HOUR).sumBy(MODEL);
    return Panel.of(TimeSeries.LINES, title, Unit.SHARE, description)
        .query(Vector.ratio(events, requests).and(events), "{{model}}");
  }

  private static Panel refusals(Scope scope) {
    return Panel.of(
            TimeSeries.STACKED,
            "Refusals by reason",
            Unit.REQUESTS_PER_SECOND,
            "Why the models refused. A reason that grows tells which instruction to change.")
        .query(
            scope.counter(ModelMetrics.REFUSALS).rate(RATE_INTERVAL).sumBy(REFUSAL_REASON),
            "{{reason}}");
  }

  private static Panel safetyTriggers(Scope scope) {
    return Panel.of(
            TimeSeries.STACKED,
            "Safety triggers by category",
            Unit.COUNTS_PER_SECOND,
            "What the filters found. Look at the category that grows first, and at who sends it.")
        .query(
            scope.counter(ModelMetrics.SAFETY_TRIGGERS).rate(RATE_INTERVAL).sumBy(SAFETY_CATEGORY),
            "{{category}}");
  }
}
