package io.github.llmmetrics.examples.chat.engine;

import java.util.Arrays;

/**
 * Causal attention of one token to the positions before it, with grouped queries. Engine thread
 * only.
 */
final class Attention {
  private final ModelShape shape;
  private final KvStore store;
  private final float scale;
  private final int[] offsets;
  private final float[] scores;

  Attention(ModelShape shape, KvStore store) {
    this.shape = shape;
    this.store = store;
    scale = (float) (1 / Math.sqrt(shape.headDim()));
    offsets = new int[shape.context()];
    scores = new float[shape.context()];
  }

  /** Computes what a token of the given block table sees at its position. */
  void attend(int layer, BlockTable blocks, int position, float[] query, float[] output) {
    int positions = position + 1;
    for (int p = 0; p < positions; p++) {
      offsets[p] = store.offset(blocks.slot(p));
    }
    Arrays.fill(output, 0);
    int group = shape.heads() / shape.kvHeads();
    for (int head = 0; head < shape.heads(); head++) {
      int headOffset = head * shape.headDim();
      int kvOffset = head / group * shape.headDim();
      score(store.keys(layer), kvOffset, query, headOffset, positions);
      softmax(positions);
      mix(store.values(layer), kvOffset, output, headOffset, positions);
    }
  }

  private void score(float[] keys, int kvOffset, float[] query, int headOffset, int positions) {
    int headDim = shape.headDim();
    for (int p = 0; p < positions; p++) {
      scores[p] = Kernels.dot(query, headOffset, keys, offsets[p] + kvOffset, headDim) * scale;
    }
  }

  private void softmax(int positions) {
    float max = scores[0];
    for (int p = 1; p < positions; p++) {
      max = Math.max(max, scores[p]);
    }
    for (int p = 0; p < positions; p++) {
      scores[p] = Kernels.exp(scores[p] - max);
    }
    float sum = 0;
    for (int p = 0; p < positions; p++) {
      sum += scores[p];
    }
    for (int p = 0; p < positions; p++) {
      scores[p] /= sum;
    }
  }

  private void mix(float[] values, int kvOffset, float[] output, int headOffset, int positions) {
    int headDim = shape.headDim();
    for (int p = 0; p < positions; p++) {
      Kernels.addScaled(output, headOffset, values, offsets[p] + kvOffset, headDim, scores[p]);
    }
  }
}
