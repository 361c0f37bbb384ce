package io.github.llmmetrics.examples.chat.engine;

/** Thrown when a request is refused because too many are waiting; it may be tried again later. */
public final class QueueFullException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Creates the refusal.
   *
   * @param maxQueue how many requests may wait
   */
  public QueueFullException(int maxQueue) {
    super("the queue is full: " + maxQueue + " requests are waiting");
  }
}
