package io.github.llmmetrics;

/** The values of the label {@code type} of token counters: disjoint, so that their sum counts each token once. */
final class TokenType {

  static final String PROMPT = "prompt";
  static final String COMPLETION = "completion";

  private TokenType() {}
}
