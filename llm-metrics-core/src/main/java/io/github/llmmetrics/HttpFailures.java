package io.github.llmmetrics;

/** What an HTTP status says about a failed request (RFC 9110, and 499 and 529 as they are used in the field). */
final class HttpFailures {

  private HttpFailures() {}

  static Failure classify(int httpStatus) {
    return switch (httpStatus) {
      case 401, 403, 407 -> Failure.error(ErrorType.AUTH);
      case 408, 504 -> new Failure(Status.TIMEOUT, ErrorType.TIMEOUT);
      case 413 -> Failure.error(ErrorType.CONTEXT_LENGTH);
      case 429 -> new Failure(Status.REJECTED, ErrorType.RATE_LIMIT);
      case 499 -> new Failure(Status.CANCELLED, ErrorType.CONNECTION);
      case 502 -> Failure.error(ErrorType.CONNECTION);
      case 503, 529 -> new Failure(Status.REJECTED, ErrorType.OVERLOADED);
      default -> Failure.error(byClass(httpStatus));
    };
  }

  private static ErrorType byClass(int httpStatus) {
    return switch (httpStatus / 100) {
      case 4 -> ErrorType.INVALID_REQUEST;
      case 5 -> ErrorType.INTERNAL;
      default -> ErrorType.UNKNOWN;
    };
  }
}
