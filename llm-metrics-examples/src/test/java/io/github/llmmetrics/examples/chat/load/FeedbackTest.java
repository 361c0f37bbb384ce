package io.github.llmmetrics.examples.chat.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackTest {

  @ParameterizedTest(name = "{0} pieces, {1}, {2} s: {3}")
  @CsvSource({
    "40, stop, 0.1, 1.0",
    "40, stop, 3.0, 0.7",
    "40, length, 0.1, 0.6",
    "40, content_filter, 0.1, 0.6",
    "40, length, 3.0, 0.3",
    "0, stop, 0.0, 0.1"
  })
  void score_followsFromTheAnswer(
      int pieces, String finishReason, double secondsToText, double score) {
    Answer answer = new Answer(200, "chatcmpl-1", pieces, finishReason, secondsToText);

    assertThat(Feedback.score(answer)).isEqualTo(score);
  }
}
