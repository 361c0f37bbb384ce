package io.github.llmmetrics.examples.chat;

import static io.github.llmmetrics.examples.chat.TestService.events;
import static io.github.llmmetrics.examples.chat.TestService.json;
import static io.github.llmmetrics.examples.chat.TestService.question;
import static io.github.llmmetrics.examples.chat.TestService.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ChatCompletionsTest {

  private static final TestService SERVICE = TestService.start();

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void chat_greedy_answersFromTheTrainedModel() {
    JsonNode completion = json(SERVICE.chat(question("jargon", "What is a hacker?")));

    assertThat(text(completion)).startsWith("hacker");
    assertThat(completion.path("id").asText()).startsWith("chatcmpl-");
    assertThat(completion.path("model").asText()).isEqualTo("jargon");
    assertThat(completion.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
  }

  @Test
  void chat_streamedAndWhole_haveTheSameTextAndCounts() {
    ObjectNode question = question("jargon", "What is a bit bucket?").put("max_tokens", 40);

    JsonNode whole = json(SERVICE.chat(question));
    List<JsonNode> events = events(SERVICE.chat(streamed(question)));

    assertThat(streamedText(events)).isEqualTo(text(whole)).isNotEmpty();
    JsonNode last = events.get(events.size() - 1);
    assertThat(last.path("choices")).isEmpty();
    assertThat(last.at("/usage/completion_tokens")).isEqualTo(whole.at("/usage/completion_tokens"));
    assertThat(last.at("/usage/prompt_tokens")).isEqualTo(whole.at("/usage/prompt_tokens"));
  }

  @Test
  void chat_sameSeed_drawsTheSameText() {
    ObjectNode question =
        question("jargon", "What is a kluge?").put("temperature", 1.5).put("seed", 7);

    assertThat(text(json(SERVICE.chat(question)))).isEqualTo(text(json(SERVICE.chat(question))));
  }

  @Test
  void chat_streamed_endsWithDone() {
    HttpResponse<String> response =
        SERVICE.chat(streamed(question("jargon", "What is foo?").put("max_tokens", 3)));

    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("text/event-stream; charset=utf-8");
    assertThat(response.body()).endsWith("\n\ndata: [DONE]\n\n");
    assertThat(events(response).get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
  }

  @Test
  void chat_maxTokens_endsByLength() {
    ObjectNode question = question("jargon", "What is foo?").put("max_completion_tokens", 3);

    JsonNode completion = json(SERVICE.chat(question));

    assertThat(completion.at("/usage/completion_tokens").asInt()).isEqualTo(3);
    assertThat(completion.at("/choices/0/finish_reason").asText()).isEqualTo("length");
  }

  @Test
  void chat_stopString_endsBeforeIt() {
    ObjectNode question = question("jargon", "What is a hacker?");
    String text = text(json(SERVICE.chat(question)));
    String stop = text.substring(20, 24);

    JsonNode completion = json(SERVICE.chat(question.put("stop", stop)));

    assertThat(text(completion)).isEqualTo(text.substring(0, text.indexOf(stop)));
  }

  @Test
  void chat_samePromptAgain_findsItInTheCache() {
    ObjectNode question = question(
        "jargon", "Please tell me as well as you can and in your own words: what is a mainframe?");
    SERVICE.chat(question);

    JsonNode again = json(SERVICE.chat(question));

    assertThat(again.at("/usage/prompt_tokens_details/cached_tokens").asInt()).isPositive();
  }

  @Test
  void chat_contentInParts_isReadAsOneText() {
    ObjectNode parts = question("jargon", "What is foo?");
    ((ObjectNode) parts.at("/messages/0"))
        .putArray("content")
        .addObject()
        .put("type", "text")
        .put("text", "What is foo?");

    assertThat(text(json(SERVICE.chat(parts))))
        .isEqualTo(text(json(SERVICE.chat(question("jargon", "What is foo?")))));
  }

  private static String text(JsonNode completion) {
    return completion.at("/choices/0/message/content").asText();
  }

  private static String streamedText(List<JsonNode> events) {
    return events.stream()
        .map(event -> event.at("/choices/0/delta/content").asText(""))
        .collect(Collectors.joining());
  }
}
