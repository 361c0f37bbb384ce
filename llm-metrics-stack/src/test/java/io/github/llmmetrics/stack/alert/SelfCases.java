package io.github.llmmetrics.stack.alert;

import static io.github.llmmetrics.catalogue.ApplicationMetrics.REQUESTS;
import static io.github.llmmetrics.catalogue.SelfMetrics.CALLBACK_FAILURES;
import static io.github.llmmetrics.catalogue.SelfMetrics.METRICS_DROPPED;
import static io.github.llmmetrics.catalogue.SelfMetrics.METRICS_SERIES;
import static io.github.llmmetrics.catalogue.SelfMetrics.METRICS_SERIES_LIMIT;

import java.util.List;

/** The alert on the library itself, and when it fires. */
final class SelfCases {

  private static final String ALERT = "LLMMetricsUnhealthy";

  static final List<AlertCase> ALL = List.of(AlertCase.of(
      ALERT,
      Situation.of("records are dropped")
          .given(Samples.of(METRICS_DROPPED, "0+1x60", "reason", "not_finite"))
          .isSilent(ALERT, "15m")
          .fires("16m", ALERT, alert("reason: not_finite", "records dropped")),
      Situation.of("a callback fails")
          .given(Samples.of(CALLBACK_FAILURES, "0+1x60", "source", "engine_stats"))
          .isSilent(ALERT, "15m")
          .fires("16m", ALERT, alert("source: engine_stats", "callbacks failing")),
      Situation.of("the budget of series is nearly used")
          .given(
              Samples.of(METRICS_SERIES, "9500x60", "metric", REQUESTS.name()),
              Samples.of(METRICS_SERIES_LIMIT, "10000x60", "metric", REQUESTS.name()))
          .isSilent(ALERT, "14m30s")
          .fires("15m", ALERT, alert("metric: " + REQUESTS.name(), "series budget nearly used")),
      Situation.of("requests are abandoned")
          .given(Samples.of(REQUESTS, "0+1x60", "model", "chat", "status", "abandoned"))
          .isSilent(ALERT, "15m")
          .fires("16m", ALERT, alert("model: chat", "requests abandoned")),
      Situation.of("what a client does that hangs up")
          .given(
              Samples.of(METRICS_DROPPED, "0+9x60", "reason", "after_end"),
              Samples.of(METRICS_DROPPED, "0+9x60", "reason", "unknown_id"))
          .isSilent(ALERT, "25m"),
      Situation.of("one abandoned request")
          .given(Samples.of(REQUESTS, "0x10 1x60", "model", "chat", "status", "abandoned"))
          .isSilent(ALERT, "10m", "19m30s", "20m", "20m30s", "25m"),
      Situation.of("nine tenths of the budget exactly")
          .given(
              Samples.of(METRICS_SERIES, "9000x60", "metric", REQUESTS.name()),
              Samples.of(METRICS_SERIES_LIMIT, "10000x60", "metric", REQUESTS.name()))
          .isSilent(ALERT, "25m")));

  private SelfCases() {}

  private static String alert(String label, String cause) {
    return """
        severity: warning
        symptom: metrics
        owner: llm-platform
        cause: %2$s
        instance: host:9400
        %1$s
        summary: The metrics of host:9400 are not whole: %2$s
        description: What host:9400 shows of itself lacks something (%2$s): other alerts may be blind.
        runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMMetricsUnhealthy.md
        dashboard_url: http://localhost:3000/d/llm-ops
        """.formatted(label, cause);
  }
}
