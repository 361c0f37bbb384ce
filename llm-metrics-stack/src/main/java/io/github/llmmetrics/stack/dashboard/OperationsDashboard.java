package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.TOKEN_TYPE;
import static io.github.llmmetrics.stack.promql.Window.RATE_INTERVAL;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.stack.alert.Measurements;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.grafana.Dashboard;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.Stat;
import io.github.llmmetrics.stack.grafana.ThresholdSteps;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.Vector;

/** Whether the services work now, and where to look if not. */
final class OperationsDashboard {

  static final String UID = "llm-ops";

  private static final Selection SELECTION = Selection.SERVICE;
  private static final Scope SCOPE = SELECTION.scope();
  private static final Measurements MEASURED = new Measurements(SCOPE);

  private OperationsDashboard() {}

  static Dashboard of(StackSettings settings) {
    Alerts alerts = new Alerts(settings);
    return Dashboard.named(UID, "LLM Operations")
        .describedAs(
            "For who is on call: do the services work now, and if not, where does the time go? "
                + "Read it from top to bottom: what users feel, then the engine, then the hardware.")
        .tags(Links.TAG, "monitoring", "operations")
        .link(Links.OTHER_DASHBOARDS)
        .variables(SELECTION.variables())
        .annotation(FiringAlerts.annotation(SELECTION))
        .row(overview())
        .row(FiringAlerts.row(SELECTION, settings))
        .row(LatencyRow.of(SCOPE, alerts))
        .row(TrafficRow.of(SCOPE))
        .row(ErrorsRow.of(SCOPE, alerts))
        .row(EngineRow.of(SCOPE, alerts))
        .row(GpuLoadRow.of(SCOPE, alerts))
        .row(HostRow.of(SCOPE))
        .row(SelfHealthRow.of(SCOPE, alerts))
        .build();
  }

  private static Row overview() {
    return Row.of(
        "Now", requests(), completionTokens(), latency(0.5), latency(0.99), errors(), queue());
  }

  private static Panel requests() {
    return Panel.of(
            Stat.SPARKLINE,
            "Requests/s",
            Unit.REQUESTS_PER_SECOND,
            "Requests that ended, of every status. A sudden fall is as bad as a peak: look whether clients still reach the service.")
        .query(SCOPE.counter(ApplicationMetrics.REQUESTS).rate(RATE_INTERVAL).sumBy(), "Requests");
  }

  private static Panel completionTokens() {
    return Panel.of(
            Stat.SPARKLINE,
            "Completion tokens/s",
            Unit.TOKENS_PER_SECOND,
            "What the engines generate. If requests grow and this does not, the engines are at their limit.")
        .query(
            SCOPE
                .counter(ApplicationMetrics.TOKENS)
                .where(TOKEN_TYPE, "completion")
                .rate(RATE_INTERVAL)
                .sumBy(),
            "Tokens");
  }

  private static Panel latency(double quantile) {
    String name = "p" + Math.round(quantile * 100);
    return Panel.of(
            Stat.SPARKLINE,
            "Latency " + name,
            Unit.SECONDS,
            "Of 100 requests, " + Math.round(quantile * 100)
                + " end within this time. Orange and red are the catalogue's "
                + "thresholds; look below whether it is waiting, reading the prompt or generating.")
        .query(MEASURED.latency().quantile(quantile, RATE_INTERVAL), name)
        .thresholds(ThresholdSteps.attention(ApplicationMetrics.REQUEST_LATENCY));
  }

  private static Panel errors() {
    Vector ratio = Vector.ratio(
        MEASURED.badRequests().rate(RATE_INTERVAL).sumBy(),
        MEASURED.validRequests().rate(RATE_INTERVAL).sumBy());
    return Panel.of(
            Stat.SPARKLINE,
            "Error rate",
            Unit.SHARE,
            "Bad requests (error, timeout, rejected) of valid ones; what clients cancelled counts in neither. "
                + "If it is not green, go to the row about errors.")
        .query(ratio, "Errors")
        .thresholds(ThresholdSteps.attention(ApplicationMetrics.REQUESTS));
  }

  private static Panel queue() {
    return Panel.of(
            Stat.SPARKLINE,
            "Queue depth",
            Unit.COUNT,
            "Requests that wait, of the model where most do. More than come to an end will wait longer: scale out, or shed load.")
        .query(SCOPE.gauge(ApplicationMetrics.QUEUE_DEPTH).now().sumBy(MODEL).maxBy(), "Waiting")
        .thresholds(ThresholdSteps.attention(ApplicationMetrics.QUEUE_DEPTH));
  }
}
