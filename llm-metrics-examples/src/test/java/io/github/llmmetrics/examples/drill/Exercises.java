package io.github.llmmetrics.examples.drill;

import java.util.List;
import java.util.Map;

/**
 * The exercises of the drill. Those of one lane come one after the other, as they would disturb each other; lanes go on beside
 * each other.
 */
final class Exercises {

  private static final Map<String, String> JARGON = Map.of("model", "jargon");
  private static final Map<String, String> LEXICON = Map.of("model", "lexicon");
  private static final Map<String, String> ANYWHERE = Map.of();

  /** What a model that is slow may raise besides. */
  private static final String[] SLOW = {
    "LLMHighTTFT",
    "LLMHighTTFTCritical",
    "LLMHighLatencyP99",
    "LLMHighLatencyP99Critical",
    "LLMSLOLatencyBreach",
    "LLMErrorBudgetBurnFast",
    "LLMErrorBudgetBurnSlow"
  };

  private static final Exercise SLOW_PREFILL = Exercise.of(
          "slow-prefill", "jargon=35000", "lexicon=12000")
      .tells(JARGON, "LLMHighLatencyP99Critical", "LLMHighTTFTCritical", "LLMSLOLatencyBreach")
      .holdsBack(JARGON, "LLMHighLatencyP99", "LLMHighTTFT")
      .tells(LEXICON, "LLMHighLatencyP99", "LLMHighTTFTCritical")
      .holdsBack(LEXICON, "LLMHighTTFT")
      .mayRaise(JARGON, "LLMErrorBudgetBurnFast", "LLMErrorBudgetBurnSlow")
      .mayRaise(LEXICON, "LLMSLOLatencyBreach", "LLMErrorBudgetBurnFast", "LLMErrorBudgetBurnSlow");

  private static final Exercise SLIGHTLY_SLOW_PREFILL = Exercise.of("slow-prefill", "lexicon=3000")
      .tells(LEXICON, "LLMHighTTFT")
      .mayRaise(LEXICON, "LLMSLOLatencyBreach");

  private static final Exercise SLOW_DECODE = Exercise.of(
          "slow-decode", "jargon=300", "lexicon=110")
      .tells(JARGON, "LLMHighTPOTCritical")
      .holdsBack(JARGON, "LLMHighTPOT")
      .tells(LEXICON, "LLMHighTPOT")
      .mayRaise(JARGON, SLOW)
      .mayRaise(LEXICON, SLOW)
      // A machine that is busy besides makes more than 200 ms of 110.
      .mayRaise(LEXICON, "LLMHighTPOTCritical");

  private static final Exercise QUEUE_FLOOD = Exercise.of("queue-flood", "jargon=200")
      .tells(JARGON, "LLMHighQueueDepth")
      .mayRaise(JARGON, SLOW);

  private static final Exercise FULL_CACHE = Exercise.of("kv-cache-full", "lexicon=0.95")
      .tells(LEXICON, "LLMKVCacheNearFull")
      .mayRaise(LEXICON, SLOW);

  private static final Exercise ERRORS = Exercise.of("error-storm", "lexicon=0.4")
      .tells(LEXICON, "LLMHighErrorRateCritical", "LLMSLOAvailabilityBreach")
      .tells(availability("1h"), "LLMErrorBudgetBurnFast")
      .holdsBack(LEXICON, "LLMHighErrorRate")
      .tellsLater(availability("1d"), "LLMErrorBudgetBurnSlow")
      .mayRaise(LEXICON, "LLMErrorBudgetBurnFast", "LLMErrorBudgetBurnSlow");

  private static final Exercise FEW_ERRORS = Exercise.of(
          "error-storm jargon=0.025, and a crowd",
          stack -> {
            stack.crowd().gather("jargon");
            stack.chat().fault("error-storm?model=jargon&strength=0.025");
          },
          stack -> {
            stack.chat().noFault("error-storm");
            stack.crowd().disperse();
          })
      .tells(JARGON, "LLMHighErrorRate")
      .mayRaise(
          JARGON,
          "LLMSLOAvailabilityBreach",
          "LLMErrorBudgetBurnFast",
          "LLMErrorBudgetBurnSlow",
          // The crowd's answers are cut off, and are scored.
          "LLMLowQuality",
          "LLMLowQualityCritical");

  private static final Exercise UNSAFE_ANSWERS = Exercise.of(
          "safety-storm", "jargon=0.2", "lexicon=0.05")
      .tells(JARGON, "LLMHighSafetyTriggerRateCritical")
      .holdsBack(JARGON, "LLMHighSafetyTriggerRate")
      .tells(LEXICON, "LLMHighSafetyTriggerRate");

  private static final Exercise BAD_ANSWERS = Exercise.of("low-quality", "jargon=1", "lexicon=0.4")
      .tells(judged("jargon", "repetition"), "LLMLowQualityCritical")
      .tells(judged("jargon", "completeness"), "LLMLowQualityCritical")
      .holdsBack(judged("jargon", "repetition"), "LLMLowQuality")
      .holdsBack(judged("jargon", "completeness"), "LLMLowQuality")
      .tells(judged("lexicon", "completeness"), "LLMLowQuality")
      .mayRaise(judged("lexicon", "repetition"), "LLMLowQuality");

  private static final Exercise SICK_GPUS = Exercise.of(
          "GPUs hot, full, busy and lost",
          stack -> stack.chat().gpus(Gpus.faulty()),
          stack -> stack.chat().gpus(Gpus.healthy()))
      .tells(gpu(0), "GPUHighTemperatureCritical")
      .holdsBack(gpu(0), "GPUHighTemperature")
      .tells(gpu(1), "GPUHighTemperature")
      .tells(gpu(2), "GPUMemoryNearFull")
      .tells(gpu(3), "GPUHighUtilization")
      .tells(gpu(4), "GPUDown");

  private static final Exercise BLIND_METRICS = Exercise.of("callback-failure", "jargon=1")
      .tells(Map.of("cause", "callbacks failing"), "LLMMetricsUnhealthy");

  private static final Exercise NO_SERVICE = Exercise.of(
          "the process ended",
          stack -> stack.chat().end(),
          stack -> stack.chat().restart())
      .tells(ANYWHERE, "LLMServiceDown")
      // Its load begins again with a request of each unhappy kind.
      .mayRaise(
          ANYWHERE,
          "LLMHighErrorRate",
          "LLMHighErrorRateCritical",
          "LLMHighSafetyTriggerRate",
          "LLMHighSafetyTriggerRateCritical",
          "LLMSLOAvailabilityBreach",
          "LLMErrorBudgetBurnFast",
          "LLMErrorBudgetBurnSlow");

  private Exercises() {}

  /** Rounds of lanes: a round begins when all lanes of the one before have ended. */
  static List<List<List<Exercise>>> rounds() {
    return List.of(
        List.of(
            List.of(ERRORS),
            List.of(SLOW_PREFILL, SLIGHTLY_SLOW_PREFILL, SLOW_DECODE, QUEUE_FLOOD, FULL_CACHE),
            List.of(UNSAFE_ANSWERS, BAD_ANSWERS),
            List.of(SICK_GPUS, BLIND_METRICS)),
        List.of(List.of(FEW_ERRORS)),
        List.of(List.of(NO_SERVICE)));
  }

  /** All of them. */
  static List<Exercise> all() {
    return rounds().stream().flatMap(List::stream).flatMap(List::stream).toList();
  }

  private static Map<String, String> availability(String window) {
    return Map.of("model", "lexicon", "slo", "availability", "long", window);
  }

  private static Map<String, String> judged(String model, String evaluator) {
    return Map.of("model", model, "evaluator", evaluator);
  }

  private static Map<String, String> gpu(int index) {
    return Map.of("gpu_id", Integer.toString(index));
  }
}
