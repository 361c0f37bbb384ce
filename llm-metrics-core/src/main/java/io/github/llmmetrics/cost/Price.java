package io.github.llmmetrics.cost;

/**
 * What tokens of one model cost, in US dollars per million.
 *
 * @param prompt a prompt token that was computed
 * @param cachedPrompt a prompt token that came from a cache
 * @param completion a completion token
 */
public record Price(double prompt, double cachedPrompt, double completion) {

  private static final double TOKENS_PER_UNIT = 1_000_000;

  /**
   * Checks that all three are 0 or more and finite.
   *
   * @param prompt dollars per million prompt tokens
   * @param cachedPrompt dollars per million cached prompt tokens
   * @param completion dollars per million completion tokens
   */
  public Price {
    prompt = check("prompt", prompt);
    cachedPrompt = check("cached_prompt", cachedPrompt);
    completion = check("completion", completion);
  }

  /**
   * The cost of a request: (prompt − cached) · prompt price + cached · cached price + completion · completion price.
   *
   * @param promptTokens all prompt tokens, cached ones included
   * @param cachedPromptTokens those that came from a cache, at most {@code promptTokens}
   * @param completionTokens all completion tokens
   * @return US dollars
   */
  public double cost(long promptTokens, long cachedPromptTokens, long completionTokens) {
    double units = (promptTokens - cachedPromptTokens) * prompt
        + cachedPromptTokens * cachedPrompt
        + completionTokens * completion;
    return units / TOKENS_PER_UNIT;
  }

  static double check(String name, double value) {
    if (!Double.isFinite(value) || value < 0) {
      throw new IllegalArgumentException(
          name + ": " + value + " must be 0 or more dollars per million tokens");
    }
    return value;
  }
}
