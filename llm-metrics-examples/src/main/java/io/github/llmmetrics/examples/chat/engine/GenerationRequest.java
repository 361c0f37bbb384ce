package io.github.llmmetrics.examples.chat.engine;

import java.util.List;

/**
 * What to generate, and how. Immutable.
 *
 * @param prompt the token ids that the answer continues, at least one
 * @param maxTokens the most tokens the answer may have, at least 1; the context may allow fewer
 * @param temperature how evenly tokens are drawn; 0 always takes the most likely one
 * @param topP the share of the probability that is drawn from, above 0 and up to 1
 * @param seed equal seeds draw equal tokens
 * @param stop strings that end the answer and are not part of it
 * @param ignoreEnd whether the model may not end the answer itself, so that it is as long as it may be
 */
public record GenerationRequest(
    List<Integer> prompt,
    int maxTokens,
    double temperature,
    double topP,
    long seed,
    List<String> stop,
    boolean ignoreEnd) {

  /**
   * Creates a request.
   *
   * @param prompt the token ids that the answer continues
   * @param maxTokens the most tokens the answer may have
   * @param temperature how evenly tokens are drawn
   * @param topP the share of the probability that is drawn from
   * @param seed equal seeds draw equal tokens
   * @param stop strings that end the answer
   * @param ignoreEnd whether the model may not end the answer itself
   * @throws IllegalArgumentException when a value is out of range
   */
  public GenerationRequest {
    prompt = List.copyOf(prompt);
    stop = List.copyOf(stop);
    require(!prompt.isEmpty(), "prompt must not be empty");
    require(maxTokens >= 1, "maxTokens is " + maxTokens + ", but must be at least 1");
    require(
        temperature >= 0 && temperature <= Float.MAX_VALUE,
        "temperature is " + temperature + ", but must be a number from 0");
    require(topP > 0 && topP <= 1, "topP is " + topP + ", but must be above 0 and up to 1");
    require(!stop.contains(""), "stop must not contain an empty string");
  }

  /**
   * Creates a request whose answer ends where the model ends it.
   *
   * @param prompt the token ids that the answer continues
   * @param maxTokens the most tokens the answer may have
   * @param temperature how evenly tokens are drawn
   * @param topP the share of the probability that is drawn from
   * @param seed equal seeds draw equal tokens
   * @param stop strings that end the answer
   * @throws IllegalArgumentException when a value is out of range
   */
  public GenerationRequest(
      List<Integer> prompt,
      int maxTokens,
      double temperature,
      double topP,
      long seed,
      List<String> stop) {
    this(prompt, maxTokens, temperature, topP, seed, stop, false);
  }

  /**
   * A request that always takes the most likely token and has no stop strings.
   *
   * @param prompt the token ids that the answer continues, at least one
   * @param maxTokens the most tokens the answer may have, at least 1
   * @return the request
   */
  public static GenerationRequest greedy(List<Integer> prompt, int maxTokens) {
    return new GenerationRequest(prompt, maxTokens, 0, 1, 0, List.of());
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
