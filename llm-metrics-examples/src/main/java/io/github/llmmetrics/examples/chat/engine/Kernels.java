package io.github.llmmetrics.examples.chat.engine;

/**
 * Inner loops in a form that the JIT compiler turns into vector instructions or keeps in registers.
 */
final class Kernels {
  private static final float LOG2_E = 1.442695f;
  private static final float LN_2 = 0.6931472f;

  private Kernels() {}

  /** The scalar product of two slices; the length must be a multiple of 4. */
  static float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
    // Four sums: one alone would wait for each addition, as float sums may not be reordered.
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    for (int i = 0; i < length; i += 4) {
      s0 += a[aFrom + i] * b[bFrom + i];
      s1 += a[aFrom + i + 1] * b[bFrom + i + 1];
      s2 += a[aFrom + i + 2] * b[bFrom + i + 2];
      s3 += a[aFrom + i + 3] * b[bFrom + i + 3];
    }
    return s0 + s1 + s2 + s3;
  }

  /** Adds a multiple of one slice to another. */
  static void addScaled(
      float[] to, int toFrom, float[] from, int fromFrom, int length, float scale) {
    for (int i = 0; i < length; i++) {
      to[toFrom + i] += scale * from[fromFrom + i];
    }
  }

  /** The gated activation of the feed-forward part: {@code gate = silu(gate) * up}. */
  static void swiglu(float[] gate, float[] up) {
    for (int i = 0; i < gate.length; i++) {
      float g = gate[i];
      gate[i] = g / (1 + exp(-g)) * up[i];
    }
  }

  /**
   * {@code e^x} with a relative error of about 1e-6; unlike {@link Math#exp} it can be vectorized.
   */
  static float exp(float x) {
    float power = Math.max(-87f, Math.min(88f, x)) * LOG2_E;
    int whole = (int) (power + 127.5f) - 127; // rounds, as the sum is positive
    float f = (power - whole) * LN_2;
    float series =
        1 + f * (1 + f * (1f / 2 + f * (1f / 6 + f * (1f / 24 + f * (1f / 120 + f / 720)))));
    return series * Float.intBitsToFloat((whole + 127) << 23);
  }
}
