package io.github.llmmetrics.examples.chat.engine;

import java.util.Objects;

/**
 * One turn of a conversation.
 *
 * @param role who speaks
 * @param content what is said, as plain text
 */
public record ChatMessage(Role role, String content) {

  /** Who speaks in a turn. */
  public enum Role {
    /** The operator, who tells the assistant how to behave. */
    SYSTEM(SpecialToken.SYSTEM),
    /** The person who asks. */
    USER(SpecialToken.USER),
    /** The model. */
    ASSISTANT(SpecialToken.ASSISTANT);

    private final SpecialToken marker;

    Role(SpecialToken marker) {
      this.marker = marker;
    }

    SpecialToken marker() {
      return marker;
    }
  }

  /**
   * Creates a message.
   *
   * @param role who speaks
   * @param content what is said, as plain text
   */
  public ChatMessage {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(content, "content");
  }
}
