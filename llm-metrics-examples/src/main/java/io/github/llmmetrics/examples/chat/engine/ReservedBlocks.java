package io.github.llmmetrics.examples.chat.engine;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Blocks of the cache that no request gets. Any thread may say how many; the engine thread follows.
 */
final class ReservedBlocks {
  private final BlockPool pool;
  private final Deque<Integer> held = new ArrayDeque<>();
  private volatile int wanted;

  ReservedBlocks(BlockPool pool) {
    this.pool = pool;
  }

  void want(int blocks) {
    wanted = blocks;
  }

  /** Takes what is free, as far as it lacks blocks, and gives back what it has too many of. */
  void follow() {
    while (held.size() < wanted && pool.free() > 0) {
      held.push(pool.allocate());
    }
    while (held.size() > wanted) {
      pool.release(held.pop());
    }
  }
}
