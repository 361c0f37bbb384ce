package io.github.llmmetrics.examples.chat.engine;

import java.util.List;

/**
 * All weights of a model.
 *
 * @param embeddings a row for each token
 * @param outputNorm applied before the output layer
 * @param output the embeddings once more, transposed: this family of models ties the two
 */
record ModelWeights(
    Matrix embeddings, List<DecoderLayer> layers, RmsNorm outputNorm, Matrix output) {

  /** Weights whose output layer is the embedding, scaled. */
  static ModelWeights tied(
      Matrix embeddings, List<DecoderLayer> layers, RmsNorm outputNorm, float outputScale) {
    return new ModelWeights(embeddings, layers, outputNorm, embeddings.transposed(outputScale));
  }

  /** The number of weights; tied ones count once. */
  long size() {
    return embeddings.size()
        + outputNorm.size()
        + layers.stream().mapToLong(DecoderLayer::size).sum();
  }
}
