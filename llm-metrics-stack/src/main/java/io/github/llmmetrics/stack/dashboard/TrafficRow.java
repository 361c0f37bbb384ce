package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.FINISH_REASON;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.STATUS;
import static io.github.llmmetrics.catalogue.LabelDefinitions.TOKEN_TYPE;
import static io.github.llmmetrics.stack.promql.Window.RATE_INTERVAL;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.stack.grafana.Colour;
import io.github.llmmetrics.stack.grafana.FieldOverride;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Scope;

/** What comes in, and how it ends. */
final class TrafficRow {

  private TrafficRow() {}

  static Row of(Scope scope) {
    return Row.of(
        "Traffic",
        requestsByModel(scope),
        tokens(scope),
        requestsByStatus(scope),
        active(scope),
        finishReasons(scope));
  }

  private static Panel requestsByModel(Scope scope) {
    return Panel.of(
            TimeSeries.STACKED,
            "Request throughput by model",
            Unit.REQUESTS_PER_SECOND,
            "Requests that ended. If one model takes the room of the others, give it replicas of its own.")
        .query(
            scope.counter(ApplicationMetrics.REQUESTS).rate(RATE_INTERVAL).sumBy(MODEL),
            "{{model}}")
        .valueLink(Links.TO_MODEL);
  }

  private static Panel tokens(Scope scope) {
    return Panel.of(
            TimeSeries.LINES,
            "Prompt and completion tokens/s",
            Unit.TOKENS_PER_SECOND,
            "What is read and what is written. Prompts cost time to first token, completions cost time per output token: "
                + "compare the shapes with the latency above.")
        .query(
            scope.counter(ApplicationMetrics.TOKENS).rate(RATE_INTERVAL).sumBy(TOKEN_TYPE),
            "{{type}}")
        .query(
            scope
                .counter(ApplicationMetrics.CACHED_PROMPT_TOKENS)
                .rate(RATE_INTERVAL)
                .sumBy(),
            "cached, of prompt")
        .query(
            scope
                .counter(ApplicationMetrics.REASONING_TOKENS)
                .rate(RATE_INTERVAL)
                .sumBy(),
            "reasoning, of completion");
  }

  private static Panel requestsByStatus(Scope scope) {
    return Panel.of(
            TimeSeries.STACKED,
            "Requests by status",
            Unit.REQUESTS_PER_SECOND,
            "How requests end. Many cancelled: users do not want to wait; many rejected: the service protects itself; "
                + "any abandoned: the host forgets to end some.")
        .query(
            scope.counter(ApplicationMetrics.REQUESTS).rate(RATE_INTERVAL).sumBy(STATUS),
            "{{status}}")
        .override(FieldOverride.byName("success").colour(Colour.GREEN))
        .override(FieldOverride.byName("error").colour(Colour.RED))
        .override(FieldOverride.byName("timeout").colour(Colour.ORANGE))
        .override(FieldOverride.byName("rejected").colour(Colour.YELLOW));
  }

  private static Panel active(Scope scope) {
    return Panel.of(
            TimeSeries.STACKED,
            "Active requests by model",
            Unit.COUNT,
            "Requests begun and not ended. It only rises and never falls? Then something hangs, or requests are not ended.")
        .query(scope.gauge(ApplicationMetrics.ACTIVE_REQUESTS).now().sumBy(MODEL), "{{model}}")
        .valueLink(Links.TO_MODEL);
  }

  private static Panel finishReasons(Scope scope) {
    return Panel.of(
            TimeSeries.STACKED,
            "Finish reasons",
            Unit.REQUESTS_PER_SECOND,
            "Why generation stopped. A rise of length: answers are cut off at the token limit; raise it, or ask for shorter ones.")
        .query(
            scope
                .counter(ApplicationMetrics.FINISH_REASONS)
                .rate(RATE_INTERVAL)
                .sumBy(FINISH_REASON),
            "{{reason}}")
        .sized(24, 8);
  }
}
