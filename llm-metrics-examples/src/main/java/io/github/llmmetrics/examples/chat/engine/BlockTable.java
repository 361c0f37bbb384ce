package io.github.llmmetrics.examples.chat.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that hold the keys and values of one sequence, in the order of its tokens. Engine
 * thread only.
 */
final class BlockTable {
  private final List<PrefixKey> keys = new ArrayList<>();
  private int[] blocks = new int[8];
  private int size;

  /** Where the cache has the token at a position. */
  int slot(int position) {
    return blocks[position / KvStore.BLOCK_TOKENS] * KvStore.BLOCK_TOKENS
        + position % KvStore.BLOCK_TOKENS;
  }

  int size() {
    return size;
  }

  int block(int index) {
    return blocks[index];
  }

  void add(int block) {
    if (size == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * size);
    }
    blocks[size++] = block;
  }

  void clear() {
    size = 0;
    keys.clear();
  }

  /** The number of blocks at the beginning whose content is known to be complete. */
  int keyCount() {
    return keys.size();
  }

  @Nullable
  PrefixKey lastKey() {
    return keys.isEmpty() ? null : keys.get(keys.size() - 1);
  }

  void addKey(PrefixKey key) {
    keys.add(key);
  }
}
