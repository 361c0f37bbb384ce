package io.github.llmmetrics.examples.chat.engine;

/** Thrown when a prompt leaves no room for an answer; a shorter one may be tried. */
public final class PromptTooLongException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  PromptTooLongException(int promptTokens, int contextLength) {
    super("the prompt has "
        + promptTokens
        + " tokens, but must have fewer than the context length of "
        + contextLength);
  }
}
