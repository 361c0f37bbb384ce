package io.github.llmmetrics.docs;

import java.io.IOException;
import java.util.List;

/** An engine that always says the same, for code in documents. */
class SpokenEngine {

  private final List<String> tokens;

  SpokenEngine(String... tokens) {
    this.tokens = List.of(tokens);
  }

  Iterable<String> generate(String prompt) {
    if (prompt.isBlank()) {
      throw new IllegalArgumentException("the prompt is blank");
    }
    return tokens;
  }

  long promptTokens() {
    return 12;
  }

  long completionTokens() {
    return tokens.size();
  }

  /** The client that gets the tokens. */
  static final class Client {
    private final StringBuilder received = new StringBuilder();
    private boolean gone;

    void hangUp() {
      gone = true;
    }

    void write(String token) throws IOException {
      if (gone) {
        throw new IOException("Broken pipe");
      }
      received.append(token);
    }

    String received() {
      return received.toString();
    }
  }
}
