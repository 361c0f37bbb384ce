package io.github.llmmetrics.examples.chat.engine;

/**
 * The limits of an engine. Immutable.
 *
 * @param maxBatch the most requests that run at the same time, from 1 to 1024
 * @param tokenBudget the most tokens computed in a step, from {@code maxBatch} to 8192; a longer
 *     prompt is computed in several steps
 * @param kvBlocks the number of blocks of 16 tokens in the key/value cache, from 1 to 65536
 * @param maxQueue the most requests that wait, from 1 to 1000000; more are refused
 * @param prefixCache whether requests share the cached beginnings of their prompts
 */
public record EngineConfig(
    int maxBatch, int tokenBudget, int kvBlocks, int maxQueue, boolean prefixCache) {

  /**
   * Creates a configuration.
   *
   * @param maxBatch the most requests that run at the same time
   * @param tokenBudget the most tokens computed in a step
   * @param kvBlocks the number of blocks in the key/value cache
   * @param maxQueue the most requests that wait
   * @param prefixCache whether requests share cached beginnings
   * @throws IllegalArgumentException when a value is out of range
   */
  public EngineConfig {
    requireRange("maxBatch", maxBatch, 1, 1024);
    requireRange("tokenBudget", tokenBudget, maxBatch, 8192);
    requireRange("kvBlocks", kvBlocks, 1, 65_536);
    requireRange("maxQueue", maxQueue, 1, 1_000_000);
  }

  /** {@return limits that suit a demonstration: 16 running, 256 waiting, 4096 cached tokens} */
  public static EngineConfig defaults() {
    return new EngineConfig(16, 64, 256, 256, true);
  }

  private static void requireRange(String setting, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          setting + " is " + value + ", but must be from " + min + " to " + max);
    }
  }
}
