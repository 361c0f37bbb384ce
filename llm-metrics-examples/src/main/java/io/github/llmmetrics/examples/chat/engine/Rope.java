package io.github.llmmetrics.examples.chat.engine;

/**
 * Rotary position embedding: turns each pair of neighbouring values by an angle that grows with the
 * position. Immutable.
 */
final class Rope {
  private final int pairs;
  private final float[][] cosines;
  private final float[][] sines;

  Rope(ModelShape shape) {
    pairs = shape.headDim() / 2;
    cosines = new float[shape.context()][pairs];
    sines = new float[shape.context()][pairs];
    for (int position = 0; position < shape.context(); position++) {
      for (int pair = 0; pair < pairs; pair++) {
        double angle = position * Math.pow(shape.ropeBase(), -(double) pair / pairs);
        cosines[position][pair] = (float) Math.cos(angle);
        sines[position][pair] = (float) Math.sin(angle);
      }
    }
  }

  /** Rotates every head of a vector in place. */
  void rotate(float[] vector, int heads, int position) {
    float[] cosine = cosines[position];
    float[] sine = sines[position];
    for (int head = 0; head < heads; head++) {
      for (int pair = 0; pair < pairs; pair++) {
        int i = 2 * (head * pairs + pair);
        float a = vector[i];
        float b = vector[i + 1];
        vector[i] = a * cosine[pair] - b * sine[pair];
        vector[i + 1] = a * sine[pair] + b * cosine[pair];
      }
    }
  }
}
