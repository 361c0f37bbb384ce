package io.github.llmmetrics.examples.chat;

import io.github.llmmetrics.examples.chat.engine.ChatMessage;
import io.github.llmmetrics.examples.chat.engine.ChatMessage.Role;
import io.github.llmmetrics.examples.chat.engine.GenerationRequest;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for, as far as this service knows it; other fields of the OpenAI API are ignored.
 *
 * @param model the model's name
 * @param messages the conversation, the newest last
 * @param maxTokens the most tokens of the answer
 * @param temperature how evenly tokens are drawn
 * @param topP the share of the probability that is drawn from
 * @param seed equal seeds give equal answers
 * @param stop strings that end the answer
 * @param stream whether the answer is wanted piece by piece
 * @param includeUsage whether a stream ends with its token counts
 * @param user the client's own name for who asks; null for none
 * @param ignoreEos an extension: whether the answer goes on until its tokens are used up
 * @param timeoutSeconds an extension: the deadline of this request, where the service's own does not suit
 */
record ChatRequest(
    String model,
    List<ChatMessage> messages,
    int maxTokens,
    double temperature,
    double topP,
    long seed,
    List<String> stop,
    boolean stream,
    boolean includeUsage,
    @Nullable String user,
    boolean ignoreEos,
    OptionalDouble timeoutSeconds) {

  private static final int DEFAULT_MAX_TOKENS = 256;
  private static final double DEFAULT_TEMPERATURE = 0.7;
  private static final double DEFAULT_TOP_P = 0.95;
  private static final double MAX_TIMEOUT_SECONDS = 600;

  /** Reads a request; what is wrong with it is answered with 400. */
  static ChatRequest of(Fields body) {
    return new ChatRequest(
        body.string("model"),
        body.objects("messages").stream().map(ChatRequest::message).toList(),
        body.integer("max_completion_tokens", body.integer("max_tokens", DEFAULT_MAX_TOKENS)),
        body.number("temperature", DEFAULT_TEMPERATURE),
        body.number("top_p", DEFAULT_TOP_P),
        body.longInteger("seed", ThreadLocalRandom.current().nextLong()),
        body.strings("stop"),
        body.flag("stream"),
        body.object("stream_options").flag("include_usage"),
        body.optionalString("user"),
        body.flag("ignore_eos"),
        timeout(body));
  }

  private static ChatMessage message(Fields message) {
    Role role = switch (message.string("role")) {
      case "system", "developer" -> Role.SYSTEM;
      case "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      default -> throw ApiException.badValue("role must be system, developer, user or assistant");
    };
    return new ChatMessage(role, message.text("content"));
  }

  private static OptionalDouble timeout(Fields body) {
    if (!body.has("timeout")) {
      return OptionalDouble.empty();
    }
    double seconds = body.number("timeout", 0);
    if (!(seconds > 0 && seconds <= MAX_TIMEOUT_SECONDS)) {
      throw ApiException.badValue(
          "timeout must be above 0 and up to " + MAX_TIMEOUT_SECONDS + " seconds");
    }
    return OptionalDouble.of(seconds);
  }

  /** What the user said last; empty if nothing. */
  String lastUserText() {
    return messages.stream()
        .filter(message -> message.role() == Role.USER)
        .map(ChatMessage::content)
        .reduce("", (earlier, later) -> later);
  }

  /** The same request in the engine's terms. */
  GenerationRequest generation(List<Integer> prompt) {
    return new GenerationRequest(
        prompt, maxTokens, temperature, topP, seed, stop, ignoreEos, List.of());
  }
}
