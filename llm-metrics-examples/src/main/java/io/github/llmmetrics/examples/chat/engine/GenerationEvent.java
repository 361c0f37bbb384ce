package io.github.llmmetrics.examples.chat.engine;

/** What a {@link Generation} yields: pieces of text, then the end. Immutable. */
public sealed interface GenerationEvent {

  /**
   * A piece of the answer.
   *
   * @param text the text; empty only at the very end, for tokens that have none
   * @param tokens how many tokens came with it: count these, not the pieces, because a token may be
   *     half a character or held back as a possible stop string
   */
  record Text(String text, int tokens) implements GenerationEvent {}

  /**
   * The end of the answer; nothing follows.
   *
   * @param reason why it ended
   */
  record End(FinishReason reason) implements GenerationEvent {}
}
