package io.github.llmmetrics.stack.prometheus;

/** A server that does not answer as it should. Its message is for the person who named the server. */
public final class PrometheusException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PrometheusException(String message) {
    super(message);
  }

  PrometheusException(String message, Throwable cause) {
    super(message, cause);
  }
}
