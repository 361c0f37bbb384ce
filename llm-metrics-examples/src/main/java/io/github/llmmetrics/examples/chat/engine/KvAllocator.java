package io.github.llmmetrics.examples.chat.engine;

import java.util.OptionalInt;

/** Gives sequences the cache blocks they need, shared ones where possible. Engine thread only. */
final class KvAllocator {
  private final BlockPool pool;
  private final boolean prefixCache;

  KvAllocator(BlockPool pool, boolean prefixCache) {
    this.pool = pool;
    this.prefixCache = prefixCache;
  }

  /**
   * Gives a sequence without blocks all that its tokens need. Full blocks at its beginning that are
   * cached count as computed.
   *
   * @return false when there are too few; then it has none
   */
  boolean admit(Sequence sequence) {
    if (prefixCache) {
      shareCached(sequence);
    }
    if (grow(sequence)) {
      return true;
    }
    release(sequence);
    return false;
  }

  /**
   * Gives a sequence the blocks it still lacks for its tokens.
   *
   * @return false when there are too few; then it keeps what it had
   */
  boolean grow(Sequence sequence) {
    BlockTable blocks = sequence.blocks();
    int missing = KvStore.blocksFor(sequence.length()) - blocks.size();
    if (missing > pool.free()) {
      return false;
    }
    for (int i = 0; i < missing; i++) {
      blocks.add(pool.allocate());
    }
    return true;
  }

  /** Lets others share the blocks that a sequence has filled. */
  void publish(Sequence sequence) {
    if (!prefixCache) {
      return;
    }
    BlockTable blocks = sequence.blocks();
    int full = sequence.computed() / KvStore.BLOCK_TOKENS;
    while (blocks.keyCount() < full) {
      PrefixKey key = nextKey(sequence);
      pool.publish(blocks.block(blocks.keyCount()), key);
      blocks.addKey(key);
    }
  }

  /**
   * Takes all blocks from a sequence; it has to be computed anew, as far as they are not cached.
   */
  void release(Sequence sequence) {
    BlockTable blocks = sequence.blocks();
    // From the end: the beginning, which others are more likely to share, is then evicted last.
    for (int i = blocks.size() - 1; i >= 0; i--) {
      pool.release(blocks.block(i));
    }
    blocks.clear();
    sequence.forgetComputed();
  }

  private void shareCached(Sequence sequence) {
    BlockTable blocks = sequence.blocks();
    // The last token is always computed, because its logits are needed.
    int shareable = (sequence.length() - 1) / KvStore.BLOCK_TOKENS;
    while (blocks.keyCount() < shareable) {
      PrefixKey key = nextKey(sequence);
      OptionalInt block = pool.share(key);
      if (block.isEmpty()) {
        return;
      }
      blocks.add(block.getAsInt());
      blocks.addKey(key);
      sequence.computing(KvStore.BLOCK_TOKENS);
    }
  }

  private static PrefixKey nextKey(Sequence sequence) {
    BlockTable blocks = sequence.blocks();
    int from = blocks.keyCount() * KvStore.BLOCK_TOKENS;
    return new PrefixKey(blocks.lastKey(), sequence.tokens(from, from + KvStore.BLOCK_TOKENS));
  }
}
