package io.github.llmmetrics.examples.chat.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Builds a model of any size from seeded random weights. */
final class RandomModel {
  private static final int HEAD_DIM = 32;

  private final ModelShape shape;
  private final Random random;

  private RandomModel(ModelShape shape, long seed) {
    this.shape = shape;
    random = new Random(seed);
  }

  static Model create(
      BpeTokenizer tokenizer, String name, int dim, int layers, int context, long seed) {
    if (dim < HEAD_DIM || dim % HEAD_DIM != 0) {
      throw new IllegalArgumentException(
          "dim is " + dim + ", but must be a positive multiple of " + HEAD_DIM);
    }
    int heads = dim / HEAD_DIM;
    int kvHeads = heads % 3 == 0 ? heads / 3 : 1;
    int feedForward = dim * 8 / 3 / HEAD_DIM * HEAD_DIM; // the ratio that Llama uses
    ModelShape shape =
        new ModelShape(dim, layers, heads, kvHeads, feedForward, context, 1e-5f, 10_000);
    ModelWeights weights = new RandomModel(shape, seed).weights(tokenizer.vocabularySize());
    return new Model(name, shape, tokenizer, weights);
  }

  private ModelWeights weights(int vocabulary) {
    Matrix embeddings = matrix(vocabulary, shape.dim(), 1);
    List<DecoderLayer> layers =
        IntStream.range(0, shape.layers()).mapToObj(i -> layer()).toList();
    return ModelWeights.tied(embeddings, layers, norm(), spread(shape.dim()));
  }

  private DecoderLayer layer() {
    int dim = shape.dim();
    return new DecoderLayer(
        norm(),
        linear(dim, dim),
        linear(dim, shape.kvDim()),
        linear(dim, shape.kvDim()),
        linear(dim, dim),
        norm(),
        linear(dim, shape.feedForward()),
        linear(dim, shape.feedForward()),
        linear(shape.feedForward(), dim));
  }

  private RmsNorm norm() {
    float[] ones = new float[shape.dim()];
    Arrays.fill(ones, 1);
    return new RmsNorm(ones, shape.normEpsilon());
  }

  private Matrix linear(int inputs, int outputs) {
    return matrix(inputs, outputs, spread(inputs));
  }

  private Matrix matrix(int rows, int columns, float spread) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() * spread;
    }
    return Matrix.ofRows(values, rows);
  }

  /** Keeps the variance of a sum over so many inputs at one. */
  private static float spread(int inputs) {
    return (float) (1 / Math.sqrt(inputs));
  }
}
