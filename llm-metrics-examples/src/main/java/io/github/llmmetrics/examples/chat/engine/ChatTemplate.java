package io.github.llmmetrics.examples.chat.engine;

import java.util.ArrayList;
import java.util.List;

/** Turns a conversation into the prompt form that the model was trained on. Thread-safe. */
public final class ChatTemplate {
  private final BpeTokenizer tokenizer;

  /**
   * Creates a template.
   *
   * @param tokenizer the tokenizer of the model that is asked
   */
  public ChatTemplate(BpeTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * A prompt that asks the assistant to speak next.
   *
   * @param messages the conversation so far, the oldest first
   * @return the token ids of the prompt
   * @throws IllegalArgumentException when there is no message
   */
  public List<Integer> prompt(List<ChatMessage> messages) {
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("messages must not be empty");
    }
    List<Integer> tokens = new ArrayList<>();
    tokens.add(tokenizer.id(SpecialToken.END));
    for (ChatMessage message : messages) {
      tokens.add(tokenizer.id(message.role().marker()));
      tokens.addAll(tokenizer.encode(message.content()));
      if (message.role() == ChatMessage.Role.ASSISTANT) {
        tokens.add(tokenizer.id(SpecialToken.END));
      }
    }
    tokens.add(tokenizer.id(SpecialToken.ASSISTANT));
    return List.copyOf(tokens);
  }
}
