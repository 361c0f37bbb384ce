package io.github.llmmetrics.catalogue;

import static io.github.llmmetrics.catalogue.Dimension.MODEL;

import java.util.List;

/**
 * The model dimension: lengths, quality, refusals, safety.
 *
 * <p>Every constant is listed in the table of {@code docs/metrics.md}.
 */
public final class ModelMetrics {

  /** Completion tokens of one request. */
  public static final MetricDefinition OUTPUT_TOKENS = MetricDefinition.histogram(
          "output_tokens", MODEL, "llm_output_tokens", Buckets.COMPLETION_LENGTH)
      .says("Output length", "completion tokens of one request")
      .unit(MetricUnit.TOKENS)
      .labels(LabelDefinitions.MODEL)
      .alsoKnownAs("vllm:request_generation_tokens")
      .build();

  /** Prompt tokens of one request. */
  public static final MetricDefinition PROMPT_LENGTH = MetricDefinition.histogram(
          "prompt_length", MODEL, "llm_prompt_tokens", Buckets.PROMPT_LENGTH)
      .says("Prompt length", "prompt tokens of one request")
      .unit(MetricUnit.TOKENS)
      .labels(LabelDefinitions.MODEL)
      .alsoKnownAs("vllm:request_prompt_tokens")
      .build();

  /** Requests that the model refused. */
  public static final MetricDefinition REFUSALS = MetricDefinition.counter(
          "refusals", MODEL, "llm_refusals_total")
      .says("Refusals", "requests that the model refused")
      .unit(MetricUnit.REQUESTS)
      .labels(LabelDefinitions.MODEL, LabelDefinitions.REFUSAL_REASON)
      .alsoKnownAs("guide: llm_refusal_total")
      .build();

  /** Safety-filter activations. */
  public static final MetricDefinition SAFETY_TRIGGERS = MetricDefinition.counter(
          "safety_triggers", MODEL, "llm_safety_triggers_total")
      .says("Safety triggers", "safety-filter activations")
      .unit(MetricUnit.EVENTS)
      .labels(LabelDefinitions.MODEL, LabelDefinitions.SAFETY_CATEGORY)
      .highIsBad(0.01, 0.05, Thresholds.Basis.SHARE_OF_REQUESTS)
      .alsoKnownAs("guide: llm_safety_trigger_total")
      .build();

  /** Mean of the last 15 minutes of samples; absent when none. */
  public static final MetricDefinition QUALITY_SCORE = MetricDefinition.gauge(
          "quality_score", MODEL, "llm_quality_score")
      .says("Quality score", "mean of the last 15 minutes of samples; absent when none")
      .unit(MetricUnit.SCORE)
      .labels(LabelDefinitions.MODEL, LabelDefinitions.EVALUATOR)
      .lowIsBad(0.7, 0.5)
      .build();

  /** Sampled quality scores (aggregates; alerts use its windowed mean). */
  public static final MetricDefinition QUALITY_SCORES = MetricDefinition.histogram(
          "quality_scores", MODEL, "llm_quality_scores", Buckets.SCORE)
      .says("Quality scores", "sampled quality scores (aggregates; alerts use its windowed mean)")
      .unit(MetricUnit.SCORE)
      .labels(LabelDefinitions.MODEL, LabelDefinitions.EVALUATOR)
      .serviceLevelBounds(0.5, 0.7)
      .build();

  static final List<MetricDefinition> ALL = List.of(
      OUTPUT_TOKENS, PROMPT_LENGTH, REFUSALS, SAFETY_TRIGGERS, QUALITY_SCORE, QUALITY_SCORES);

  private ModelMetrics() {}
}
