package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.FINISH_REASON;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.TOKEN_TYPE;
import static io.github.llmmetrics.stack.promql.Window.RATE_INTERVAL;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.ModelMetrics;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.HistogramSeries;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.Vector;

/** How much a model reads and writes: what speed and cost depend on most. */
final class LengthRow {

  private LengthRow() {}

  static Row of(Scope scope) {
    return Row.of(
        "Length",
        quantiles(
            scope,
            ModelMetrics.OUTPUT_TOKENS,
            "Output length",
            "Completion tokens of a request. Latency grows with it: a rise explains slower requests that are no fault."),
        quantiles(
            scope,
            ModelMetrics.PROMPT_LENGTH,
            "Prompt length",
            "Prompt tokens of a request. A rise makes the first token later and fills the KV cache: look at what the client sends along."),
        share(
            scope,
            ApplicationMetrics.CACHED_PROMPT_TOKENS,
            "prompt",
            "Cached prompt tokens, share of prompt",
            "Read from a cache instead of computed, and billed for less. Put what changes at the end of the prompt to raise it."),
        share(
            scope,
            ApplicationMetrics.REASONING_TOKENS,
            "completion",
            "Reasoning tokens, share of completion",
            "Written for the model itself, not for the user, and paid for all the same. Lower the reasoning effort where it does not help."),
        throughput(scope),
        finishReasons(scope));
  }

  private static Panel quantiles(
      Scope scope, MetricDefinition metric, String title, String description) {
    HistogramSeries lengths = scope.histogram(metric);
    return Panel.of(TimeSeries.LINES, title, Unit.of(metric), description)
        .query(lengths.quantile(0.5, RATE_INTERVAL, MODEL), "p50 {{model}}")
        .query(lengths.quantile(0.99, RATE_INTERVAL, MODEL), "p99 {{model}}");
  }

  private static Panel share(
      Scope scope, MetricDefinition part, String whole, String title, String description) {
    Vector tokens = scope
        .counter(ApplicationMetrics.TOKENS)
        .where(TOKEN_TYPE, whole)
        .rate(RATE_INTERVAL)
        .sumBy(MODEL);
    Vector some = scope.counter(part).rate(RATE_INTERVAL).sumBy(MODEL);
    return Panel.of(TimeSeries.LINES, title, Unit.SHARE, description)
        .query(Vector.ratio(some, tokens), "{{model}}")
        .between(0, 1);
  }

  private static Panel throughput(Scope scope) {
    return Panel.of(
            TimeSeries.LINES,
            "Completion tokens/s by model",
            Unit.TOKENS_PER_SECOND,
            "What a model writes for all users together. Its highest value so far is what the hardware gives: plan with it.")
        .query(
            scope
                .counter(ApplicationMetrics.TOKENS)
                .where(TOKEN_TYPE, "completion")
                .rate(RATE_INTERVAL)
                .sumBy(MODEL),
            "{{model}}");
  }

  private static Panel finishReasons(Scope scope) {
    return Panel.of(
            TimeSeries.LINES,
            "Finish reasons by model",
            Unit.REQUESTS_PER_SECOND,
            "Why a model stopped. Much length: it is cut off; content_filter: compare with the safety triggers below.")
        .query(
            scope
                .counter(ApplicationMetrics.FINISH_REASONS)
                .rate(RATE_INTERVAL)
                .sumBy(MODEL, FINISH_REASON),
            "{{model}} {{reason}}");
  }
}
