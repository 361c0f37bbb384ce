package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.CALLBACK_SOURCE;
import static io.github.llmmetrics.catalogue.LabelDefinitions.DROP_REASON;
import static io.github.llmmetrics.catalogue.LabelDefinitions.METRIC;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.OVERFLOWED_LABEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.REPAIRED_LABEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.VERSION;
import static io.github.llmmetrics.stack.promql.Window.RATE_INTERVAL;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.Direction;
import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.SelfMetrics;
import io.github.llmmetrics.stack.grafana.BarGauge;
import io.github.llmmetrics.stack.grafana.Colour;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.Table;
import io.github.llmmetrics.stack.grafana.ThresholdSteps;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.promql.Vector;
import java.util.Map;
import java.util.TreeMap;

/** Whether the metrics themselves are whole: what the library cannot record, no other panel shows. */
final class SelfHealthRow {

  private static final int MOST = 10;

  private SelfHealthRow() {}

  static Row of(Scope scope, Alerts alerts) {
    return Row.collapsed(
        "Health of the metrics",
        alerts.linking(
            counter(
                scope,
                SelfMetrics.METRICS_DROPPED,
                DROP_REASON,
                "Records dropped",
                "What was refused, and why: the page on configuration explains each reason. after_end is harmless where "
                    + "clients hang up; the others point to a wrong call of the host."),
            "LLMMetricsUnhealthy"),
        counter(
            scope,
            SelfMetrics.METRICS_REPAIRED,
            REPAIRED_LABEL,
            "Label values repaired",
            "Values that were blank, too long or not printable. Nothing is lost, but look where the host takes them from."),
        counter(
            scope,
            SelfMetrics.CALLBACK_FAILURES,
            CALLBACK_SOURCE,
            "Callbacks failing",
            "Callbacks of the host that threw or were too slow: their samples are missing. The host's log has the exception."),
        counter(
            scope,
            SelfMetrics.METRICS_OVERFLOW,
            OVERFLOWED_LABEL,
            "Records in the series \"other\"",
            "A label reached its cap, and new values share one series. Raise the cap, or find out who sends so many values."),
        usageMissing(scope),
        counter(
            scope,
            SelfMetrics.LOG_LINES_HELD_BACK,
            TargetLabels.INSTANCE,
            "Log lines held back",
            "Failures that the log does not show one by one: the library writes one line of a kind a minute, and how many it held back."),
        series(scope),
        versions(scope));
  }

  private static Panel counter(
      Scope scope,
      MetricDefinition metric,
      LabelDefinition label,
      String title,
      String description) {
    return Panel.of(TimeSeries.LINES, title, Unit.COUNTS_PER_SECOND, description)
        .query(scope.counter(metric).rate(RATE_INTERVAL).sumBy(label), "{{" + label.name() + "}}")
        .sized(6, 7);
  }

  private static Panel usageMissing(Scope scope) {
    return Panel.of(
            TimeSeries.LINES,
            "Requests without token counts",
            Unit.REQUESTS_PER_SECOND,
            "Requests that ended well and told no token counts: tokens, time per token and cost lack them, or have an estimate "
                + "of the host's. Let the host pass the counts.")
        .query(
            scope.counter(ApplicationMetrics.USAGE_MISSING).rate(RATE_INTERVAL).sumBy(MODEL),
            "{{model}}")
        .query(
            scope
                .counter(ApplicationMetrics.USAGE_ESTIMATED)
                .rate(RATE_INTERVAL)
                .sumBy(MODEL),
            "{{model}} estimated")
        .sized(6, 7);
  }

  private static Panel series(Scope scope) {
    Vector used =
        scope.gauge(SelfMetrics.METRICS_SERIES).now().maxBy(TargetLabels.INSTANCE, METRIC);
    Vector limit =
        scope.gauge(SelfMetrics.METRICS_SERIES_LIMIT).now().maxBy(TargetLabels.INSTANCE, METRIC);
    return Panel.of(
            BarGauge.HORIZONTAL,
            "Series, share of their limit",
            Unit.SHARE,
            "The fullest metrics. At 1 new label values go to \"other\": lower a label's cap, or raise the metric's limit.")
        .instant(used.dividedBy(limit.above(0)).top(MOST), "{{metric}} {{instance}}")
        .between(0, 1)
        .thresholds(ThresholdSteps.of(
            Direction.HIGH_IS_BAD,
            new TreeMap<>(Map.of(0.75, Colour.ORANGE, 0.9, Colour.RED)),
            ThresholdSteps.Line.DASHED))
        .sized(6, 7);
  }

  private static Panel versions(Scope scope) {
    return Panel.of(
            Table.of(VERSION).sortedBy("Instances"),
            "Library versions",
            Unit.COUNT,
            "How many instances run which version of this library. More than one for long: a rollout stopped half-way.")
        .column(scope.gauge(SelfMetrics.BUILD_INFO).now().countBy(VERSION), "Instances", Unit.COUNT)
        .sized(6, 7);
  }
}
