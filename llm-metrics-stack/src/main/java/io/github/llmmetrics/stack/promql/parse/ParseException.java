package io.github.llmmetrics.stack.promql.parse;

/** A text that is no PromQL. */
public final class ParseException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  ParseException(String message, int position) {
    super(message + " at character " + (position + 1));
  }
}
