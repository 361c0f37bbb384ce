package io.github.llmmetrics;

/** Is thrown by nobody: its stack is where a request began that nobody ended. */
final class BegunHere extends Exception {

  private static final long serialVersionUID = 1;

  BegunHere() {
    super("where a request began that nobody ended");
  }
}
