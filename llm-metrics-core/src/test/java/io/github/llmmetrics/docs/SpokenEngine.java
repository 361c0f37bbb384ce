package io.github.llmmetrics.docs;

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

    void write(String token) {
      received.append(token);
    }

    String received() {
      return received.toString();
    }
  }
}
