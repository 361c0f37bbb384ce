package io.github.llmmetrics.examples.chat;

import static io.github.llmmetrics.examples.chat.TestService.json;
import static io.github.llmmetrics.examples.chat.TestService.question;
import static io.github.llmmetrics.examples.chat.TestService.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestMetricsTest {

  @Test
  void scrape_afterOneRequest_agreesWithItsUsage() {
    try (TestService service = TestService.start()) {
      JsonNode usage = json(service.chat(question("jargon", "What is foo?"))).path("usage");

      Scrape scrape = service.scrapeAtRest();

      int completion = usage.path("completion_tokens").asInt();
      assertThat(scrape.sum("llm_tokens_total", "model=jargon", "type=completion"))
          .isEqualTo(completion);
      assertThat(scrape.sum("llm_tokens_total", "model=jargon", "type=prompt"))
          .isEqualTo(usage.path("prompt_tokens").asInt());
      assertThat(scrape.sum("llm_inter_token_latency_seconds_count", "model=jargon"))
          .isEqualTo(completion - 1);
      assertThat(scrape.sum("llm_time_to_first_token_seconds_count")).isEqualTo(1);
      assertThat(scrape.sum("llm_time_per_output_token_seconds_count")).isEqualTo(1);
      assertThat(scrape.sum("llm_queue_time_seconds_count")).isEqualTo(1);
      assertThat(scrape.sum("llm_finish_reasons_total", "reason=stop")).isEqualTo(1);
      assertThat(scrape.sum("llm_metrics_dropped_total")).isZero();
    }
  }

  @Test
  void scrape_afterManyRequests_hasAnExactLedger() {
    try (TestService service = TestService.start()) {
      var answers = IntStream.range(0, 24)
          .mapToObj(i -> service.chatLater(
              streamed(question("jargon", "What is a daemon?").put("max_tokens", 5 + i))))
          .toList();
      answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));

      Scrape scrape = service.scrapeAtRest();

      assertThat(scrape.sum("llm_requests_started_total")).isEqualTo(24);
      assertThat(scrape.sum("llm_requests_total")).isEqualTo(24);
      assertThat(scrape.sum("llm_requests_total", "status=success")).isEqualTo(24);
      assertThat(scrape.sum("llm_request_latency_seconds_count")).isEqualTo(24);
      assertThat(scrape.sum("llm_metrics_dropped_total")).isZero();
    }
  }

  static Stream<Arguments> mistakes() {
    String ok = question("jargon", "What is foo?").toString();
    return Stream.of(
        Arguments.of(ok.replace("jargon", "no-such"), 404, "model_not_found"),
        Arguments.of("{\"model\":", 400, "invalid_json"),
        Arguments.of("[]", 400, "invalid_json"),
        Arguments.of("", 400, "invalid_json"),
        Arguments.of("{}", 400, "invalid_value"),
        Arguments.of("{\"model\":\"jargon\",\"messages\":[]}", 400, "invalid_value"),
        Arguments.of("{\"model\":\"jargon\",\"messages\":\"x\"}", 400, "invalid_value"),
        Arguments.of(ok.replace("\"user\"", "\"tool\""), 400, "invalid_value"),
        Arguments.of(with("\"max_tokens\":0"), 400, "invalid_value"),
        Arguments.of(with("\"max_tokens\":1.5"), 400, "invalid_value"),
        Arguments.of(with("\"top_p\":2"), 400, "invalid_value"),
        Arguments.of(with("\"stop\":[1]"), 400, "invalid_value"),
        Arguments.of(with("\"stop\":\"\""), 400, "invalid_value"),
        Arguments.of(with("\"stream\":\"yes\""), 400, "invalid_value"),
        Arguments.of(with("\"timeout\":0"), 400, "invalid_value"),
        Arguments.of(with("\"stream_options\":7"), 400, "invalid_value"),
        Arguments.of(
            question("jargon", "word ".repeat(600)).toString(), 400, "context_length_exceeded"),
        Arguments.of("{\"x\":\"" + "a".repeat(1 << 20) + "\"}", 413, "body_too_large"));
  }

  private static String with(String field) {
    return question("jargon", "What is foo?").toString().replaceFirst("\\{", "{" + field + ",");
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void chat_clientsMistake_isAnsweredAndIsNoRequest(String body, int status, String code) {
    try (TestService service = TestService.start()) {
      var response = service.post("/v1/chat/completions", body);

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(json(response).at("/error/code").asText()).isEqualTo(code);
      assertThat(json(response).at("/error/message").asText()).isNotEmpty();
      assertThat(service.scrape().sum("llm_requests_started_total")).isZero();
    }
  }
}
