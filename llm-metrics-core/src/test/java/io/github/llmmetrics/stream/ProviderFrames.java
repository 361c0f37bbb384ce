package io.github.llmmetrics.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.llmmetrics.Chunk;
import io.github.llmmetrics.ErrorType;
import io.github.llmmetrics.Failure;
import io.github.llmmetrics.Usage;

/** How a host reads the frames of the providers whose streams are among the resources. */
final class ProviderFrames {

  private static final JsonMapper JSON = new JsonMapper();

  private ProviderFrames() {}

  private static JsonNode parse(String frame) {
    try {
      return JSON.readTree(frame);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** OpenAI's chat completions, and vLLM's with reasoning and token ids. */
  static Chunk openAiChat(String data) {
    JsonNode root = parse(data);
    JsonNode choice = root.path("choices").path(0);
    JsonNode delta = choice.path("delta");
    int tokens = Math.max(1, choice.path("token_ids").size());
    Chunk chunk = Chunk.NONE;
    if (has(delta, "content")) {
      chunk = Chunk.content(tokens);
    } else if (has(delta, "reasoning_content") || !delta.path("tool_calls").isMissingNode()) {
      chunk = Chunk.hidden(tokens);
    }
    if (has(choice, "finish_reason")) {
      chunk = chunk.withFinishReason(choice.path("finish_reason").asText());
    }
    JsonNode usage = root.path("usage");
    return usage.isObject()
        ? chunk.withUsage(Usage.of(
                usage.path("prompt_tokens").asLong(),
                usage.path("completion_tokens").asLong())
            .withCachedPrompt(usage.at("/prompt_tokens_details/cached_tokens").asLong())
            .withReasoning(
                usage.at("/completion_tokens_details/reasoning_tokens").asLong()))
        : chunk;
  }

  /** OpenAI's responses. */
  static Chunk openAiResponses(String data) {
    JsonNode root = parse(data);
    JsonNode usage = root.at("/response/usage");
    return switch (root.path("type").asText()) {
      case "response.output_text.delta" -> Chunk.CONTENT;
      case "response.reasoning_summary_text.delta",
          "response.reasoning_text.delta",
          "response.function_call_arguments.delta" -> Chunk.HIDDEN;
      case "response.completed" ->
        Chunk.NONE.withUsage(Usage.of(
                usage.path("input_tokens").asLong(), usage.path("output_tokens").asLong())
            .withCachedPrompt(usage.at("/input_tokens_details/cached_tokens").asLong())
            .withReasoning(usage.at("/output_tokens_details/reasoning_tokens").asLong()));
      default -> Chunk.NONE;
    };
  }

  /** Anthropic's messages, whose input tokens leave out those of the cache. */
  static Chunk anthropicMessages(String data) {
    JsonNode root = parse(data);
    return switch (root.path("type").asText()) {
      case "message_start" -> {
        JsonNode usage = root.at("/message/usage");
        long cached = usage.path("cache_read_input_tokens").asLong();
        long prompt = usage.path("input_tokens").asLong()
            + cached
            + usage.path("cache_creation_input_tokens").asLong();
        yield Chunk.NONE.withUsage(
            Usage.of(prompt, usage.path("output_tokens").asLong()).withCachedPrompt(cached));
      }
      case "content_block_delta" ->
        root.at("/delta/type").asText().equals("text_delta") ? Chunk.CONTENT : Chunk.HIDDEN;
      case "message_delta" ->
        Chunk.NONE
            .withFinishReason(root.at("/delta/stop_reason").asText())
            .withUsage(new Usage(null, null, null, null)
                .withCompletion(root.at("/usage/output_tokens").asLong()));
      case "error" -> Chunk.NONE.withFailure(Failure.error(ErrorType.OVERLOADED));
      default -> Chunk.NONE;
    };
  }

  /** Ollama's chat. */
  static Chunk ollama(String line) {
    JsonNode root = parse(line);
    if (root.path("done").asBoolean()) {
      return Chunk.NONE
          .withFinishReason(root.path("done_reason").asText())
          .withUsage(Usage.of(
              root.path("prompt_eval_count").asLong(), root.path("eval_count").asLong()));
    }
    return has(root.path("message"), "content") ? Chunk.CONTENT : Chunk.HIDDEN;
  }

  private static boolean has(JsonNode node, String text) {
    return !node.path(text).asText("").isEmpty() && !node.path(text).isNull();
  }
}
