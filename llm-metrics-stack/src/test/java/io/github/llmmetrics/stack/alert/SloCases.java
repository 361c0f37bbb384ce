package io.github.llmmetrics.stack.alert;

import static io.github.llmmetrics.catalogue.ApplicationMetrics.REQUESTS;
import static io.github.llmmetrics.catalogue.ApplicationMetrics.REQUEST_LATENCY;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Alerts on objectives and their budgets, and when they fire. */
final class SloCases {

  private static final String LATENCY_BREACH = "LLMSLOLatencyBreach";
  private static final String AVAILABILITY_BREACH = "LLMSLOAvailabilityBreach";
  private static final String FAST = "LLMErrorBudgetBurnFast";
  private static final String SLOW = "LLMErrorBudgetBurnSlow";

  /** Days are played in steps as long as the interval at which Prometheus evaluates the long windows. */
  private static final Duration LONG_STEP = Duration.ofMinutes(2);

  static final List<AlertCase> ALL = List.of(
      AlertCase.of(
          LATENCY_BREACH,
          Situation.of("one in ten is late")
              .given(served(90, 10))
              .isSilent(LATENCY_BREACH, "10m")
              .fires("11m", LATENCY_BREACH, """
                  severity: critical
                  symptom: slo_latency
                  owner: llm-platform
                  model: chat
                  slo: latency
                  summary: chat: 90% of requests end in time
                  description: Of the requests of chat that were served, 90% ended within the objective's time, which is fewer than promised. Users feel it now; the burn-rate alerts say whether it matters for the month.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMSLOLatencyBreach.md
                  dashboard_url: http://localhost:3000/d/llm-slo
                  """),
          Situation.of("the objective exactly")
              .given(served(95, 5))
              .isSilent(LATENCY_BREACH, "40m"),
          Situation.of("few requests").given(served(0, 1)).isSilent(LATENCY_BREACH, "40m"),
          Situation.of("no traffic").given(served(0, 0)).isSilent(LATENCY_BREACH, "40m")),
      AlertCase.of(
          AVAILABILITY_BREACH,
          Situation.of("two of a thousand fail")
              .given(requests("success", 998), requests("error", 2))
              .isSilent(AVAILABILITY_BREACH, "30m")
              .fires("31m", AVAILABILITY_BREACH, """
                  severity: critical
                  symptom: slo_availability
                  owner: llm-platform
                  model: chat
                  slo: availability
                  summary: chat: availability is 99.8%
                  description: Of the valid requests of chat, 99.8% did not fail, which is fewer than promised. The burn-rate alerts say whether it matters for the month.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMSLOAvailabilityBreach.md
                  dashboard_url: http://localhost:3000/d/llm-slo
                  """),
          Situation.of("one of two thousand fails")
              .given(requests("success", 1999), requests("error", 1))
              .isSilent(AVAILABILITY_BREACH, "50m"),
          Situation.of("few requests, all of them failing")
              .given(errors("0x20 10x100"))
              .isSilent(AVAILABILITY_BREACH, "55m"),
          Situation.of("cancelled requests are in neither number")
              .given(requests("success", 1000), requests("cancelled", 500))
              .isSilent(AVAILABILITY_BREACH, "50m")),
      AlertCase.of(
          FAST,
          Situation.of("availability, both pairs of windows")
              .given(requests("success", 98), requests("error", 2))
              .isSilent(FAST, "2m")
              .fires("5m", FAST, burn(FAST, "page", "availability", "1h", "2%"))
              .fires(
                  "20m",
                  FAST,
                  burn(FAST, "page", "availability", "1h", "2%"),
                  burn(FAST, "page", "availability", "6h", "2%")),
          Situation.of("availability, too slow for one hour's windows")
              .given(requests("success", 99), requests("error", 1))
              .isSilent(FAST, "15m")
              .fires("20m", FAST, burn(FAST, "page", "availability", "6h", "1%")),
          Situation.of("latency, both pairs of windows")
              .given(served(20, 80))
              .isSilent(FAST, "2m")
              .fires("5m", FAST, burn(FAST, "page", "latency", "1h", "80%"))
              .fires(
                  "20m",
                  FAST,
                  burn(FAST, "page", "latency", "1h", "80%"),
                  burn(FAST, "page", "latency", "6h", "80%")),
          Situation.of("latency, too slow for one hour's windows")
              .given(served(60, 40))
              .isSilent(FAST, "15m")
              .fires("20m", FAST, burn(FAST, "page", "latency", "6h", "40%")),
          Situation.of("the budget burnt, but it is over")
              .given(requests("success", 50), errors("0+50x40 2000x200"))
              .fires(
                  "20m",
                  FAST,
                  burn(FAST, "page", "availability", "1h", "50%"),
                  burn(FAST, "page", "availability", "6h", "50%"))
              .isSilent(FAST, "60m"),
          Situation.of("three requests, one of them failing")
              .given(
                  Samples.of(REQUESTS, "0x20 2x100", "model", "chat", "status", "success"),
                  errors("0x20 1x100"))
              .isSilent(FAST, "13m", "20m", "40m")),
      AlertCase.of(
              SLOW,
              Situation.of("availability, both pairs of windows", LONG_STEP)
                  .given(requests("success", 995), requests("error", 5))
                  .isSilent(FAST, "3h")
                  .isSilent(SLOW, "1h")
                  .fires("1h10m", SLOW, burn(SLOW, "warning", "availability", "1d", "0.5%"))
                  .fires(
                      "3h20m",
                      SLOW,
                      burn(SLOW, "warning", "availability", "1d", "0.5%"),
                      burn(SLOW, "warning", "availability", "3d", "0.5%")),
              Situation.of("availability, too slow for one day's windows", LONG_STEP)
                  .given(requests("success", 998), requests("error", 2))
                  .isSilent(SLOW, "3h")
                  .fires("3h20m", SLOW, burn(SLOW, "warning", "availability", "3d", "0.2%")),
              Situation.of("latency, both pairs of windows", LONG_STEP)
                  .given(served(80, 20))
                  .isSilent(SLOW, "1h")
                  .fires("1h10m", SLOW, burn(SLOW, "warning", "latency", "1d", "20%"))
                  .fires(
                      "3h20m",
                      SLOW,
                      burn(SLOW, "warning", "latency", "1d", "20%"),
                      burn(SLOW, "warning", "latency", "3d", "20%")),
              Situation.of("latency, too slow for one day's windows", LONG_STEP)
                  .given(served(90, 10))
                  .isSilent(SLOW, "3h")
                  .fires("3h20m", SLOW, burn(SLOW, "warning", "latency", "3d", "10%")),
              Situation.of("the budget burnt, but it is over", LONG_STEP)
                  .given(requests("success", 90), errors("0+10x120 1200x260"))
                  .fires(
                      "4h",
                      SLOW,
                      burn(SLOW, "warning", "availability", "1d", "10%"),
                      burn(SLOW, "warning", "availability", "3d", "10%"))
                  .isSilent(SLOW, "12h"),
              Situation.of("few requests", LONG_STEP)
                  .given(errors("0x20 10x200"))
                  .isSilent(SLOW, "3h20m"))
          .evaluatedEach(LONG_STEP));

  private SloCases() {}

  private static Samples requests(String status, int step) {
    return Samples.of(REQUESTS, Samples.rising(step, 400), "model", "chat", "status", status);
  }

  private static Samples errors(String values) {
    return Samples.of(REQUESTS, values, "model", "chat", "status", "error");
  }

  /** Requests within five seconds and later ones, as client_java writes the bounds. */
  private static List<Samples> served(int inTime, int late) {
    Map<String, Integer> upTo = new LinkedHashMap<>();
    upTo.put("5.0", inTime);
    upTo.put("10.0", inTime + late);
    return Samples.histogram(REQUEST_LATENCY, 400, upTo, "model", "chat", "status", "success");
  }

  private static String burn(
      String alert, String severity, String slo, String window, String share) {
    return """
        severity: %2$s
        symptom: slo_%3$s
        owner: llm-platform
        long: %4$s
        model: chat
        slo: %3$s
        summary: chat: the %3$s budget burns, %5$s bad over %4$s
        description: %5$s of the requests of chat over %4$s count against the %3$s objective, and it goes on. At this rate the error budget ends before its period does.
        runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/%1$s.md
        dashboard_url: http://localhost:3000/d/llm-slo
        """.formatted(alert, severity, slo, window, share);
  }
}
