package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.TOKEN_TYPE;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.catalogue.Direction;
import io.github.llmmetrics.stack.alert.Measurements;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.grafana.Colour;
import io.github.llmmetrics.stack.grafana.Dashboard;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.Stat;
import io.github.llmmetrics.stack.grafana.ThresholdSteps;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.Vector;
import java.util.Map;
import java.util.TreeMap;

/** What the services did in a day, for whom, and what it cost. */
final class ExecutiveDashboard {

  static final String UID = "llm-exec";

  private static final Selection SELECTION = Selection.CUSTOMER;
  private static final Scope SCOPE = SELECTION.scope();
  private static final Measurements MEASURED = new Measurements(SCOPE);
  private static final String LAST_DAY = "Last 24 hours";

  private ExecutiveDashboard() {}

  static Dashboard of(StackSettings settings) {
    return Dashboard.named(UID, "LLM Executive Summary")
        .describedAs(
            "For who answers for the services: how much they are used, whether they keep their promise, what they cost "
                + "and who uses them. Single numbers are of the last 24 hours up to the end of the time range.")
        .tags(Links.TAG, "monitoring", "executive")
        .from("now-7d")
        .link(Links.OTHER_DASHBOARDS)
        .variables(SELECTION.variables())
        .annotation(FiringAlerts.annotation(SELECTION))
        .row(lastDay(settings))
        .row(UsageRow.of(SCOPE))
        .row(CustomersRow.of(SCOPE))
        .row(CostRow.of(SCOPE))
        .row(FiringAlerts.row(SELECTION, settings))
        .build();
  }

  private static Row lastDay(StackSettings settings) {
    return Row.of(
        LAST_DAY,
        requests(),
        tokens(),
        availability(settings),
        latency(),
        cost(),
        costPerRequest());
  }

  private static Panel requests() {
    return Panel.of(
            Stat.NUMBER,
            "Requests, 24 h",
            Unit.COUNT,
            "Requests that ended, of every status. Compare with the trend below before you conclude something from one day.")
        .instant(
            SCOPE.counter(ApplicationMetrics.REQUESTS).increase(Windows.DAY).sumBy(), "Requests");
  }

  private static Panel tokens() {
    return Panel.of(
            Stat.NUMBER,
            "Tokens, 24 h",
            Unit.COUNT,
            "Read and written. Capacity and cost follow tokens, not requests: plan with this number.")
        .instant(
            SCOPE.counter(ApplicationMetrics.TOKENS).increase(Windows.DAY).sumBy(TOKEN_TYPE),
            "{{type}}");
  }

  private static Panel availability(StackSettings settings) {
    Vector bad = MEASURED.badRequests().increase(Windows.DAY).sumBy();
    Vector valid = MEASURED.validRequests().increase(Windows.DAY).sumBy();
    return Panel.of(
            Stat.NUMBER,
            "Availability, 24 h",
            Unit.SHARE,
            "The share of valid requests that were not bad (error, timeout, rejected). Red: below the objective of the month; "
                + "the dashboard on objectives says how much of the budget is left.")
        .instant(Vector.ratio(bad, valid).complement(), "Availability")
        .decimals(3)
        .thresholds(ThresholdSteps.of(
            Direction.LOW_IS_BAD,
            new TreeMap<>(Map.of(settings.objectives().availability(), Colour.RED)),
            ThresholdSteps.Line.DASHED));
  }

  private static Panel latency() {
    return Panel.of(
            Stat.NUMBER,
            "Mean latency, 24 h",
            Unit.SECONDS,
            "Of requests that were served or timed out. It follows the length of answers: longer ones are no fault. "
                + "For the slowest requests see the operations dashboard.")
        .instant(MEASURED.latency().mean(Windows.DAY), "Mean latency")
        .thresholds(ThresholdSteps.attention(ApplicationMetrics.REQUEST_LATENCY));
  }

  private static Panel cost() {
    return Panel.of(
            Stat.NUMBER,
            "Cost, 24 h",
            Unit.DOLLARS,
            "Estimated from tokens and the price table. Empty: no price table was given. See below what the estimate leaves out.")
        .instant(SCOPE.counter(BusinessMetrics.COST).increase(Windows.DAY).sumBy(), "Cost");
  }

  private static Panel costPerRequest() {
    return Panel.of(
            Stat.NUMBER,
            "Mean cost of a request, 24 h",
            Unit.DOLLARS,
            "If it grows, prompts or answers became longer, or traffic moved to a dearer model: compare models below.")
        .instant(SCOPE.histogram(BusinessMetrics.REQUEST_COST).mean(Windows.DAY), "Cost")
        .decimals(4);
  }
}
