package io.github.llmmetrics.examples.chat.engine;

/**
 * The memory of the paged key/value cache: in each layer, a key and a value vector for every slot.
 * A block is {@value #BLOCK_TOKENS} slots in a row. Engine thread only.
 */
final class KvStore {
  /** The number of tokens in a block. */
  static final int BLOCK_TOKENS = 16;

  private final int kvDim;
  private final float[][] keys;
  private final float[][] values;

  KvStore(ModelShape shape, int blocks) {
    kvDim = shape.kvDim();
    int length = Math.multiplyExact(Math.multiplyExact(blocks, BLOCK_TOKENS), kvDim);
    keys = new float[shape.layers()][length];
    values = new float[shape.layers()][length];
  }

  /** The number of blocks that hold so many tokens. */
  static int blocksFor(int tokens) {
    return (tokens + BLOCK_TOKENS - 1) / BLOCK_TOKENS;
  }

  void put(int layer, int slot, float[] key, float[] value) {
    System.arraycopy(key, 0, keys[layer], offset(slot), kvDim);
    System.arraycopy(value, 0, values[layer], offset(slot), kvDim);
  }

  /** All keys of a layer; the vector of a slot begins at {@link #offset}. */
  float[] keys(int layer) {
    return keys[layer];
  }

  /** All values of a layer; the vector of a slot begins at {@link #offset}. */
  float[] values(int layer) {
    return values[layer];
  }

  int offset(int slot) {
    return slot * kvDim;
  }
}
