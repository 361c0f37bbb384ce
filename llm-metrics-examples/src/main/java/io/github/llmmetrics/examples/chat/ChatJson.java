package io.github.llmmetrics.examples.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The JSON of one completion, whole or in chunks, as the OpenAI API has it. */
final class ChatJson {

  private final String id;
  private final String model;
  private final long created = Instant.now().getEpochSecond();

  ChatJson(String id, String model) {
    this.id = id;
    this.model = model;
  }

  ObjectNode completion(String text, String finishReason, TokenCounts tokens) {
    ObjectNode completion = head("chat.completion");
    ObjectNode choice = choice(completion, finishReason);
    choice.putObject("message").put("role", "assistant").put("content", text).putNull("refusal");
    putUsage(completion, tokens);
    return completion;
  }

  ObjectNode roleChunk() {
    ObjectNode chunk = head("chat.completion.chunk");
    choice(chunk, null).putObject("delta").put("role", "assistant").put("content", "");
    return chunk;
  }

  ObjectNode contentChunk(String text) {
    ObjectNode chunk = head("chat.completion.chunk");
    choice(chunk, null).putObject("delta").put("content", text);
    return chunk;
  }

  ObjectNode finishChunk(String finishReason) {
    ObjectNode chunk = head("chat.completion.chunk");
    choice(chunk, finishReason).putObject("delta");
    return chunk;
  }

  ObjectNode usageChunk(TokenCounts tokens) {
    ObjectNode chunk = head("chat.completion.chunk");
    chunk.putArray("choices");
    putUsage(chunk, tokens);
    return chunk;
  }

  private ObjectNode head(String object) {
    return Json.object()
        .put("id", id)
        .put("object", object)
        .put("created", created)
        .put("model", model);
  }

  private static ObjectNode choice(ObjectNode parent, @Nullable String finishReason) {
    return parent
        .putArray("choices")
        .addObject()
        .put("index", 0)
        .putNull("logprobs")
        .put("finish_reason", finishReason);
  }

  private static void putUsage(ObjectNode parent, TokenCounts tokens) {
    parent
        .putObject("usage")
        .put("prompt_tokens", tokens.prompt())
        .put("completion_tokens", tokens.completion())
        .put("total_tokens", tokens.prompt() + tokens.completion())
        .putObject("prompt_tokens_details")
        .put("cached_tokens", tokens.cached());
  }
}
