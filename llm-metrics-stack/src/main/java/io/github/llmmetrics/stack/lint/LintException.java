package io.github.llmmetrics.stack.lint;

/** A file that cannot be looked at. Its message is for the person who named it. */
public final class LintException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  LintException(String message) {
    super(message);
  }

  LintException(String message, Throwable cause) {
    super(message, cause);
  }
}
