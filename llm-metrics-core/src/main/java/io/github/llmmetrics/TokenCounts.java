package io.github.llmmetrics;

import java.util.OptionalLong;

/**
 * What is believed of a {@link Usage}: counts that can be true. What is not known, or was refused, is {@link #ABSENT}.
 *
 * @param prompt tokens of the prompt
 * @param completion generated tokens
 * @param cachedPrompt a part of {@code prompt}
 * @param reasoning a part of {@code completion}
 */
record TokenCounts(int prompt, int completion, int cachedPrompt, int reasoning) {

  static final int ABSENT = -1;
  static final TokenCounts NONE = new TokenCounts(ABSENT, ABSENT, ABSENT, ABSENT);

  /** No request has a billion tokens; a number like that is a mistake, and would drown every sum it is added to. */
  private static final int MAX_TOKENS = 1_000_000_000;

  static TokenCounts of(Usage usage, SelfInstruments self) {
    return new TokenCounts(
        count(usage.prompt(), self),
        count(usage.completion(), self),
        count(usage.cachedPrompt(), self),
        count(usage.reasoning(), self));
  }

  static TokenCounts of(long prompt, long completion, SelfInstruments self) {
    return new TokenCounts(count(prompt, self), count(completion, self), ABSENT, ABSENT);
  }

  private static int count(OptionalLong told, SelfInstruments self) {
    return told.isPresent() ? count(told.getAsLong(), self) : ABSENT;
  }

  private static int count(long told, SelfInstruments self) {
    if (told >= 0 && told <= MAX_TOKENS) {
      return (int) told;
    }
    self.dropped(told < 0 ? DropReason.NEGATIVE : DropReason.OUT_OF_RANGE);
    return ABSENT;
  }

  /** What {@code later} says, and for the rest what this says. */
  TokenCounts updatedBy(TokenCounts later) {
    return new TokenCounts(
        later.prompt == ABSENT ? prompt : later.prompt,
        later.completion == ABSENT ? completion : later.completion,
        later.cachedPrompt == ABSENT ? cachedPrompt : later.cachedPrompt,
        later.reasoning == ABSENT ? reasoning : later.reasoning);
  }

  /** How many parts are larger than their wholes; they may have been told one after the other. */
  int inconsistencies() {
    return (isPart(cachedPrompt, prompt) ? 0 : 1) + (isPart(reasoning, completion) ? 0 : 1);
  }

  /** Without the parts that are larger than their wholes. */
  TokenCounts consistent() {
    return new TokenCounts(
        prompt,
        completion,
        isPart(cachedPrompt, prompt) ? cachedPrompt : ABSENT,
        isPart(reasoning, completion) ? reasoning : ABSENT);
  }

  /** A part of an unknown whole cannot be counted: the subset's counter would outgrow the whole's. */
  private static boolean isPart(int part, int whole) {
    return part <= Math.max(0, whole);
  }

  boolean isComplete() {
    return prompt != ABSENT && completion != ABSENT;
  }
}
