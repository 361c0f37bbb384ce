package io.github.llmmetrics.stack.alert;

import static io.github.llmmetrics.catalogue.ApplicationMetrics.REQUESTS;
import static io.github.llmmetrics.catalogue.ModelMetrics.QUALITY_SCORES;
import static io.github.llmmetrics.catalogue.ModelMetrics.SAFETY_TRIGGERS;

import java.util.List;

/** Alerts on safety filters and quality, and when they fire. */
final class ProductCases {

  private static final int STEPS = 120;

  static final List<AlertCase> ALL = List.of(
      AlertCase.of(
          "LLMHighSafetyTriggerRate",
          Situation.of("between the thresholds: the warning alone")
              .given(requests("chat", 100), triggers("chat", 2))
              .isSilent("LLMHighSafetyTriggerRate", "15m")
              .isSilent("LLMHighSafetyTriggerRateCritical", "20m")
              .fires("20m", "LLMHighSafetyTriggerRate", """
                  severity: warning
                  symptom: safety
                  owner: llm-platform
                  model: chat
                  summary: chat: safety filters act on 2% of requests
                  description: Over the last hour chat had 2% as many safety triggers as requests. An attack, one customer's use, a new prompt, or a filter that changed: look at the categories first.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMHighSafetyTriggerRate.md
                  dashboard_url: http://localhost:3000/d/llm-model
                  """),
          Situation.of("the threshold exactly")
              .given(requests("chat", 200), triggers("chat", 2))
              .isSilent("LLMHighSafetyTriggerRate", "50m"),
          Situation.of("few requests")
              .given(
                  Samples.of(REQUESTS, "0x20 10x100", "model", "chat", "status", "success"),
                  Samples.of(
                      SAFETY_TRIGGERS, "0x20 10x100", "model", "chat", "category", "self_harm"))
              .isSilent("LLMHighSafetyTriggerRate", "50m"),
          Situation.of("a model without a trigger yet")
              .given(requests("chat", 100))
              .isSilent("LLMHighSafetyTriggerRate", "50m")),
      AlertCase.of(
          "LLMHighSafetyTriggerRateCritical",
          Situation.of("above the threshold")
              .given(requests("chat", 100), triggers("chat", 10))
              .isSilent("LLMHighSafetyTriggerRateCritical", "15m")
              .fires("20m", "LLMHighSafetyTriggerRateCritical", """
                  severity: critical
                  symptom: safety
                  owner: llm-platform
                  model: chat
                  summary: chat: safety filters act on 10% of requests
                  description: Over the last hour chat had 10% as many safety triggers as requests. An attack, one customer's use, a new prompt, or a filter that changed: look at the categories first.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMHighSafetyTriggerRateCritical.md
                  dashboard_url: http://localhost:3000/d/llm-model
                  """),
          Situation.of("the threshold exactly")
              .given(requests("chat", 100), triggers("chat", 5))
              .isSilent("LLMHighSafetyTriggerRateCritical", "50m")),
      AlertCase.of(
          "LLMLowQuality",
          Situation.of("between the thresholds by one evaluator: the warning alone, for it alone")
              .given(scores("judge", 10, 0.6))
              .given(scores("users", 10, 0.9))
              .isSilent("LLMLowQuality", "15m")
              .isSilent("LLMLowQualityCritical", "20m")
              .fires("20m", "LLMLowQuality", """
                  severity: warning
                  symptom: quality
                  owner: llm-platform
                  model: chat
                  evaluator: judge
                  summary: chat: mean quality by judge is 0.60
                  description: The scores that judge gave chat over the last hour have a mean of 0.60. Ask what was deployed: model, prompt, sampling, or the evaluator itself.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMLowQuality.md
                  dashboard_url: http://localhost:3000/d/llm-model
                  """),
          Situation.of("the threshold exactly")
              .given(scores("judge", 10, 0.7))
              .isSilent("LLMLowQuality", "50m"),
          Situation.of("few scores")
              .given(
                  Samples.part(
                      QUALITY_SCORES,
                      "_count",
                      "0x20 10x100",
                      "model",
                      "chat",
                      "evaluator",
                      "judge"),
                  Samples.part(
                      QUALITY_SCORES, "_sum", "0x20 1x100", "model", "chat", "evaluator", "judge"))
              .isSilent("LLMLowQuality", "50m"),
          Situation.of("no scores in an hour are no low quality")
              .given(scores("judge", 0, 0))
              .isSilent("LLMLowQuality", "50m")),
      AlertCase.of(
          "LLMLowQualityCritical",
          Situation.of("below the threshold")
              .given(scores("judge", 10, 0.4))
              .isSilent("LLMLowQualityCritical", "15m")
              .fires("20m", "LLMLowQualityCritical", """
                  severity: critical
                  symptom: quality
                  owner: llm-platform
                  model: chat
                  evaluator: judge
                  summary: chat: mean quality by judge is 0.40
                  description: The scores that judge gave chat over the last hour have a mean of 0.40. Ask what was deployed: model, prompt, sampling, or the evaluator itself.
                  runbook_url: https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/LLMLowQualityCritical.md
                  dashboard_url: http://localhost:3000/d/llm-model
                  """),
          Situation.of("the threshold exactly")
              .given(scores("judge", 10, 0.5))
              .isSilent("LLMLowQualityCritical", "50m")));

  private ProductCases() {}

  private static Samples requests(String model, int step) {
    return Samples.of(REQUESTS, Samples.rising(step, STEPS), "model", model, "status", "success");
  }

  private static Samples triggers(String model, int step) {
    return Samples.of(
        SAFETY_TRIGGERS, Samples.rising(step, STEPS), "model", model, "category", "violence");
  }

  private static List<Samples> scores(String evaluator, int count, double mean) {
    return Samples.scores(
        QUALITY_SCORES, STEPS, count, mean, "model", "chat", "evaluator", evaluator);
  }
}
