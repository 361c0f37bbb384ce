package io.github.llmmetrics.examples.chat.engine;

/**
 * Hears what the engine does. The engine thread calls it, so it must be quick; what it throws is
 * logged and does not disturb the engine.
 */
public interface EngineListener {

  /**
   * A step was computed.
   *
   * @param batchSize the number of requests that took part
   */
  default void step(int batchSize) {}

  /** A running request lost its cache blocks to an older one and went back to the queue. */
  default void preempted() {}
}
