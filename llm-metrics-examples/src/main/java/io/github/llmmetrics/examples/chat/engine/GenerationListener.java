package io.github.llmmetrics.examples.chat.engine;

/**
 * Hears what happens to one request. The engine thread calls it, in order, so it must be quick;
 * what it throws is logged and does not disturb the engine.
 */
public interface GenerationListener {

  /** The request left the queue for the first time. */
  default void scheduled() {}

  /** One more token of the answer was generated; the first call is the first token. */
  default void token() {}

  /**
   * The request ended; nothing follows.
   *
   * @param reason why it ended
   */
  default void finished(FinishReason reason) {}
}
