package io.github.llmmetrics.examples.chat.engine;

import java.util.List;

/**
 * The forward pass: computes a batch of tokens, writes their keys and values to the cache, and
 * gives the logits of the next tokens. Engine thread only.
 *
 * <p>Every row is computed on its own and in a fixed order of additions, so the result for a token
 * does not depend on what else is in the batch.
 */
final class Transformer {
  private final ModelShape shape;
  private final ModelWeights weights;
  private final KvStore store;
  private final Rope rope;
  private final Attention attention;

  // Scratch memory: a row for each token of a batch, in "logits" a row for each sample.
  private final float[][] hidden;
  private final float[][] normed;
  private final float[][] query;
  private final float[][] key;
  private final float[][] value;
  private final float[][] attended;
  private final float[][] gate;
  private final float[][] up;
  private final float[][] logits;

  Transformer(Model model, KvStore store, EngineConfig config) {
    shape = model.shape();
    weights = model.weights();
    this.store = store;
    rope = new Rope(shape);
    attention = new Attention(shape, store);
    int rows = config.tokenBudget();
    hidden = new float[rows][shape.dim()];
    normed = new float[rows][shape.dim()];
    query = new float[rows][shape.dim()];
    key = new float[rows][shape.kvDim()];
    value = new float[rows][shape.kvDim()];
    attended = new float[rows][shape.dim()];
    gate = new float[rows][shape.feedForward()];
    up = new float[rows][shape.feedForward()];
    logits = new float[config.maxBatch()][model.tokenizer().vocabularySize()];
  }

  /** The logits of the batch, a row for each of its samples; valid until the next call. */
  float[][] forward(Batch batch) {
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(weights.embeddings().row(batch.token(i)), 0, hidden[i], 0, shape.dim());
    }
    List<DecoderLayer> layers = weights.layers();
    for (int i = 0; i < layers.size(); i++) {
      addAttention(batch, i, layers.get(i));
      addFeedForward(batch.size(), layers.get(i));
    }
    return nextTokenLogits(batch);
  }

  private void addAttention(Batch batch, int layerIndex, DecoderLayer layer) {
    int count = batch.size();
    norm(layer.attentionNorm(), count);
    layer.query().multiply(normed, count, query);
    layer.key().multiply(normed, count, key);
    layer.value().multiply(normed, count, value);
    // All keys and values first: a token of a prompt attends to others in the same batch.
    for (int i = 0; i < count; i++) {
      int position = batch.position(i);
      rope.rotate(query[i], shape.heads(), position);
      rope.rotate(key[i], shape.kvHeads(), position);
      store.put(layerIndex, batch.blocks(i).slot(position), key[i], value[i]);
    }
    for (int i = 0; i < count; i++) {
      attention.attend(layerIndex, batch.blocks(i), batch.position(i), query[i], attended[i]);
    }
    layer.attentionOutput().multiplyAdd(attended, count, hidden);
  }

  private void addFeedForward(int count, DecoderLayer layer) {
    norm(layer.feedForwardNorm(), count);
    layer.gate().multiply(normed, count, gate);
    layer.up().multiply(normed, count, up);
    for (int i = 0; i < count; i++) {
      Kernels.swiglu(gate[i], up[i]);
    }
    layer.down().multiplyAdd(gate, count, hidden);
  }

  private float[][] nextTokenLogits(Batch batch) {
    int samples = batch.samples().size();
    for (int i = 0; i < samples; i++) {
      weights.outputNorm().apply(hidden[batch.samples().get(i).row()], normed[i]);
    }
    weights.output().multiply(normed, samples, logits);
    return logits;
  }

  private void norm(RmsNorm norm, int count) {
    for (int i = 0; i < count; i++) {
      norm.apply(hidden[i], normed[i]);
    }
  }
}
