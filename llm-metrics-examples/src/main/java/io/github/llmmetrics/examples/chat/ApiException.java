package io.github.llmmetrics.examples.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** An answer that says what went wrong, in the form that clients of the OpenAI API read. */
final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String type;
  private final String code;

  private ApiException(int status, String type, String code, @Nullable String message) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = code;
  }

  /** The client's mistake: the same request will fail again. */
  static ApiException invalid(int status, String code, @Nullable String message) {
    return new ApiException(status, "invalid_request_error", code, message);
  }

  /** A path that leads nowhere. */
  static ApiException notFound() {
    return invalid(404, "not_found", "there is nothing here");
  }

  /** A value of the request that is wrong. */
  static ApiException badValue(@Nullable String message) {
    return invalid(400, "invalid_value", message);
  }

  static ApiException queueFull() {
    return new ApiException(
        429, "rate_limit_error", "queue_full", "too many requests are waiting; try again soon");
  }

  static ApiException deadline(double seconds) {
    return new ApiException(
        504, "timeout_error", "deadline_exceeded", "no complete answer within " + seconds + " s");
  }

  /** The service's mistake; what happened stays in its log. */
  static ApiException internal() {
    return new ApiException(
        500, "server_error", "internal_error", "the service could not answer this request");
  }

  int status() {
    return status;
  }

  ObjectNode toJson() {
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("message", getMessage())
        .put("type", type)
        .putNull("param")
        .put("code", code);
    return body;
  }
}
