package io.github.llmmetrics.stack.alert;

import static io.github.llmmetrics.catalogue.ApplicationMetrics.REQUEST_LATENCY;
import static io.github.llmmetrics.catalogue.ApplicationMetrics.TPOT;
import static io.github.llmmetrics.catalogue.ApplicationMetrics.TTFT;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.stack.promql.Vector;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Latency alerts, and when they fire. */
final class LatencyCases {

  private static final int STEPS = 40;
  private static final String TEN_MINUTES = "0+128x10 1280x80";

  private static final String RECORDED =
      "model:llm_request_latency_seconds:p99_rate5m{model=\"chat\"}";

  static final List<AlertCase> ALL = List.of(
      AlertCase.of(
          "LLMHighLatencyP99",
          Situation.of("between the thresholds: the warning alone")
              .given(latency("chat", "success", Map.of("10", 98, "30", 100)))
              .isSilent("LLMHighLatencyP99", "5m")
              .isSilent("LLMHighLatencyP99Critical", "10m")
              .fires("10m", "LLMHighLatencyP99", """
                  severity: warning
                  symptom: latency
                  owner: llm-platform
                  model: chat
                  summary: chat: 1 in 100 requests takes longer than 20s
                  description: The 99th percentile of request latency of chat is 20s. Look at queue depth first, then at KV cache, GPUs and output length.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMHighLatencyP99.md
                  dashboard_url: http://localhost:3000/d/llm-ops
                  """),
          Situation.of("the threshold exactly")
              .given(latency("chat", "success", Map.of("5", 98, "10", 99, "30", 100)))
              .gives("15m", recorded(), RECORDED, 10)
              .isSilent("LLMHighLatencyP99", "15m"),
          Situation.of("few requests")
              .given(latency("chat", "success", Map.of("10", 0, "30", 1)))
              .isSilent("LLMHighLatencyP99", "15m"),
          Situation.of("slow ones that the client gave up, nobody ended or that failed")
              .given(latency("chat", "success", Map.of("10", 100, "30", 100)))
              .given(latency("chat", "cancelled", Map.of("10", 0, "30", 100)))
              .given(latency("chat", "abandoned", Map.of("10", 0, "30", 100)))
              .given(latency("chat", "error", Map.of("10", 0, "30", 100)))
              .isSilent("LLMHighLatencyP99", "15m"),
          Situation.of("a deadline of ours counts")
              .given(latency("chat", "success", Map.of("10", 98, "30", 98)))
              .given(latency("chat", "timeout", Map.of("10", 0, "30", 2)))
              .fires("15m", "LLMHighLatencyP99", warning("chat", "20s")),
          Situation.of("one slow model beside a busy fast one")
              .given(latency("busy", "success", Map.of("10", 99_000, "30", 99_000)))
              .given(latency("slow", "success", Map.of("10", 98, "30", 100)))
              .fires("15m", "LLMHighLatencyP99", warning("slow", "20s")),
          Situation.of("an idle hour is nothing, not NaN", Duration.ofMinutes(1))
              .given(slowForTenMinutes())
              .gives("90m", recorded())
              .gives("8m", recorded(), RECORDED, 29.8)
              .isSilent("LLMHighLatencyP99", "90m")),
      AlertCase.of(
          "LLMHighLatencyP99Critical",
          Situation.of("above the threshold: both")
              .given(latency("chat", "success", Map.of("30", 98, "60", 100)))
              .isSilent("LLMHighLatencyP99Critical", "5m")
              .fires("10m", "LLMHighLatencyP99", warning("chat", "45s"))
              .fires("10m", "LLMHighLatencyP99Critical", """
                  severity: critical
                  symptom: latency
                  owner: llm-platform
                  model: chat
                  summary: chat: 1 in 100 requests takes longer than 45s
                  description: The 99th percentile of request latency of chat is 45s. Look at queue depth first, then at KV cache, GPUs and output length.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMHighLatencyP99Critical.md
                  dashboard_url: http://localhost:3000/d/llm-ops
                  """),
          Situation.of("the threshold exactly")
              .given(latency("chat", "success", Map.of("10", 98, "30", 99, "60", 100)))
              .isSilent("LLMHighLatencyP99Critical", "15m"),
          Situation.of("few requests")
              .given(latency("chat", "success", Map.of("30", 0, "60", 1)))
              .isSilent("LLMHighLatencyP99Critical", "15m")),
      AlertCase.of(
          "LLMHighTTFT",
          Situation.of("between the thresholds: the warning alone")
              .given(of(TTFT, "chat", Map.of("2", 98, "5", 100)))
              .isSilent("LLMHighTTFT", "5m")
              .isSilent("LLMHighTTFTCritical", "10m")
              .fires("10m", "LLMHighTTFT", """
                  severity: warning
                  symptom: ttft
                  owner: llm-platform
                  model: chat
                  summary: chat: 1 in 100 users waits longer than 3.5s for the first token
                  description: The 99th percentile of time to first token of chat is 3.5s. It is queue time and prefill: look at queue depth, prompt length and prefix cache hits.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMHighTTFT.md
                  dashboard_url: http://localhost:3000/d/llm-model
                  """),
          Situation.of("the threshold exactly")
              .given(of(TTFT, "chat", Map.of("1", 98, "2", 99, "5", 100)))
              .isSilent("LLMHighTTFT", "15m"),
          Situation.of("few first tokens")
              .given(of(TTFT, "chat", Map.of("2", 0, "5", 1)))
              .isSilent("LLMHighTTFT", "15m")),
      AlertCase.of(
          "LLMHighTTFTCritical",
          Situation.of("above the threshold")
              .given(of(TTFT, "chat", Map.of("5", 98, "10", 100)))
              .isSilent("LLMHighTTFTCritical", "5m")
              .fires("10m", "LLMHighTTFTCritical", """
                  severity: critical
                  symptom: ttft
                  owner: llm-platform
                  model: chat
                  summary: chat: 1 in 100 users waits longer than 7.5s for the first token
                  description: The 99th percentile of time to first token of chat is 7.5s. It is queue time and prefill: look at queue depth, prompt length and prefix cache hits.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMHighTTFTCritical.md
                  dashboard_url: http://localhost:3000/d/llm-model
                  """),
          Situation.of("the threshold exactly")
              .given(of(TTFT, "chat", Map.of("2", 98, "5", 99, "10", 100)))
              .isSilent("LLMHighTTFTCritical", "15m")),
      AlertCase.of(
          "LLMHighTPOT",
          Situation.of("between the thresholds: the warning alone")
              .given(of(TPOT, "chat", Map.of("0.1", 98, "0.2", 100)))
              .isSilent("LLMHighTPOT", "5m")
              .isSilent("LLMHighTPOTCritical", "10m")
              .fires("10m", "LLMHighTPOT", """
                  severity: warning
                  symptom: tpot
                  owner: llm-platform
                  model: chat
                  summary: chat: 1 in 100 answers takes 150ms or more for each token
                  description: The 99th percentile of time per output token of chat is 150ms: users see the text stutter. Look at batch size, preemptions and GPU clocks.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMHighTPOT.md
                  dashboard_url: http://localhost:3000/d/llm-model
                  """),
          Situation.of("the threshold exactly")
              .given(of(TPOT, "chat", Map.of("0.05", 98, "0.1", 99, "0.2", 100)))
              .isSilent("LLMHighTPOT", "15m"),
          Situation.of("few answers")
              .given(of(TPOT, "chat", Map.of("0.1", 0, "0.2", 1)))
              .isSilent("LLMHighTPOT", "15m")),
      AlertCase.of(
          "LLMHighTPOTCritical",
          Situation.of("above the threshold")
              .given(of(TPOT, "chat", Map.of("0.2", 98, "0.5", 100)))
              .isSilent("LLMHighTPOTCritical", "5m")
              .fires("10m", "LLMHighTPOTCritical", """
                  severity: critical
                  symptom: tpot
                  owner: llm-platform
                  model: chat
                  summary: chat: 1 in 100 answers takes 350ms or more for each token
                  description: The 99th percentile of time per output token of chat is 350ms: users see the text stutter. Look at batch size, preemptions and GPU clocks.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMHighTPOTCritical.md
                  dashboard_url: http://localhost:3000/d/llm-model
                  """),
          Situation.of("the threshold exactly")
              .given(of(TPOT, "chat", Map.of("0.1", 98, "0.2", 99, "0.5", 100)))
              .isSilent("LLMHighTPOTCritical", "15m")));

  private LatencyCases() {}

  private static List<Samples> latency(String model, String status, Map<String, Integer> upTo) {
    return Samples.histogram(REQUEST_LATENCY, STEPS, upTo, "model", model, "status", status);
  }

  private static List<Samples> of(
      MetricDefinition metric, String model, Map<String, Integer> upTo) {
    return Samples.histogram(metric, STEPS, upTo, "model", model);
  }

  private static List<Samples> slowForTenMinutes() {
    return List.of(
        bucket("10", "0x100"),
        bucket("30", TEN_MINUTES),
        bucket("+Inf", TEN_MINUTES),
        Samples.part(REQUEST_LATENCY, "_count", TEN_MINUTES, "model", "chat", "status", "success"));
  }

  private static Samples bucket(String le, String values) {
    return Samples.part(
        REQUEST_LATENCY, "_bucket", values, "le", le, "model", "chat", "status", "success");
  }

  private static Vector recorded() {
    AlertDefinition alert = AlertCatalogue.byName("LLMHighLatencyP99").orElseThrow();
    AlertContext context = new AlertContext(
        StackSettings.DEFAULT, alert.numbers(StackSettings.DEFAULT), recorded -> {});
    return Recordings.p99(context, REQUEST_LATENCY, Measurements.OF_ALL.latency())
        .now();
  }

  private static String warning(String model, String value) {
    return """
        severity: warning
        symptom: latency
        owner: llm-platform
        model: %1$s
        summary: %1$s: 1 in 100 requests takes longer than %2$s
        description: The 99th percentile of request latency of %1$s is %2$s. Look at queue depth first, then at KV cache, GPUs and output length.
        runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMHighLatencyP99.md
        dashboard_url: http://localhost:3000/d/llm-ops
        """.formatted(model, value);
  }
}
