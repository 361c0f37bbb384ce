package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EngineTest {
  private static final GenerationRequest REQUEST = Jargon.greedy("What is a hacker?", 40);

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
      assertThat(after.oldestWaitingSeconds())
          .isGreaterThanOrEqualTo(before.oldestWaitingSeconds());
    }
  }

  @Test
  void close_runningAndWaitingRequests_abortsThem() throws InterruptedException {
    CompletableFuture<Engine> started = new CompletableFuture<>();
    GenerationListener closesAtFirstToken = new GenerationListener() {
      @Override
      public void token() {
        started.join().close();
      }
    };
    Engine engine = Engine.start(Jargon.MODEL, new EngineConfig(2, 16, 64, 8, true));
    List<Generation> generations = new ArrayList<>();
    try (Gate gate = new Gate()) {
      generations.add(engine.submit(REQUEST, gate));
      gate.awaitReached();
      generations.add(engine.submit(REQUEST, closesAtFirstToken));
      generations.add(engine.submit(REQUEST));
      generations.add(engine.submit(REQUEST));
    }
    started.complete(engine);

    assertThat(Answer.ofAll(generations))
        .extracting(Answer::reason)
        .containsOnly(FinishReason.ABORTED);
    assertClosed(engine);
  }

  @Test
  void close_twice_changesNothing() {
    Engine engine = Engine.start(Jargon.MODEL, EngineConfig.defaults());
    engine.close();
    engine.close();

    assertClosed(engine);
  }

  private static void assertClosed(Engine engine) {
    engine.close();
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
