package io.github.llmmetrics.stack.cli;

/** What a person can put right. Its message is all that is printed. */
final class UserError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UserError(String message) {
    super(message);
  }

  UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
