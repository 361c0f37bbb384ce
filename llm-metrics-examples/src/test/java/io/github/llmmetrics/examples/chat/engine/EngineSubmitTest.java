package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the engine accepts, and what it refuses before anything is queued. */
@Timeout(120)
class EngineSubmitTest {
  private static final GenerationRequest REQUEST = Jargon.greedy("What is a hacker?", 40);
  private static final EngineConfig ONE_RUNS_ONE_WAITS = new EngineConfig(1, 16, 64, 1, true);

  @Test
  void submit_fullQueue_isRefused() throws InterruptedException {
    try (Engine engine = Engine.start(Jargon.MODEL, ONE_RUNS_ONE_WAITS);
        Gate gate = new Gate()) {
      Generation running = engine.submit(REQUEST, gate);
      gate.awaitReached();
      Generation waiting = engine.submit(REQUEST);

      assertThatExceptionOfType(QueueFullException.class)
          .isThrownBy(() -> engine.submit(REQUEST))
          .withMessage("the queue is full: 1 requests are waiting");

      gate.open();
      assertThat(Answer.ofAll(List.of(running, waiting)))
          .extracting(Answer::reason)
          .containsOnly(FinishReason.LENGTH);
    }
  }

  @Test
  void submit_promptThatFillsTheContext_isRefused() {
    List<Integer> prompt = Collections.nCopies(512, 1);
    try (Engine engine = Engine.start(Jargon.MODEL, EngineConfig.defaults())) {
      assertThatExceptionOfType(PromptTooLongException.class)
          .isThrownBy(() -> engine.submit(GenerationRequest.greedy(prompt, 1)))
          .withMessage(
              "the prompt has 512 tokens, but must have fewer than the context length of 512");
      assertThat(engine.snapshot().waiting()).isZero();
    }
  }

  @Test
  void submit_promptAsLongAsTheWholeCache_isRefused() {
    EngineConfig config = new EngineConfig(1, 16, 2, 1, true);
    try (Engine engine = Engine.start(Jargon.MODEL, config)) {
      assertThat(engine.contextLength()).isEqualTo(32);
      GenerationRequest request = GenerationRequest.greedy(Collections.nCopies(32, 1), 1);
      assertThatExceptionOfType(PromptTooLongException.class)
          .isThrownBy(() -> engine.submit(request));
    }
  }

  @Test
  void submit_longestPossiblePrompt_getsOneToken() throws InterruptedException {
    EngineConfig config = new EngineConfig(1, 16, 2, 1, true);
    try (Engine engine = Engine.start(Jargon.MODEL, config)) {
      GenerationRequest request = GenerationRequest.greedy(Collections.nCopies(31, 300), 9);
      Generation generation = engine.submit(request);
      Answer answer = Answer.of(generation);

      assertThat(answer.reason()).isIn(FinishReason.LENGTH, FinishReason.STOP);
      assertThat(answer.tokens()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void submit_unknownToken_isRefused() {
    try (Engine engine = Engine.start(Jargon.MODEL, EngineConfig.defaults())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> engine.submit(GenerationRequest.greedy(List.of(1536), 1)))
          .withMessage("prompt has the token 1536, but must have tokens from 0 to 1535");
    }
  }
}
