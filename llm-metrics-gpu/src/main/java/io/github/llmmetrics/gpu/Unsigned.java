package io.github.llmmetrics.gpu;

/** NVML's integers, which are all unsigned and come as signed ones. */
final class Unsigned {

  private Unsigned() {}

  static double toDouble(int bits) {
    return (double) Integer.toUnsignedLong(bits);
  }

  static double toDouble(long bits) {
    // Halved and doubled where the sign bit is set; the lost bit is kept, so that it rounds right.
    return bits >= 0 ? (double) bits : (double) ((bits >>> 1) | (bits & 1)) * 2;
  }
}
