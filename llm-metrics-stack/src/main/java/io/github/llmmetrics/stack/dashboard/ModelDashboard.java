package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.stack.promql.Window.RATE_INTERVAL;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.Direction;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.grafana.Dashboard;
import io.github.llmmetrics.stack.grafana.Heatmap;
import io.github.llmmetrics.stack.grafana.Legend;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.ThresholdSteps;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Scope;

/** How fast, how long and how well each model answers. */
final class ModelDashboard {

  static final String UID = "llm-model";

  private static final Selection SELECTION = Selection.SERVICE;
  private static final FiringAlerts FIRING =
      new FiringAlerts(SELECTION, FiringAlerts.EVERY_SYMPTOM);
  private static final Scope SCOPE = SELECTION.scope();

  private ModelDashboard() {}

  static Dashboard of(StackSettings settings) {
    Alerts alerts = new Alerts(settings);
    return Dashboard.named(UID, "LLM Model Performance")
        .describedAs(
            "For who chooses, tunes and deploys models: speed, length, quality and safety of each. "
                + "Choose two models to compare them, or one before and after a change.")
        .tags(Links.TAG, "monitoring", "model")
        .link(Links.OTHER_DASHBOARDS)
        .variables(SELECTION.variables())
        .annotation(FIRING.annotation())
        .row(speed(alerts))
        .row(distributions())
        .row(LengthRow.of(SCOPE))
        .row(QualityRow.of(SCOPE, alerts))
        .row(SafetyRow.of(SCOPE, alerts))
        .row(FIRING.row(settings))
        .build();
  }

  private static Row speed(Alerts alerts) {
    return Row.of(
        "Speed",
        alerts.watching(
            p99(
                ApplicationMetrics.TTFT,
                "Time to first token p99",
                "1 in 100 users waits longer. Long prompts and queues make it; prefix caching and more replicas mend it."),
            Direction.HIGH_IS_BAD,
            "LLMHighTTFT",
            "LLMHighTTFTCritical"),
        alerts.watching(
            p99(
                ApplicationMetrics.TPOT,
                "Time per output token p99",
                "1 in 100 answers is written slower. People read about five words a second: 0.2 s for a token feels slow. "
                    + "Smaller batches make it faster."),
            Direction.HIGH_IS_BAD,
            "LLMHighTPOT",
            "LLMHighTPOTCritical"),
        p99(
                ApplicationMetrics.ITL,
                "Inter-token latency p99",
                "1 in 100 gaps between tokens is longer, where the host reports tokens. High with a good time per output token: "
                    + "the text comes in bursts, as after a preemption or a long prefill.")
            .thresholds(ThresholdSteps.attention(ApplicationMetrics.ITL)),
        p99(
                ApplicationMetrics.FIRST_VISIBLE_TOKEN,
                "Time to first visible token p99",
                "1 in 100 readers sees nothing for longer, where the host tells reasoning from content. Far above the time to "
                    + "first token: the model thinks before it answers.")
            .sized(12, 9),
        p99(
                ApplicationMetrics.BACKPRESSURE,
                "Stream back-pressure p99",
                "1 in 100 streams was kept waiting for longer by who reads it: slow clients, or slow work on each element. It "
                    + "is no part of the time per token.")
            .sized(12, 9));
  }

  private static Panel p99(MetricDefinition metric, String title, String description) {
    return Panel.of(TimeSeries.LINES.legend(Legend.TABLE), title, Unit.of(metric), description)
        .queryWithExemplars(
            SCOPE.histogram(metric).quantile(0.99, RATE_INTERVAL, MODEL), "{{model}}")
        .sized(8, 9);
  }

  private static Row distributions() {
    return Row.of(
            "Distributions of $model",
            heatmap(
                ApplicationMetrics.TTFT,
                "Time to first token",
                "Two bands: two kinds of requests, such as cached and new prompts. A band that climbs: a queue."),
            heatmap(
                ApplicationMetrics.TPOT,
                "Time per output token",
                "One narrow band is good. If it splits, replicas differ: look at their GPUs' clocks and batch sizes."),
            heatmap(
                ApplicationMetrics.ITL,
                "Inter-token latency",
                "A thin upper band are the stalls that users see. If it appears with preemptions, the KV cache is too small."))
        .repeatedBy(SELECTION.variable(MODEL));
  }

  private static Panel heatmap(MetricDefinition metric, String title, String description) {
    return Panel.of(Heatmap.BUCKETS, title, Unit.of(metric), description)
        .query(SCOPE.histogram(metric).buckets(RATE_INTERVAL), "{{le}}");
  }
}
