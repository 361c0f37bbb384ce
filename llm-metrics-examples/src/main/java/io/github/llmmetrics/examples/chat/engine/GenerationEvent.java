package io.github.llmmetrics.examples.chat.engine;

/** What a {@link Generation} yields: pieces of text, then the end. Immutable. */
public sealed interface GenerationEvent {

  /**
   * A piece of the answer.
   *
   * @param text the text; empty only for tokens at the very end that have none
   * @param tokens how many tokens it took, as a token may be half a character or part of a stop
   *     string: count these, not the pieces
   */
  record Text(String text, int tokens) implements GenerationEvent {}

  /**
   * The end of the answer; nothing follows.
   *
   * @param reason why it ended
   */
  record End(FinishReason reason) implements GenerationEvent {}
}
