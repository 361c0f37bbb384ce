package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A defect ends the requests that it hits, never the engine. */
@Timeout(120)
class EngineFailureTest {

  @Test
  void step_thatThrows_endsItsRequestsWithAnErrorAndTheEngineGoesOn() throws InterruptedException {
    try (Engine engine = Engine.start(knowingOneToken(), EngineConfig.defaults())) {
      Answer failed = Answer.of(engine.submit(GenerationRequest.greedy(List.of(0, 1), 1)));
      Answer fine = Answer.of(engine.submit(GenerationRequest.greedy(List.of(0, 0), 1)));

      assertThat(failed).isEqualTo(new Answer("", 0, FinishReason.ERROR));
      assertThat(fine.reason()).isIn(FinishReason.LENGTH, FinishReason.STOP);
      assertThat(engine.snapshot().kvBlocksUsed()).isZero();
      assertThat(engine.snapshot().running()).isZero();
    }
  }

  /** A broken model: it has the embedding of token 0 only. */
  private static Model knowingOneToken() {
    Model whole = Model.random(Jargon.TOKENIZER, "broken", 32, 1, 64, 1);
    ModelWeights weights = whole.weights();
    Matrix oneRow = Matrix.ofRows(weights.embeddings().row(0), 1);
    ModelWeights broken =
        new ModelWeights(oneRow, weights.layers(), weights.outputNorm(), weights.output());
    return new Model(whole.name(), whole.shape(), whole.tokenizer(), broken);
  }
}
