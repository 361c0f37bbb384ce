package io.github.llmmetrics.examples.chat.engine;

/** A token that structures a conversation; no text encodes to it. */
public enum SpecialToken {
  /** Opens the instructions for the assistant. */
  SYSTEM("<|system|>"),
  /** Opens what the user says. */
  USER("<|user|>"),
  /** Opens what the assistant says. */
  ASSISTANT("<|assistant|>"),
  /** Ends an answer; also the boundary at which every conversation begins. */
  END("<|end|>");

  private final String spelling;

  SpecialToken(String spelling) {
    this.spelling = spelling;
  }

  /** {@return how the vocabulary spells this token} */
  public String spelling() {
    return spelling;
  }
}
