package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.ERROR_TYPE;
import static io.github.llmmetrics.stack.promql.Window.RATE_INTERVAL;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.Direction;
import io.github.llmmetrics.stack.alert.Measurements;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Scope;

/** What fails, and why. */
final class ErrorsRow {

  private ErrorsRow() {}

  static Row of(Scope scope, Alerts alerts) {
    Panel byModel = Panel.of(
            TimeSeries.LINES,
            "Error rate by model",
            Unit.SHARE,
            "What the error alerts watch; their thresholds are the lines. One model: look at what was deployed; all of them: "
                + "look at what they share.")
        .query(new Measurements(scope).errorRatio(RATE_INTERVAL), "{{model}}")
        .valueLink(Links.TO_MODEL);
    Panel byType = Panel.of(
            TimeSeries.STACKED,
            "Errors by type",
            Unit.REQUESTS_PER_SECOND,
            "The cause, from a closed set. out_of_memory: fewer concurrent sequences; overloaded, rate_limit: more replicas; "
                + "connection: the network or the engine's process.")
        .query(
            scope.counter(ApplicationMetrics.REQUEST_ERRORS).rate(RATE_INTERVAL).sumBy(ERROR_TYPE),
            "{{error_type}}");
    return Row.of(
        "Errors",
        alerts.watching(
            byModel, Direction.HIGH_IS_BAD, "LLMHighErrorRate", "LLMHighErrorRateCritical"),
        alerts.linking(byType, "LLMServiceDown"));
  }
}
