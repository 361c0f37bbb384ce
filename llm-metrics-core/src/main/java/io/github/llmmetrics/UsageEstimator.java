package io.github.llmmetrics;

/**
 * Says what a provider does not: the token counts of a stream that ended without them. What is estimated is marked by
 * {@code llm_usage_estimated_total}, and goes into the same series as what is told.
 *
 * <p>Called once at most, when the stream ends, and only where a count of the prompt or the completion is missing. One that
 * throws or returns null has estimated nothing.
 */
@FunctionalInterface
public interface UsageEstimator {

  /**
   * Estimates.
   *
   * @param carried how many tokens the chunks carried, as the {@link ChunkReader} said; where a provider sends several
   *     tokens in a chunk and does not say how many, that is the number of chunks
   * @return what is believed; where the provider told a count, that is used and not this
   */
  Usage estimate(long carried);
}
