package io.github.llmmetrics.examples.chat.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Builds a model from a GGUF file of the Llama architecture with tied embeddings. */
final class GgufModelReader {
  private final Gguf file;
  private final ModelShape shape;

  private GgufModelReader(Gguf file) throws IOException {
    this.file = file;
    shape = new ModelShape(
        file.integer("llama.embedding_length"),
        file.integer("llama.block_count"),
        file.integer("llama.attention.head_count"),
        file.integer("llama.attention.head_count_kv"),
        file.integer("llama.feed_forward_length"),
        file.integer("llama.context_length"),
        file.decimal("llama.attention.layer_norm_rms_epsilon"),
        file.decimal("llama.rope.freq_base"));
  }

  static Model read(Gguf file) throws IOException {
    try {
      BpeTokenizer tokenizer = new BpeTokenizer(
          file.texts("tokenizer.ggml.tokens"), file.texts("tokenizer.ggml.merges"));
      GgufModelReader reader = new GgufModelReader(file);
      ModelWeights weights = reader.weights(tokenizer.vocabularySize());
      return new Model(file.text("general.name"), reader.shape, tokenizer, weights);
    } catch (IllegalArgumentException e) {
      throw new IOException("the GGUF file is inconsistent: " + e.getMessage(), e);
    }
  }

  private ModelWeights weights(int vocabulary) throws IOException {
    float[] embeddings = file.tensor("token_embd.weight", vocabulary * shape.dim());
    List<DecoderLayer> layers = new ArrayList<>();
    for (int i = 0; i < shape.layers(); i++) {
      layers.add(layer("blk." + i + "."));
    }
    return ModelWeights.tied(
        Matrix.ofRows(embeddings, vocabulary), List.copyOf(layers), norm("output_norm.weight"), 1);
  }

  private DecoderLayer layer(String prefix) throws IOException {
    int dim = shape.dim();
    int kvDim = shape.kvDim();
    int feedForward = shape.feedForward();
    return new DecoderLayer(
        norm(prefix + "attn_norm.weight"),
        matrix(prefix + "attn_q.weight", dim, dim),
        matrix(prefix + "attn_k.weight", dim, kvDim),
        matrix(prefix + "attn_v.weight", dim, kvDim),
        matrix(prefix + "attn_output.weight", dim, dim),
        norm(prefix + "ffn_norm.weight"),
        matrix(prefix + "ffn_gate.weight", dim, feedForward),
        matrix(prefix + "ffn_up.weight", dim, feedForward),
        matrix(prefix + "ffn_down.weight", feedForward, dim));
  }

  private RmsNorm norm(String name) throws IOException {
    return new RmsNorm(file.tensor(name, shape.dim()), shape.normEpsilon());
  }

  /** The file has a row for each output, the kernels want one for each input. */
  private Matrix matrix(String name, int inputs, int outputs) throws IOException {
    return Matrix.ofRows(file.tensor(name, inputs * outputs), outputs).transposed(1);
  }
}
