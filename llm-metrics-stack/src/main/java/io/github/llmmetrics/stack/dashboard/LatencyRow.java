package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.stack.promql.Window.RATE_INTERVAL;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.Direction;
import io.github.llmmetrics.stack.alert.Measurements;
import io.github.llmmetrics.stack.grafana.Legend;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.HistogramSeries;
import io.github.llmmetrics.stack.promql.Scope;

/** How long requests take, and which part of it is which. */
final class LatencyRow {

  private static final TimeSeries LINES = TimeSeries.LINES.legend(Legend.TABLE);

  private LatencyRow() {}

  static Row of(Scope scope, Alerts alerts) {
    HistogramSeries latency = new Measurements(scope).latency();
    return Row.of(
        "Latency",
        quantiles(
            latency,
            "Request latency",
            "From a request's start to its end, of those that were served or timed out. p99 far above p50: some requests are "
                + "long, or wait; all up together: the engine is slower or fuller."),
        alerts.watching(
            byModel(latency),
            Direction.HIGH_IS_BAD,
            "LLMHighLatencyP99",
            "LLMHighLatencyP99Critical"),
        quantiles(
            scope.histogram(ApplicationMetrics.TTFT),
            "Time to first token",
            "How long a user sees nothing: waiting, then reading the prompt. If queue time has the same shape, scale out; "
                + "if not, look at prompt length and prefix cache hits."),
        quantiles(
            scope.histogram(ApplicationMetrics.QUEUE_TIME),
            "Queue time",
            "From a request's start to its first scheduling, where the service tells. It should be next to nothing: "
                + "what is here, no faster GPU mends."),
        quantiles(
                scope.histogram(ApplicationMetrics.TPOT),
                "Time per output token",
                "How fast an answer is written after its first token. It grows with batch size, preemptions and lowered GPU clocks.")
            .sized(24, 8));
  }

  private static Panel quantiles(HistogramSeries series, String title, String description) {
    return Panel.of(LINES, title, Unit.SECONDS, description)
        .query(series.quantile(0.5, RATE_INTERVAL), "p50")
        .query(series.quantile(0.9, RATE_INTERVAL), "p90")
        .queryWithExemplars(series.quantile(0.99, RATE_INTERVAL), "p99");
  }

  private static Panel byModel(HistogramSeries latency) {
    return Panel.of(
            LINES,
            "Request latency p99 by model",
            Unit.SECONDS,
            "What the latency alerts watch; their thresholds are the lines. A click on a series leads to its model.")
        .query(latency.quantile(0.99, RATE_INTERVAL, MODEL), "{{model}}")
        .valueLink(Links.TO_MODEL);
  }
}
