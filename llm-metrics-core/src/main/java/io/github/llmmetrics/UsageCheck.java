package io.github.llmmetrics;

import java.util.OptionalLong;
import java.util.function.Consumer;

/** Takes out of a usage what cannot be true, and says why. */
final class UsageCheck {

  private UsageCheck() {}

  static Usage clean(Usage usage, Consumer<DropReason> dropped) {
    OptionalLong prompt = notNegative(usage.prompt(), dropped);
    OptionalLong completion = notNegative(usage.completion(), dropped);
    OptionalLong cached = notNegative(usage.cachedPrompt(), dropped);
    OptionalLong reasoning = notNegative(usage.reasoning(), dropped);
    return new Usage(
        prompt,
        completion,
        partOf(prompt, cached, dropped),
        partOf(completion, reasoning, dropped));
  }

  private static OptionalLong notNegative(OptionalLong count, Consumer<DropReason> dropped) {
    if (count.isPresent() && count.getAsLong() < 0) {
      dropped.accept(DropReason.NEGATIVE);
      return OptionalLong.empty();
    }
    return count;
  }

  /** A part of an unknown whole cannot be counted: the subset's counter would outgrow the whole's. */
  private static OptionalLong partOf(
      OptionalLong whole, OptionalLong part, Consumer<DropReason> dropped) {
    if (part.isPresent() && part.getAsLong() > whole.orElse(0)) {
      dropped.accept(DropReason.INCONSISTENT);
      return OptionalLong.empty();
    }
    return part;
  }
}
