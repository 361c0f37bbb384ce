package io.github.llmmetrics.examples.chat.engine;

/** Scales vectors to a root mean square of one, then by learned weights. Immutable. */
final class RmsNorm {
  private final float[] weights;
  private final float epsilon;

  RmsNorm(float[] weights, float epsilon) {
    this.weights = weights;
    this.epsilon = epsilon;
  }

  void apply(float[] input, float[] output) {
    int dim = weights.length;
    float meanSquare = Kernels.dot(input, 0, input, 0, dim) / dim;
    float scale = (float) (1 / Math.sqrt(meanSquare + epsilon));
    for (int i = 0; i < dim; i++) {
      output[i] = input[i] * scale * weights[i];
    }
  }

  /** The number of weights. */
  int size() {
    return weights.length;
  }
}
