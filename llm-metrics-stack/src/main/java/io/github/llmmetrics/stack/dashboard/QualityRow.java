package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.EVALUATOR;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.SEGMENT;

import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.catalogue.Direction;
import io.github.llmmetrics.catalogue.ModelMetrics;
import io.github.llmmetrics.stack.grafana.Gauge;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.ThresholdSteps;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Scope;

/** How good the answers are. Empty for a service that rates none. */
final class QualityRow {

  private QualityRow() {}

  static Row of(Scope scope, Alerts alerts) {
    return Row.of(
        "Quality",
        current(scope),
        alerts.watching(
            quality(scope), Direction.LOW_IS_BAD, "LLMLowQuality", "LLMLowQualityCritical"),
        satisfaction(scope));
  }

  private static Panel current(Scope scope) {
    return Panel.of(
            Gauge.ARC,
            "Quality of the last 15 minutes",
            Unit.SHARE,
            "The worst instance's mean score of each model and evaluator. Few samples make it jump: trust the hour beside it more.")
        .query(
            scope.gauge(ModelMetrics.QUALITY_SCORE).now().minBy(MODEL, EVALUATOR),
            "{{model}} {{evaluator}}")
        .between(0, 1)
        .thresholds(ThresholdSteps.attention(ModelMetrics.QUALITY_SCORE))
        .sized(6, 8);
  }

  private static Panel quality(Scope scope) {
    return Panel.of(
            TimeSeries.LINES,
            "Quality, mean of an hour",
            Unit.SHARE,
            "What the quality alerts watch; their thresholds are the lines. A step down: a new model, prompt or sampling; "
                + "of one evaluator only: the evaluator itself.")
        .query(
            scope.histogram(ModelMetrics.QUALITY_SCORES).mean(Windows.HOUR, MODEL, EVALUATOR),
            "{{model}} {{evaluator}}")
        .between(0, 1)
        .sized(9, 8);
  }

  private static Panel satisfaction(Scope scope) {
    return Panel.of(
            TimeSeries.LINES,
            "User satisfaction, mean of an hour",
            Unit.SHARE,
            "What users say of the answers. If it falls and quality does not, look at speed: a good answer that comes late does not please.")
        .query(
            scope.histogram(BusinessMetrics.SATISFACTION_SCORES).mean(Windows.HOUR, MODEL, SEGMENT),
            "{{model}} {{segment}}")
        .between(0, 1)
        .sized(9, 8);
  }
}
