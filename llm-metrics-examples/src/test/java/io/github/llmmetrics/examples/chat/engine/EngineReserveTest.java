package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmmetrics.testing.Eventually;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EngineReserveTest {
  private static final int BLOCKS = 32;

  private final Engine engine =
      Engine.start(Jargon.MODEL, new EngineConfig(4, 64, BLOCKS, 8, true));

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void reserve_idleEngine_holdsTheBlocksUntilTheyAreGivenBack() throws Exception {
    engine.reserve(BLOCKS);
    awaitUsed(BLOCKS);
    engine.reserve(3);
    awaitUsed(3);
    engine.reserve(0);
    awaitUsed(0);
  }

  @Test
  void reserve_allButFew_requestsAreAnsweredOneAfterTheOther() throws Exception {
    GenerationRequest request = Jargon.greedy("What is a hacker?", 20);
    Answer expected = Answer.of(engine.submit(request));
    // Room for one request, not for two.
    engine.reserve(BLOCKS - KvStore.blocksFor(request.prompt().size() + 20));
    List<Generation> generations = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      generations.add(engine.submit(request));
    }

    assertThat(Answer.ofAll(generations)).containsOnly(expected);
  }

  @Test
  void reserve_all_requestsWaitAndCanBeAborted() throws Exception {
    engine.reserve(BLOCKS);
    awaitUsed(BLOCKS);
    Generation aborted = engine.submit(Jargon.greedy("What is a hacker?", 5));
    Generation patient = engine.submit(Jargon.greedy("What is a hacker?", 5));
    aborted.abort();

    assertThat(Answer.of(aborted).reason()).isEqualTo(FinishReason.ABORTED);
    assertThat(engine.snapshot().waiting()).isEqualTo(1);
    engine.reserve(0);
    assertThat(Answer.of(patient).reason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void reserve_moreThanAll_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.reserve(BLOCKS + 1))
        .withMessage("blocks is 33, but must be from 0 to 32");
    assertThatIllegalArgumentException().isThrownBy(() -> engine.reserve(-1));
  }

  private void awaitUsed(int blocks) throws Exception {
    Eventually.passes(() -> assertThat(engine.snapshot().kvBlocksUsed()).isEqualTo(blocks));
  }
}
