package io.github.llmmetrics.examples.chat.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A language model of the Llama architecture with its tokenizer. Immutable and thread-safe. */
public final class Model {
  private static final String JARGON = "jargon.gguf";

  private final String name;
  private final ModelShape shape;
  private final BpeTokenizer tokenizer;
  private final ModelWeights weights;

  Model(String name, ModelShape shape, BpeTokenizer tokenizer, ModelWeights weights) {
    this.name = Objects.requireNonNull(name, "name");
    this.shape = shape;
    this.tokenizer = tokenizer;
    this.weights = weights;
  }

  /**
   * The model that comes with this package: 1.8 million parameters that explain hacker jargon.
   * Every call reads it anew.
   *
   * @return the model
   * @throws UncheckedIOException when the file in the class path cannot be read
   */
  public static Model jargon() {
    try (InputStream in = Model.class.getResourceAsStream(JARGON)) {
      if (in == null) {
        throw new IOException(JARGON + " is not in the class path");
      }
      return load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a GGUF file whose tensors are Q8_0 or F32. The stream stays open.
   *
   * @param in the whole file
   * @return the model in it
   * @throws IOException when the stream cannot be read or is not such a file
   */
  public static Model load(InputStream in) throws IOException {
    return GgufModelReader.read(Gguf.read(in));
  }

  /**
   * Creates a model from seeded random weights: the text is gibberish, the work is as real as that
   * of a trained model of the same size.
   *
   * @param tokenizer the tokenizer, usually that of a trained model
   * @param name what {@link #name()} says
   * @param dim the length of a token's vector, a multiple of 32
   * @param layers the number of transformer layers
   * @param context the most tokens that a prompt and its answer can have together
   * @param seed equal seeds give equal models
   * @return the model
   * @throws IllegalArgumentException when a size is out of range
   */
  public static Model random(
      BpeTokenizer tokenizer, String name, int dim, int layers, int context, long seed) {
    return RandomModel.create(tokenizer, name, dim, layers, context, seed);
  }

  /** {@return the name that the model's maker gave it} */
  public String name() {
    return name;
  }

  /** {@return the most tokens that a prompt and its answer can have together} */
  public int contextLength() {
    return shape.context();
  }

  /** {@return the number of weights} */
  public long parameters() {
    return weights.size();
  }

  /** {@return the tokenizer whose ids this model understands} */
  public BpeTokenizer tokenizer() {
    return tokenizer;
  }

  ModelShape shape() {
    return shape;
  }

  ModelWeights weights() {
    return weights;
  }
}
