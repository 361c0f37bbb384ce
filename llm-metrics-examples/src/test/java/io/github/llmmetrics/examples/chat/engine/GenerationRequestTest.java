package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GenerationRequestTest {
  private static final List<Integer> PROMPT = List.of(1, 2);

  @Test
  void new_valueOutOfRange_isRefused() {
    assertRefused(() -> GenerationRequest.greedy(List.of(), 1), "prompt must not be empty");
    assertRefused(
        () -> GenerationRequest.greedy(PROMPT, 0), "maxTokens is 0, but must be at least 1");
    assertRefused(
        () -> new GenerationRequest(PROMPT, 1, Double.NaN, 1, 0, List.of()),
        "temperature is NaN, but must be a number from 0");
    assertRefused(
        () -> new GenerationRequest(PROMPT, 1, -0.1, 1, 0, List.of()),
        "temperature is -0.1, but must be a number from 0");
    assertRefused(
        () -> new GenerationRequest(PROMPT, 1, 1, 0, 0, List.of()),
        "topP is 0.0, but must be above 0 and up to 1");
    assertRefused(
        () -> new GenerationRequest(PROMPT, 1, 1, 1, 0, List.of("a", "")),
        "stop must not contain an empty string");
  }

  @Test
  void new_listsChangedLater_staysTheSame() {
    List<Integer> prompt = new ArrayList<>(PROMPT);
    GenerationRequest request = GenerationRequest.greedy(prompt, 1);
    prompt.clear();

    assertThat(request.prompt()).isEqualTo(PROMPT);
  }

  private static void assertRefused(ThrowingCallable creation, String message) {
    assertThatIllegalArgumentException().isThrownBy(creation).withMessage(message);
  }
}
