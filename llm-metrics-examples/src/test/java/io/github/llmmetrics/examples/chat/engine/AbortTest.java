package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An aborted request ends soon and gives everything back, whatever it was doing. */
@Timeout(120)
class AbortTest {
  private static final EngineConfig SMALL_CHUNKS = new EngineConfig(1, 16, 64, 8, true);

  /** Its prompt takes many chunks of 16 tokens. */
  private static final GenerationRequest LONG_PROMPT =
      Jargon.greedy("What is blue wire? ".repeat(30), 100);

  @Test
  void abort_whileWaiting_endsWithoutBeingScheduled() throws InterruptedException {
    RecordingListener listener = new RecordingListener();
    try (Engine engine = Engine.start(Jargon.MODEL, SMALL_CHUNKS);
        Gate gate = new Gate()) {
      Generation running = engine.submit(Jargon.greedy("What is VAX?", 20), gate);
      gate.awaitReached();
      Generation waiting = engine.submit(LONG_PROMPT, listener);
      waiting.abort();
      gate.open();

      assertThat(Answer.of(waiting)).isEqualTo(new Answer("", 0, FinishReason.ABORTED));
      assertThat(listener.calls()).containsExactly("finished ABORTED");
      assertThat(Answer.of(running).reason()).isEqualTo(FinishReason.LENGTH);
      assertEverythingReturned(engine);
    }
  }

  @Test
  void abort_whilePrefilling_endsWithoutAToken() throws InterruptedException {
    SelfAbort selfAbort = new SelfAbort(0);
    try (Engine engine = Engine.start(Jargon.MODEL, SMALL_CHUNKS)) {
      Generation generation = engine.submit(LONG_PROMPT, selfAbort);
      selfAbort.generation.complete(generation);

      assertThat(Answer.of(generation)).isEqualTo(new Answer("", 0, FinishReason.ABORTED));
      assertEverythingReturned(engine);
    }
  }

  @Test
  void abort_whileDecoding_keepsTheTextSoFar() throws InterruptedException {
    SelfAbort selfAbort = new SelfAbort(3);
    try (Engine engine = Engine.start(Jargon.MODEL, SMALL_CHUNKS)) {
      Generation generation = engine.submit(LONG_PROMPT, selfAbort);
      selfAbort.generation.complete(generation);
      Answer answer = Answer.of(generation);

      assertThat(answer.reason()).isEqualTo(FinishReason.ABORTED);
      assertThat(answer.tokens()).isEqualTo(3);
      assertThat(answer.text()).isNotEmpty();
      assertEverythingReturned(engine);
    }
  }

  @Test
  void abort_afterTheEnd_changesNothing() throws InterruptedException {
    try (Engine engine = Engine.start(Jargon.MODEL, SMALL_CHUNKS)) {
      Generation generation = engine.submit(Jargon.greedy("What is VAX?", 5));
      Answer answer = Answer.of(generation);
      generation.abort();

      assertThat(generation.next()).isEqualTo(new GenerationEvent.End(answer.reason()));
      assertEverythingReturned(engine);
    }
  }

  private static void assertEverythingReturned(Engine engine) {
    EngineSnapshot snapshot = engine.snapshot();
    assertThat(snapshot.kvBlocksUsed()).isZero();
    assertThat(snapshot.running()).isZero();
    assertThat(snapshot.waiting()).isZero();
    assertThat(snapshot.oldestWaitingSeconds()).isZero();
  }

  /** Aborts its own request from the engine thread, at a known moment. */
  private static final class SelfAbort implements GenerationListener {
    private final CompletableFuture<Generation> generation = new CompletableFuture<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final int atToken;

    SelfAbort(int atToken) {
      this.atToken = atToken;
    }

    @Override
    public void scheduled() {
      abortAt(0);
    }

    @Override
    public void token() {
      abortAt(tokens.incrementAndGet());
    }

    private void abortAt(int token) {
      if (token == atToken) {
        generation.join().abort();
      }
    }
  }
}
