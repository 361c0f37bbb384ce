package io.github.llmmetrics.examples.chat.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request to the chat endpoint, and how its client behaves. It streams and stays to the end, unless told otherwise.
 * Filled by one thread, then only read.
 */
final class ChatRequest {

  /** What the client says about the answer. */
  enum Rating {
    NONE,
    HONEST,
    OUT_OF_RANGE
  }

  private final Customer customer;
  private final ObjectNode body = JsonNodeFactory.instance.objectNode();
  private int hangUpAfter = Integer.MAX_VALUE;
  private Rating rating = Rating.NONE;

  ChatRequest(Customer customer, String model) {
    this.customer = customer;
    body.put("model", model).putArray("messages");
    body.put("stream", true).putObject("stream_options").put("include_usage", true);
    if (customer.name() != null) {
      body.put("user", customer.name());
    }
  }

  ChatRequest message(String role, String content) {
    body.withArray("messages").addObject().put("role", role).put("content", content);
    return this;
  }

  ChatRequest sampled(double temperature, int seed) {
    body.put("temperature", temperature).put("seed", seed);
    return this;
  }

  ChatRequest maxTokens(int tokens) {
    body.put("max_completion_tokens", tokens);
    return this;
  }

  ChatRequest toTheLastToken(int tokens) {
    body.put("ignore_eos", true);
    return maxTokens(tokens);
  }

  ChatRequest deadline(double seconds) {
    body.put("timeout", seconds);
    return this;
  }

  ChatRequest inOnePiece() {
    body.put("stream", false).remove("stream_options");
    return this;
  }

  ChatRequest hangUpAfter(int pieces) {
    hangUpAfter = pieces;
    return this;
  }

  ChatRequest rated(Rating newRating) {
    rating = newRating;
    return this;
  }

  Customer customer() {
    return customer;
  }

  String json() {
    return body.toString();
  }

  boolean hangsUpAfter(int pieces) {
    return pieces >= hangUpAfter;
  }

  Rating rating() {
    return rating;
  }
}
