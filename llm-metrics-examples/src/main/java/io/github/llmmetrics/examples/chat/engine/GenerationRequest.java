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
 * @param opening the token ids that the answer begins with, whatever the model would say; mostly none
 */
public record GenerationRequest(
    List<Integer> prompt,
    int maxTokens,
    double temperature,
    double topP,
    long seed,
    List<String> stop,
    boolean ignoreEnd,
    List<Integer> opening) {

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
   * @param opening the token ids that the answer begins with
   * @throws IllegalArgumentException when a value is out of range
   */
  public GenerationRequest {
    prompt = List.copyOf(prompt);
    stop = List.copyOf(stop);
    opening = List.copyOf(opening);
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
    this(prompt, maxTokens, temperature, topP, seed, stop, false, List.of());
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

  /**
   * The same request, with an answer that begins in a given way.
   *
   * @param newOpening the token ids that the answer begins with
   * @return the request
   */
  public GenerationRequest withOpening(List<Integer> newOpening) {
    return new GenerationRequest(
        prompt, maxTokens, temperature, topP, seed, stop, ignoreEnd, newOpening);
  }

  /**
   * The same request, with an answer of another length.
   *
   * @param newMaxTokens the most tokens the answer may have, at least 1
   * @return the request
   */
  public GenerationRequest withMaxTokens(int newMaxTokens) {
    return new GenerationRequest(
        prompt, newMaxTokens, temperature, topP, seed, stop, ignoreEnd, opening);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
