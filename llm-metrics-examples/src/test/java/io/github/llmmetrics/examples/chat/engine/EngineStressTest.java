package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many threads submit, read and abort at random on a small engine; the seed is in the test's name.
 */
@Timeout(300)
class EngineStressTest {
  private static final int THREADS = 6;
  private static final int REQUESTS = 15;
  private static final EngineConfig TIGHT = new EngineConfig(4, 8, 12, 3, true);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void engine_randomUse_endsEverythingAndGivesEverythingBack(long seed) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(THREADS);
    try (Engine engine = Engine.start(Jargon.MODEL, TIGHT)) {
      List<Future<Integer>> tokens = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        SplittableRandom random = new SplittableRandom(seed * THREADS + i);
        tokens.add(clients.submit(() -> use(engine, random)));
      }
      int read = 0;
      for (Future<Integer> future : tokens) {
        read += future.get();
      }
      EngineSnapshot snapshot = engine.snapshot();
      assertThat(snapshot.generatedTokens()).isEqualTo(read);
      assertThat(List.of(snapshot.waiting(), snapshot.running(), snapshot.kvBlocksUsed()))
          .containsOnly(0);
    } finally {
      clients.shutdownNow();
    }
  }

  /** Makes some requests, aborts a few of them; gives the number of tokens read. */
  private static int use(Engine engine, SplittableRandom random) throws InterruptedException {
    int tokens = 0;
    for (int i = 0; i < REQUESTS; i++) {
      String question = "What is foo? ".repeat(1 + random.nextInt(12));
      try {
        Generation generation = engine.submit(Jargon.sampled(question, random.nextLong()));
        if (random.nextInt(3) == 0) {
          GenerationEvent first = generation.next();
          tokens += first instanceof GenerationEvent.Text text ? text.tokens() : 0;
          generation.abort();
        }
        Answer answer = Answer.of(generation);
        tokens += answer.tokens();
        assertThat(answer.reason()).isNotEqualTo(FinishReason.ERROR);
      } catch (QueueFullException e) {
        assertThat(e).hasMessage("the queue is full: 3 requests are waiting");
      }
    }
    return tokens;
  }
}
