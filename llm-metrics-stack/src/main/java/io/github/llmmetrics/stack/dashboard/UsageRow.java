package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.stack.promql.Window.RANGE;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.stack.alert.Measurements;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.Table;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.promql.Window;

/** How the use of the services develops, and what each model has of it. */
final class UsageRow {

  private UsageRow() {}

  static Row of(Scope scope) {
    return Row.of("Usage", requests(scope), tokens(scope), availability(scope), models(scope));
  }

  private static Panel requests(Scope scope) {
    return Panel.of(
            TimeSeries.STACKED,
            "Requests in an hour by model",
            Unit.COUNT,
            "The rhythm of the day and the trend of the week. Order capacity before the peaks reach its limit, not after.")
        .query(
            scope.counter(ApplicationMetrics.REQUESTS).increase(Windows.HOUR).sumBy(MODEL),
            "{{model}}")
        .sized(8, 8);
  }

  private static Panel tokens(Scope scope) {
    return Panel.of(
            TimeSeries.STACKED,
            "Tokens in an hour by model",
            Unit.COUNT,
            "Read and written. If it grows faster than the requests, prompts or answers become longer.")
        .query(
            scope.counter(ApplicationMetrics.TOKENS).increase(Windows.HOUR).sumBy(MODEL),
            "{{model}}")
        .sized(8, 8);
  }

  private static Panel availability(Scope scope) {
    return Panel.of(
            TimeSeries.LINES,
            "Availability in an hour by model",
            Unit.SHARE,
            "Each dip is an hour in which users noticed. Ask for what was learned from it.")
        .query(errorRatio(scope, Windows.HOUR).complement(), "{{model}}")
        .sized(8, 8);
  }

  private static Panel models(Scope scope) {
    Measurements measured = new Measurements(scope);
    return Panel.of(
            Table.of(MODEL).sortedBy("Requests"),
            "Models in the time range",
            Unit.COUNT,
            "What each model did in the chosen time. A model with few requests and a high cost of each is a candidate to be replaced.")
        .column(
            scope.counter(ApplicationMetrics.REQUESTS).increase(RANGE).sumBy(MODEL),
            "Requests",
            Unit.COUNT)
        .column(
            scope.counter(ApplicationMetrics.TOKENS).increase(RANGE).sumBy(MODEL),
            "Tokens",
            Unit.COUNT)
        .column(errorRatio(scope, RANGE).complement(), "Availability", Unit.SHARE)
        .column(measured.latency().mean(RANGE, MODEL), "Mean latency", Unit.SECONDS)
        .column(
            scope.counter(BusinessMetrics.COST).increase(RANGE).sumBy(MODEL), "Cost", Unit.DOLLARS);
  }

  private static Vector errorRatio(Scope scope, Window window) {
    Measurements measured = new Measurements(scope);
    return Vector.ratio(
        measured.badRequests().increase(window).sumBy(MODEL),
        measured.validRequests().increase(window).sumBy(MODEL));
  }
}
