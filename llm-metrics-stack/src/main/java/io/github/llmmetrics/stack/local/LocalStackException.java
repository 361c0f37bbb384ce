package io.github.llmmetrics.stack.local;

/** A stack that cannot run here. Its message is for the person who started it, and may have several lines. */
public final class LocalStackException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LocalStackException(String message) {
    super(message);
  }

  LocalStackException(String message, Throwable cause) {
    super(message, cause);
  }
}
