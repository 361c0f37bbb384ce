package io.github.llmmetrics.examples.chat;

import static io.github.llmmetrics.examples.chat.TestService.json;
import static io.github.llmmetrics.examples.chat.TestService.question;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityTest {

  @ParameterizedTest
  @CsvSource({"a b c d, 1", "a b a b a, 0.5", "word, 1", "'', 1", "x x x x x, 0.25"})
  void repetition_wordPairs_isTheShareOfDistinctOnes(String text, double score) {
    assertThat(AnswerQuality.repetition(text)).isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource({
    "A full sentence., stop, 1",
    "not quite, stop, 0.5",
    "A full sentence., length, 0",
    "'', stop, 0"
  })
  void completeness_waysToEnd_areToldApart(String text, String finishReason, double score) {
    assertThat(AnswerQuality.completeness(text, finishReason)).isEqualTo(score);
  }

  @Test
  void chat_firstAnswer_isScored() {
    try (TestService service = TestService.start()) {
      service.chat(question("jargon", "What is a hacker?"));

      Scrape scrape = service.await(s -> s.sum("llm_quality_scores_count") == 2);

      assertThat(scrape.sum("llm_quality_score", "evaluator=completeness")).isPositive();
      assertThat(scrape.sum("llm_quality_score", "evaluator=repetition")).isPositive();
    }
  }

  @Test
  void feedback_idOfACompletion_goesToItsModel() {
    try (TestService service = TestService.start()) {
      String id =
          json(service.chat(question("jargon", "What is foo?"))).path("id").asText();

      var response = service.post(
          "/v1/feedback", "{\"request_id\":\"" + id + "\",\"score\":0.75,\"segment\":\"pro\"}");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(service.scrape().sum("llm_user_satisfaction", "model=jargon", "segment=pro"))
          .isEqualTo(0.75);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"request_id\":\"x\",\"score\":1,\"segment\":\"pro\"};404",
        "{\"model\":\"x\",\"score\":1,\"segment\":\"pro\"};404",
        "{\"model\":\"jargon\",\"score\":1.1,\"segment\":\"pro\"};400",
        "{\"model\":\"jargon\",\"segment\":\"pro\"};400",
        "{\"model\":\"jargon\",\"score\":1};400",
        "{\"model\":\"jargon\",\"score\":1,\"segment\":\"pro\"};200"
      })
  void feedback_bodies_areChecked(String body, int status) {
    try (TestService service = TestService.start()) {
      assertThat(service.post("/v1/feedback", body).statusCode()).isEqualTo(status);
    }
  }
}
