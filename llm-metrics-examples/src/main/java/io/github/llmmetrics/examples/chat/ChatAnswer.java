package io.github.llmmetrics.examples.chat;

import java.io.IOException;

/**
 * Where the answer to one request goes: whole or piece by piece. Each method throws an {@link IOException} when the
 * client is gone, which the JDK's server notices at a write only.
 */
interface ChatAnswer {

  /** Adds a piece of text, which may be empty. */
  void piece(String text) throws IOException;

  /** Ends the answer. */
  void end(String finishReason, TokenCounts tokens) throws IOException;

  /** Ends the answer with an error, after any number of pieces. */
  void fail(ApiException error) throws IOException;
}
