package io.github.llmmetrics;

/** Which numbers are taken; what is refused is counted by its reason. */
final class NumberCheck {

  private NumberCheck() {}

  /** Whether a number is 0 or more. */
  static boolean notNegative(long value, SelfInstruments self) {
    return inRange((double) value, Double.MAX_VALUE, self);
  }

  /** Whether a number is finite and in 0..max. */
  static boolean inRange(double value, double max, SelfInstruments self) {
    if (!Double.isFinite(value)) {
      self.dropped(DropReason.NOT_FINITE);
      return false;
    }
    if (value < 0) {
      self.dropped(DropReason.NEGATIVE);
      return false;
    }
    if (value > max) {
      self.dropped(DropReason.OUT_OF_RANGE);
      return false;
    }
    return true;
  }
}
