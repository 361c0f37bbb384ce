package io.github.llmmetrics.examples.chat.engine;

/** The weights of one transformer layer: attention, then the gated feed-forward part. */
record DecoderLayer(
    RmsNorm attentionNorm,
    Matrix query,
    Matrix key,
    Matrix value,
    Matrix attentionOutput,
    RmsNorm feedForwardNorm,
    Matrix gate,
    Matrix up,
    Matrix down) {

  /** The number of weights. */
  long size() {
    return attentionNorm.size()
        + query.size()
        + key.size()
        + value.size()
        + attentionOutput.size()
        + feedForwardNorm.size()
        + gate.size()
        + up.size()
        + down.size();
  }
}
