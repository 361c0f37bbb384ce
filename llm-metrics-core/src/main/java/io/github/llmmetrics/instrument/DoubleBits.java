package io.github.llmmetrics.instrument;

/** A sum of doubles that is kept as a long, for atomic updates without an object of its own. */
final class DoubleBits {

  private DoubleBits() {}

  /** The bits of the sum of two doubles that are given by their bits. */
  static long add(long one, long other) {
    return Double.doubleToRawLongBits(
        Double.longBitsToDouble(one) + Double.longBitsToDouble(other));
  }
}
