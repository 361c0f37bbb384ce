package io.github.llmmetrics.examples.chat.engine;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of the key/value cache: how many sequences hold each, and which content it has.
 *
 * <p>A block that nobody holds is free. It keeps its content until it is allocated anew, the
 * longest unused one first. Engine thread only, except {@link #used()} and {@link #total()}.
 */
final class BlockPool {
  private final int total;
  private final int[] holders;
  private final @Nullable PrefixKey[] contents;
  private final Map<PrefixKey, Integer> byContent = new HashMap<>();
  private final Set<Integer> free = new LinkedHashSet<>();
  private volatile int used;

  BlockPool(int total) {
    this.total = total;
    holders = new int[total];
    contents = new @Nullable PrefixKey[total];
    for (int block = 0; block < total; block++) {
      free.add(block);
    }
  }

  /** The number of blocks that sequences hold. Any thread may ask. */
  int used() {
    return used;
  }

  /** The number of all blocks. Any thread may ask. */
  int total() {
    return total;
  }

  int free() {
    return free.size();
  }

  /** Takes the longest unused free block and forgets its content. */
  int allocate() {
    Iterator<Integer> longestUnusedFirst = free.iterator();
    int block = longestUnusedFirst.next();
    longestUnusedFirst.remove();
    PrefixKey content = contents[block];
    if (content != null) {
      byContent.remove(content);
      contents[block] = null;
    }
    hold(block);
    return block;
  }

  /** Takes part in the block with this content, if there is one. */
  OptionalInt share(PrefixKey content) {
    Integer block = byContent.get(content);
    if (block == null) {
      return OptionalInt.empty();
    }
    free.remove(block);
    hold(block);
    return OptionalInt.of(block);
  }

  /**
   * Says what a held block contains, so that others can share it. The first of equal blocks wins.
   */
  void publish(int block, PrefixKey content) {
    if (byContent.putIfAbsent(content, block) == null) {
      contents[block] = content;
    }
  }

  void release(int block) {
    holders[block]--;
    if (holders[block] == 0) {
      free.add(block);
    }
    used = total - free.size();
  }

  private void hold(int block) {
    holders[block]++;
    used = total - free.size();
  }
}
