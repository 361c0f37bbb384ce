package io.github.llmmetrics;

/**
 * What is learned about a model's answers apart from their requests: scores, refusals, safety events and users'
 * feedback, which often come later and from elsewhere.
 *
 * <pre>{@code
 * llm_quality_score{evaluator="judge",model="llama-3-8b"} 0.82
 * llm_quality_scores_bucket{evaluator="judge",model="llama-3-8b",le="0.8"} 17
 * llm_refusals_total{model="llama-3-8b",reason="policy"} 3.0
 * llm_safety_triggers_total{category="pii",model="llama-3-8b"} 1.0
 * llm_user_satisfaction{model="llama-3-8b",segment="free"} 0.9
 * llm_user_satisfaction_scores_bucket{model="llama-3-8b",segment="free",le="0.9"} 8
 * }</pre>
 *
 * <p>No method throws or blocks: a score that is not in 0..1 is refused and counted in
 * {@code llm_metrics_dropped_total}, and strings are repaired. Thread-safe.
 */
public final class QualityMetrics {

  private final String model;
  private final QualityInstruments instruments;

  QualityMetrics(String model, QualityInstruments instruments) {
    this.model = model;
    this.instruments = instruments;
  }

  /**
   * Observes a quality score into {@code llm_quality_scores}; {@code llm_quality_score} is the mean of the last 15
   * minutes.
   *
   * @param evaluator who gave it
   * @param zeroToOne 1 is best
   */
  public void score(String evaluator, double zeroToOne) {
    instruments.score(model, evaluator, zeroToOne);
  }

  /**
   * Counts in {@code llm_refusals_total} that the model refused.
   *
   * @param reason a few words from a short list of the host's; never the refusal's text
   */
  public void refusal(String reason) {
    instruments.refusal(model, reason);
  }

  /**
   * Counts in {@code llm_safety_triggers_total} that a safety filter acted.
   *
   * @param category what it found, from a short list of the host's
   */
  public void safetyTrigger(String category) {
    instruments.safetyTrigger(model, category);
  }

  /**
   * Observes a user's feedback into {@code llm_user_satisfaction_scores}; {@code llm_user_satisfaction} is the mean of
   * the last 15 minutes.
   *
   * @param segment the group of users
   * @param zeroToOne 1 is best
   */
  public void userSatisfaction(String segment, double zeroToOne) {
    instruments.satisfaction(model, segment, zeroToOne);
  }
}
