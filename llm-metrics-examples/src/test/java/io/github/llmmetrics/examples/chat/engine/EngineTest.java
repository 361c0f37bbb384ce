package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EngineTest {
  private static final GenerationRequest REQUEST = Jargon.greedy("What is a hacker?", 40);
  private static final EngineConfig ONE_RUNS_ONE_WAITS = new EngineConfig(1, 16, 64, 1, true);

  @Test
  void listener_wholeRequest_hearsEverythingInOrder() throws InterruptedException {
    RecordingListener listener = new RecordingListener();
    try (Engine engine = Engine.start(Jargon.MODEL, EngineConfig.defaults())) {
      Generation generation = engine.submit(REQUEST, listener);
      Answer answer = Answer.of(generation);

      List<String> expected = new ArrayList<>(List.of("scheduled"));
      expected.addAll(Collections.nCopies(answer.tokens(), "token"));
      expected.add("finished LENGTH");
      assertThat(listener.calls()).isEqualTo(expected);
      assertThat(answer.tokens()).isEqualTo(40).isEqualTo(generation.completionTokens());
      assertThat(engine.snapshot().generatedTokens()).isEqualTo(40);
    }
  }

  @Test
  void next_afterTheEnd_givesTheEndAgain() throws InterruptedException {
    try (Engine engine = Engine.start(Jargon.MODEL, EngineConfig.defaults())) {
      Generation generation = engine.submit(REQUEST);
      Answer.of(generation);

      GenerationEvent end = new GenerationEvent.End(FinishReason.LENGTH);
      assertThat(generation.next()).isEqualTo(end);
      assertThat(generation.next()).isEqualTo(end);
    }
  }

  @Test
  void submit_samePromptAgain_findsItInThePrefixCache() throws InterruptedException {
    try (Engine engine = Engine.start(Jargon.MODEL, EngineConfig.defaults())) {
      GenerationRequest request = Jargon.greedy("What is blue wire? ".repeat(5), 20);
      Generation first = engine.submit(request);
      Answer firstAnswer = Answer.of(first);
      Generation second = engine.submit(request);
      Answer secondAnswer = Answer.of(second);

      int fullBlocks = (first.promptTokens() - 1) / 16 * 16;
      assertThat(fullBlocks).isPositive();
      assertThat(first.cachedPromptTokens()).isZero();
      assertThat(second.cachedPromptTokens()).isEqualTo(fullBlocks);
      assertThat(secondAnswer).isEqualTo(firstAnswer);
      EngineSnapshot snapshot = engine.snapshot();
      assertThat(snapshot.prefixHitTokens()).isEqualTo(fullBlocks);
      assertThat(snapshot.prefixMissTokens()).isEqualTo(2L * first.promptTokens() - fullBlocks);
    }
  }

  @Test
  void submit_prefixCacheOff_findsNothing() throws InterruptedException {
    EngineConfig config = new EngineConfig(4, 64, 64, 64, false);
    try (Engine engine = Engine.start(Jargon.MODEL, config)) {
      GenerationRequest request = Jargon.greedy("What is blue wire? ".repeat(5), 20);
      Answer.of(engine.submit(request));
      Generation second = engine.submit(request);
      Answer.of(second);

      assertThat(second.cachedPromptTokens()).isZero();
    }
  }

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

  @Test
  void submit_throwingListeners_doNotDisturbTheEngine() throws InterruptedException {
    ThrowingListener listener = new ThrowingListener();
    EngineConfig config = EngineConfig.defaults();
    try (Engine engine = Engine.start(Jargon.MODEL, config, new ThrowingEngineListener())) {
      Generation disturbed = engine.submit(REQUEST, listener);
      Generation other = engine.submit(REQUEST);

      assertThat(Answer.of(disturbed)).isEqualTo(Answer.of(other));
      assertThat(listener.calls.get()).isEqualTo(1 + 40 + 1);
      assertThat(engine.snapshot().running()).isZero();
    }
  }

  @Test
  void engineListener_severalRequests_hearsTheBatchSizes() throws InterruptedException {
    AtomicInteger largest = new AtomicInteger();
    EngineListener listener = new EngineListener() {
      @Override
      public void step(int batchSize) {
        largest.accumulateAndGet(batchSize, Math::max);
      }
    };
    try (Engine engine = Engine.start(Jargon.MODEL, EngineConfig.defaults(), listener);
        Gate gate = new Gate()) {
      List<Generation> generations = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        generations.add(engine.submit(REQUEST, gate));
      }
      gate.open();
      Answer.ofAll(generations);

      assertThat(largest).hasValue(3);
    }
  }

  @Test
  void snapshot_requestsWaiting_isCurrent() throws InterruptedException {
    try (Engine engine = Engine.start(Jargon.MODEL, new EngineConfig(1, 16, 64, 8, true));
        Gate gate = new Gate()) {
      assertThat(engine.snapshot()).isEqualTo(new EngineSnapshot(0, 0, 0, 0, 64, 0, 0, 0, 0));
      engine.submit(REQUEST, gate);
      gate.awaitReached();
      engine.submit(REQUEST);
      engine.submit(REQUEST);

      EngineSnapshot before = engine.snapshot();
      EngineSnapshot after = engine.snapshot();
      assertThat(before.running()).isEqualTo(1);
      assertThat(before.waiting()).isEqualTo(2);
      assertThat(before.kvBlocksUsed()).isPositive();
      assertThat(before.oldestWaitingSeconds()).isPositive();
      assertThat(after.oldestWaitingSeconds()).isGreaterThan(before.oldestWaitingSeconds());
    }
  }

  @Test
  void close_runningAndWaitingRequests_abortsThem() throws InterruptedException {
    Engine engine = Engine.start(Jargon.MODEL, new EngineConfig(2, 16, 64, 8, true));
    List<Generation> generations = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      generations.add(engine.submit(Jargon.greedy("What is a hacker?", 400)));
    }
    assertThat(generations.get(0).next()).isInstanceOf(GenerationEvent.Text.class);

    engine.close();
    engine.close();

    assertThat(Answer.of(generations.get(3)).reason()).isEqualTo(FinishReason.ABORTED);
    assertThat(Answer.ofAll(generations)).extracting(Answer::reason).doesNotContainNull();
    EngineSnapshot snapshot = engine.snapshot();
    assertThat(List.of(snapshot.waiting(), snapshot.running(), snapshot.kvBlocksUsed()))
        .containsOnly(0);
    assertThatIllegalStateException()
        .isThrownBy(() -> engine.submit(REQUEST))
        .withMessage("the engine is closed");
  }

  private static final class ThrowingListener implements GenerationListener {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public void scheduled() {
      fail();
    }

    @Override
    public void token() {
      fail();
    }

    @Override
    public void finished(FinishReason reason) {
      fail();
    }

    private void fail() {
      throw new AssertionError("call " + calls.incrementAndGet());
    }
  }

  private static final class ThrowingEngineListener implements EngineListener {
    @Override
    public void step(int batchSize) {
      throw new IllegalStateException("on purpose");
    }
  }
}
