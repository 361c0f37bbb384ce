package io.github.llmmetrics.stack.alert;

import static io.github.llmmetrics.catalogue.ApplicationMetrics.REQUESTS;

import io.github.llmmetrics.stack.promql.Vector;
import java.time.Duration;
import java.util.List;

/** Error alerts, and when they fire. */
final class ErrorCases {

  private static final String RECORDED = "model:llm_requests:bad_ratio_rate5m{model=\"chat\"}";

  static final List<AlertCase> ALL = List.of(
      AlertCase.of(
          "LLMHighErrorRate",
          Situation.of("between the thresholds: the warning alone")
              .given(requests("chat", "success", 98))
              .given(requests("chat", "error", 2))
              .isSilent("LLMHighErrorRate", "5m")
              .isSilent("LLMHighErrorRateCritical", "10m")
              .fires("10m", "LLMHighErrorRate", """
                  severity: warning
                  symptom: errors
                  owner: llm-platform
                  model: chat
                  summary: chat: 2% of requests fail
                  description: Of the valid requests of chat, 2% ended as error, timeout or rejected. Requests that clients cancelled are in neither number. Look at the errors by type first.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMHighErrorRate.md
                  dashboard_url: http://localhost:3000/d/llm-ops
                  """),
          Situation.of("timeouts and refusals are failures, too")
              .given(requests("chat", "success", 98))
              .given(requests("chat", "timeout", 1))
              .given(requests("chat", "rejected", 1))
              .fires("10m", "LLMHighErrorRate", warning("chat", "2%")),
          Situation.of("the threshold exactly")
              .given(requests("chat", "success", 99))
              .given(requests("chat", "error", 1))
              .gives("15m", recorded(), RECORDED, 0.01)
              .isSilent("LLMHighErrorRate", "15m"),
          Situation.of("few requests, all of them failing")
              .given(requests("chat", "error", 1))
              .isSilent("LLMHighErrorRate", "15m"),
          Situation.of("one bad model hidden by a busy healthy one")
              .given(requests("busy", "success", 100_000))
              .given(requests("bad", "success", 97))
              .given(requests("bad", "error", 3))
              .fires("15m", "LLMHighErrorRate", warning("bad", "3%")),
          Situation.of("requests that clients cancelled or that nobody ended")
              .given(requests("chat", "success", 50))
              .given(requests("chat", "cancelled", 500))
              .given(requests("chat", "abandoned", 500))
              .gives("15m", recorded(), RECORDED, 0)
              .isSilent("LLMHighErrorRate", "15m"),
          Situation.of("cancelled requests do not thin the failures")
              .given(requests("chat", "success", 98))
              .given(requests("chat", "error", 2))
              .given(requests("chat", "cancelled", 900))
              .fires("10m", "LLMHighErrorRate", warning("chat", "2%")),
          Situation.of("no series of errors before the first one")
              .given(requests("chat", "success", 98))
              .given(Samples.of(REQUESTS, "_x20 0+2x20", "model", "chat", "status", "error"))
              .gives("9m", recorded(), RECORDED, 0)
              .isSilent("LLMHighErrorRate", "15m")
              .fires("20m", "LLMHighErrorRate", warning("chat", "2%")),
          Situation.of("an idle hour is nothing, not NaN", Duration.ofMinutes(1))
              .given(Samples.of(
                  REQUESTS, "0+90x10 900x60 900+90x20", "model", "chat", "status", "success"))
              .given(Samples.of(REQUESTS, "0+10x10 100x80", "model", "chat", "status", "error"))
              .fires("10m", "LLMHighErrorRate", warning("chat", "10%"))
              .gives("45m", recorded())
              .isSilent("LLMHighErrorRate", "45m")
              .gives("85m", recorded(), RECORDED, 0)
              .isSilent("LLMHighErrorRate", "85m")),
      AlertCase.of(
          "LLMHighErrorRateCritical",
          Situation.of("above the threshold")
              .given(requests("chat", "success", 90))
              .given(requests("chat", "error", 10))
              .isSilent("LLMHighErrorRateCritical", "2m")
              .fires("10m", "LLMHighErrorRate", warning("chat", "10%"))
              .fires("3m", "LLMHighErrorRateCritical", """
                  severity: page
                  symptom: errors
                  owner: llm-platform
                  model: chat
                  summary: chat: 10% of requests fail
                  description: Of the valid requests of chat, 10% ended as error, timeout or rejected. Requests that clients cancelled are in neither number. Look at the errors by type first.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMHighErrorRateCritical.md
                  dashboard_url: http://localhost:3000/d/llm-ops
                  """),
          Situation.of("the threshold exactly")
              .given(requests("chat", "success", 95))
              .given(requests("chat", "error", 5))
              .isSilent("LLMHighErrorRateCritical", "15m"),
          Situation.of("few requests, all of them failing")
              .given(requests("chat", "error", 1))
              .isSilent("LLMHighErrorRateCritical", "15m")),
      AlertCase.of(
          "LLMServiceDown",
          Situation.of("one target of two does not answer")
              .given(Samples.up("llm", "a:9400", "1x3 0x20"))
              .given(Samples.up("llm", "b:9400", "1x20"))
              .isSilent("LLMServiceDown", "2m30s")
              .fires("3m", "LLMServiceDown", """
                  severity: page
                  symptom: availability
                  owner: llm-platform
                  job: llm
                  instance: a:9400
                  summary: LLM service a:9400 does not answer
                  description: Prometheus cannot scrape a:9400: the process is gone, hangs, or cannot be reached.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMServiceDown.md
                  dashboard_url: http://localhost:3000/d/llm-ops
                  """),
          Situation.of("no target is left")
              .given(Samples.up("llm", "a:9400", "1x3 stale"))
              .given(Samples.up("node", "a:9100", "1x20"))
              .isSilent("LLMServiceDown", "2m30s")
              .fires("3m", "LLMServiceDown", """
                  severity: page
                  symptom: availability
                  owner: llm-platform
                  job: llm
                  summary: There is no LLM service of job llm left
                  description: Prometheus knows no target of job llm: all are gone, or service discovery lost them.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMServiceDown.md
                  dashboard_url: http://localhost:3000/d/llm-ops
                  """),
          Situation.of("a scrape that fails now and then, and another job that is down")
              .given(Samples.up("llm", "a:9400", "1x3 0 1x3 0 1x3"))
              .given(Samples.up("node", "a:9100", "0x20"))
              .isSilent("LLMServiceDown", "2m", "3m", "5m")),
      AlertCase.of(
              "LLMServiceDown",
              Situation.of("one job of two is gone")
                  .given(Samples.up("chat", "a:9400", "1x20"))
                  .given(Samples.up("code", "b:9400", "1x3 stale"))
                  .isSilent("LLMServiceDown", "2m30s")
                  .fires("3m", "LLMServiceDown", """
                      severity: page
                      symptom: availability
                      owner: llm-platform
                      job: code
                      summary: There is no LLM service of job code left
                      description: Prometheus knows no target of job code: all are gone, or service discovery lost them.
                      runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMServiceDown.md
                      dashboard_url: http://localhost:3000/d/llm-ops
                      """),
              Situation.of("both jobs are there")
                  .given(Samples.up("chat", "a:9400", "1x20"))
                  .given(Samples.up("code", "b:9400", "1x20"))
                  .isSilent("LLMServiceDown", "5m"))
          .ofJobs("chat", "code"));

  private ErrorCases() {}

  private static Samples requests(String model, String status, int step) {
    return Samples.of(REQUESTS, Samples.rising(step, 60), "model", model, "status", status);
  }

  private static Vector recorded() {
    AlertDefinition alert = AlertCatalogue.byName("LLMHighErrorRate").orElseThrow();
    return Recordings.errorRatio(new AlertContext(
            StackSettings.DEFAULT, alert.numbers(StackSettings.DEFAULT), recorded -> {}))
        .now();
  }

  private static String warning(String model, String share) {
    return """
        severity: warning
        symptom: errors
        owner: llm-platform
        model: %1$s
        summary: %1$s: %2$s of requests fail
        description: Of the valid requests of %1$s, %2$s ended as error, timeout or rejected. Requests that clients cancelled are in neither number. Look at the errors by type first.
        runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMHighErrorRate.md
        dashboard_url: http://localhost:3000/d/llm-ops
        """.formatted(model, share);
  }
}
