package io.github.llmmetrics;

import java.util.OptionalLong;
import java.util.function.Consumer;

/** Takes out of a usage what cannot be true, and says why. */
final class UsageCheck {

  /** No request has a billion tokens; a number like that is a mistake, and would drown every sum it is added to. */
  static final long MAX_TOKENS = 1_000_000_000;

  private UsageCheck() {}

  /** Without the counts that cannot be true by themselves, so that they do not replace what was known before. */
  static Usage each(Usage usage, Consumer<DropReason> dropped) {
    if (isInRange(usage.prompt())
        && isInRange(usage.completion())
        && isInRange(usage.cachedPrompt())
        && isInRange(usage.reasoning())) {
      return usage;
    }
    return new Usage(
        inRange(usage.prompt(), dropped),
        inRange(usage.completion(), dropped),
        inRange(usage.cachedPrompt(), dropped),
        inRange(usage.reasoning(), dropped));
  }

  /** Without the parts that are larger than their wholes: parts and wholes may have been told one after the other. */
  static Usage together(Usage usage, Consumer<DropReason> dropped) {
    if (isPartOf(usage.prompt(), usage.cachedPrompt())
        && isPartOf(usage.completion(), usage.reasoning())) {
      return usage;
    }
    return new Usage(
        usage.prompt(),
        usage.completion(),
        partOf(usage.prompt(), usage.cachedPrompt(), dropped),
        partOf(usage.completion(), usage.reasoning(), dropped));
  }

  private static boolean isInRange(OptionalLong count) {
    return count.isEmpty() || (count.getAsLong() >= 0 && count.getAsLong() <= MAX_TOKENS);
  }

  private static OptionalLong inRange(OptionalLong count, Consumer<DropReason> dropped) {
    if (isInRange(count)) {
      return count;
    }
    dropped.accept(count.getAsLong() < 0 ? DropReason.NEGATIVE : DropReason.OUT_OF_RANGE);
    return OptionalLong.empty();
  }

  /** A part of an unknown whole cannot be counted: the subset's counter would outgrow the whole's. */
  private static boolean isPartOf(OptionalLong whole, OptionalLong part) {
    return part.isEmpty() || part.getAsLong() <= whole.orElse(0);
  }

  private static OptionalLong partOf(
      OptionalLong whole, OptionalLong part, Consumer<DropReason> dropped) {
    if (isPartOf(whole, part)) {
      return part;
    }
    dropped.accept(DropReason.INCONSISTENT);
    return OptionalLong.empty();
  }
}
