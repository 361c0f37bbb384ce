package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private static final int DRAWS = 2_000;

  @Test
  void choose_temperatureZero_takesTheMostLikely() {
    assertThat(counts(0, 1)[20]).isEqualTo(DRAWS);
  }

  @Test
  void choose_temperatureOne_drawsByProbability() {
    int[] counts = counts(1, 1);

    // 20 is twice as likely as 10, and 10 twice as likely as 30.
    assertThat(counts[20]).isGreaterThan(counts[10]);
    assertThat(counts[10]).isGreaterThan(counts[30]);
    assertThat(counts[30]).isPositive();
    assertThat(counts[10] + counts[20] + counts[30]).isEqualTo(DRAWS);
  }

  @Test
  void choose_topP_leavesOutTheUnlikely() {
    int[] counts = counts(1, 0.8);

    assertThat(counts[10]).isPositive();
    assertThat(counts[20]).isPositive();
    assertThat(counts[30]).isZero();
  }

  @Test
  void choose_tinyTopP_takesTheMostLikely() {
    assertThat(counts(1, 1e-6)[20]).isEqualTo(DRAWS);
  }

  @Test
  void choose_tokenThatOpensATurn_isNeverTaken() {
    Sampler sampler = sampler(1, 1);
    float[] logits = logits();
    logits[Jargon.TOKENIZER.id(SpecialToken.USER)] = 100;

    assertThat(sampler.choose(logits)).isIn(10, 20, 30);
  }

  @Test
  void choose_endToken_isTaken() {
    float[] logits = logits();
    int end = Jargon.TOKENIZER.id(SpecialToken.END);
    logits[end] = 100;

    assertThat(sampler(0, 1).choose(logits)).isEqualTo(end);
  }

  private static int[] counts(double temperature, double topP) {
    Sampler sampler = sampler(temperature, topP);
    int[] counts = new int[Jargon.TOKENIZER.vocabularySize()];
    for (int i = 0; i < DRAWS; i++) {
      counts[sampler.choose(logits())]++;
    }
    return counts;
  }

  @Test
  void choose_whereTheEndIsIgnored_neverEnds() {
    int end = Jargon.TOKENIZER.id(SpecialToken.END);
    float[] likelyEnd = new float[Jargon.TOKENIZER.vocabularySize()];
    likelyEnd[end] = 100;
    GenerationRequest endless =
        new GenerationRequest(List.of(1), 1, 0, 1, 1, List.of(), true, List.of());

    assertThat(new Sampler(endless, Jargon.TOKENIZER).choose(likelyEnd.clone())).isNotEqualTo(end);
    assertThat(sampler(0, 1).choose(likelyEnd)).isEqualTo(end);
  }

  @Test
  void choose_opening_comesFirstWhateverIsLikely() {
    GenerationRequest request =
        GenerationRequest.greedy(List.of(1), 3).withOpening(List.of(30, 10));
    Sampler sampler = new Sampler(request, Jargon.TOKENIZER);

    assertThat(
            List.of(sampler.choose(logits()), sampler.choose(logits()), sampler.choose(logits())))
        .containsExactly(30, 10, 20);
  }

  private static Sampler sampler(double temperature, double topP) {
    GenerationRequest request =
        new GenerationRequest(List.of(1), 1, temperature, topP, 1, List.of());
    return new Sampler(request, Jargon.TOKENIZER);
  }

  /** Probabilities of 2/7, 4/7 and 1/7 for three tokens, none for the others. */
  private static float[] logits() {
    float[] logits = new float[Jargon.TOKENIZER.vocabularySize()];
    Arrays.fill(logits, -100);
    logits[10] = (float) Math.log(2);
    logits[20] = (float) Math.log(4);
    logits[30] = (float) Math.log(1);
    return logits;
  }
}
