package io.github.llmmetrics.examples.chat.engine;

/**
 * The dimensions of a Llama model.
 *
 * @param dim the length of the vector that stands for a token
 * @param heads the number of query heads
 * @param kvHeads the number of key/value heads, each shared by a group of query heads
 * @param feedForward the inner width of the feed-forward part
 * @param context the most tokens that a sequence can have
 */
record ModelShape(
    int dim,
    int layers,
    int heads,
    int kvHeads,
    int feedForward,
    int context,
    float normEpsilon,
    float ropeBase) {

  ModelShape {
    require(dim > 0 && layers > 0 && context > 0 && feedForward > 0, "sizes must be positive");
    require(kvHeads > 0 && heads > 0 && heads % kvHeads == 0, "kvHeads must divide heads");
    require(dim % heads == 0, "heads must divide dim");
    // The kernels take four values at a time and have no code for a rest.
    require(dim / heads % 4 == 0, "the dimension of a head must be a multiple of 4");
    require(feedForward % 4 == 0, "feedForward must be a multiple of 4");
  }

  int headDim() {
    return dim / heads;
  }

  /** The length of a key or value vector. */
  int kvDim() {
    return kvHeads * headDim();
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
