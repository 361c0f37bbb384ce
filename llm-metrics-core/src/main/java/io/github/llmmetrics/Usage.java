package io.github.llmmetrics;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one request, as far as they are known. What is not known is absent, never 0.
 *
 * <p>A count that is negative or over a billion, or a subset larger than its whole, is refused when it is recorded and
 * counted in {@code llm_metrics_dropped_total}; what was told before stays. Immutable.
 *
 * @param prompt tokens of the prompt, cached ones included
 * @param completion generated tokens, reasoning included
 * @param cachedPrompt prompt tokens that came from a cache: a part of {@code prompt}
 * @param reasoning generated tokens spent on reasoning: a part of {@code completion}
 */
public record Usage(
    OptionalLong prompt,
    OptionalLong completion,
    OptionalLong cachedPrompt,
    OptionalLong reasoning) {

  static final Usage NONE = new Usage(null, null, null, null);

  /**
   * Any combination of counts; a null is absent, as this may be called while recording, which never throws.
   *
   * @param prompt tokens of the prompt, cached ones included
   * @param completion generated tokens, reasoning included
   * @param cachedPrompt prompt tokens that came from a cache
   * @param reasoning generated tokens spent on reasoning
   */
  public Usage(
      @Nullable OptionalLong prompt,
      @Nullable OptionalLong completion,
      @Nullable OptionalLong cachedPrompt,
      @Nullable OptionalLong reasoning) {
    this.prompt = orAbsent(prompt);
    this.completion = orAbsent(completion);
    this.cachedPrompt = orAbsent(cachedPrompt);
    this.reasoning = orAbsent(reasoning);
  }

  /**
   * Prompt and completion tokens.
   *
   * @param prompt tokens of the prompt
   * @param completion generated tokens
   * @return a usage without the subsets
   */
  public static Usage of(long prompt, long completion) {
    return new Usage(OptionalLong.of(prompt), OptionalLong.of(completion), null, null);
  }

  /**
   * Prompt tokens alone, as they are known when a request begins.
   *
   * @param prompt tokens of the prompt
   * @return a usage without the others
   */
  public static Usage ofPrompt(long prompt) {
    return new Usage(OptionalLong.of(prompt), null, null, null);
  }

  /**
   * The same with the number of generated tokens.
   *
   * @param tokens generated tokens
   * @return a new usage
   */
  public Usage withCompletion(long tokens) {
    return new Usage(prompt, OptionalLong.of(tokens), cachedPrompt, reasoning);
  }

  /**
   * The same with the number of cached prompt tokens.
   *
   * @param tokens prompt tokens that came from a cache
   * @return a new usage
   */
  public Usage withCachedPrompt(long tokens) {
    return new Usage(prompt, completion, OptionalLong.of(tokens), reasoning);
  }

  /**
   * The same with the number of reasoning tokens.
   *
   * @param tokens generated tokens spent on reasoning
   * @return a new usage
   */
  public Usage withReasoning(long tokens) {
    return new Usage(prompt, completion, cachedPrompt, OptionalLong.of(tokens));
  }

  private static OptionalLong orAbsent(@Nullable OptionalLong value) {
    return value == null ? OptionalLong.empty() : value;
  }
}
