package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the engine writes depends on the model, the prompt and the seed, and on nothing else. */
@Timeout(120)
class EngineTextTest {
  private static final List<String> QUESTIONS = List.of(
      "What is blue wire?",
      "What does foo mean?",
      "Define bit bucket.",
      "What is a hacker?",
      "Explain kluge.",
      "Tell me about Emacs.",
      "What is blue wire?",
      "What is VAX?");

  private static final EngineConfig ALONE = new EngineConfig(1, 64, 64, 64, false);
  private static final EngineConfig CROWDED = new EngineConfig(8, 16, 20, 64, true);

  @Test
  void submit_knownQuestion_getsTheTrainedAnswer() throws InterruptedException {
    String text = Jargon.text(Jargon.greedy("What is blue wire?", 100), EngineConfig.defaults());

    assertThat(text).startsWith("blue wire: Patch wires");
  }

  @Test
  void submit_knownQuestion_endsByItself() throws InterruptedException {
    try (Engine engine = Engine.start(Jargon.MODEL, EngineConfig.defaults())) {
      Answer answer = Answer.of(engine.submit(Jargon.greedy("What is blue wire?", 400)));

      assertThat(answer.reason()).isEqualTo(FinishReason.STOP);
      assertThat(answer.text()).doesNotContain("<|");
    }
  }

  @Test
  void greedyText_crowdedEngine_isTheSameAsAlone() throws InterruptedException {
    assertSameTextAloneAndCrowded(question -> Jargon.greedy(question, 60));
  }

  @Test
  void sampledText_crowdedEngine_isTheSameAsAlone() throws InterruptedException {
    assertSameTextAloneAndCrowded(question -> Jargon.sampled(question, 7));
  }

  @Test
  void sampledText_equalSeeds_isEqual() throws InterruptedException {
    String first = Jargon.text(Jargon.sampled("What is a hacker?", 7), EngineConfig.defaults());
    String again = Jargon.text(Jargon.sampled("What is a hacker?", 7), EngineConfig.defaults());
    String other = Jargon.text(Jargon.sampled("What is a hacker?", 8), EngineConfig.defaults());

    assertThat(again).isEqualTo(first).isNotEqualTo(other);
  }

  @Test
  void stopString_withinTheAnswer_endsTheTextBeforeIt() throws InterruptedException {
    String whole = Jargon.text(Jargon.stopping("What is blue wire?"), ALONE);
    // Text that begins and ends inside words takes several tokens, which arrive one by one.
    String stop = whole.substring(20, 40);

    try (Engine engine = Engine.start(Jargon.MODEL, ALONE)) {
      Generation generation = engine.submit(Jargon.stopping("What is blue wire?", "absent", stop));
      Answer answer = Answer.of(generation);

      assertThat(answer.text()).isEqualTo(whole.substring(0, 20));
      assertThat(answer.reason()).isEqualTo(FinishReason.STOP);
      assertThat(answer.tokens()).isEqualTo(generation.completionTokens());
      assertThat(Jargon.TOKENIZER.encode(stop)).hasSizeGreaterThan(2);
    }
  }

  @Test
  void stopString_thatNeverCompletes_losesNoText() throws InterruptedException {
    String whole = Jargon.text(Jargon.stopping("What is blue wire?"), ALONE);
    String almost = whole.substring(whole.length() - 3) + "\u0000";

    String text = Jargon.text(Jargon.stopping("What is blue wire?", almost), ALONE);

    assertThat(text).isEqualTo(whole);
  }

  private static void assertSameTextAloneAndCrowded(Function<String, GenerationRequest> request)
      throws InterruptedException {
    List<Answer> alone = new ArrayList<>();
    try (Engine engine = Engine.start(Jargon.MODEL, ALONE)) {
      for (String question : QUESTIONS) {
        alone.add(Answer.of(engine.submit(request.apply(question))));
      }
    }
    try (Engine engine = Engine.start(Jargon.MODEL, CROWDED);
        Gate gate = new Gate()) {
      List<Generation> generations = new ArrayList<>();
      for (String question : QUESTIONS) {
        // The gate holds the first until all are queued, so that they really run together.
        generations.add(engine.submit(request.apply(question), gate));
      }
      gate.open();

      assertThat(Answer.ofAll(generations)).isEqualTo(alone);
      assertCrowded(engine.snapshot(), generations);
    }
  }

  private static void assertCrowded(EngineSnapshot snapshot, List<Generation> generations) {
    assertThat(snapshot.preemptions())
        .as("20 blocks cannot hold 8 answers at once")
        .isPositive()
        .isEqualTo(generations.stream().mapToLong(Generation::preemptions).sum());
    assertThat(snapshot.prefixHitTokens() + snapshot.prefixMissTokens())
        .as("each prompt counts once, however often it was computed")
        .isEqualTo(generations.stream().mapToLong(Generation::promptTokens).sum());
    assertThat(snapshot.kvBlocksUsed()).isZero();
  }
}
