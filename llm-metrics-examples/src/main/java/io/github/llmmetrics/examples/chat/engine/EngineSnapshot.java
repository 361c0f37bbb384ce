package io.github.llmmetrics.examples.chat.engine;

/**
 * What an engine is doing. Immutable. Each figure is that of the moment, but they are not read in
 * the same instant; cumulative ones count from the engine's start.
 *
 * @param waiting the requests in the queue
 * @param running the requests that take part in steps
 * @param oldestWaitingSeconds how long the longest waiting request has been in the queue, 0 without
 *     one
 * @param kvBlocksUsed the cache blocks that are reserved or held by running requests; those that merely remember a
 *     prefix count as free
 * @param kvBlocksTotal all cache blocks
 * @param prefixHitTokens prompt tokens that the prefix cache had, cumulative, once for each request
 * @param prefixMissTokens prompt tokens that it did not have, cumulative, once for each request
 * @param preemptions how often a running request was sent back to the queue, cumulative
 * @param generatedTokens tokens generated, cumulative
 */
public record EngineSnapshot(
    int waiting,
    int running,
    double oldestWaitingSeconds,
    int kvBlocksUsed,
    int kvBlocksTotal,
    long prefixHitTokens,
    long prefixMissTokens,
    long preemptions,
    long generatedTokens) {

  /** {@return the used part of the key/value cache, from 0 to 100} */
  public double kvUsagePercent() {
    return 100.0 * kvBlocksUsed / kvBlocksTotal;
  }
}
