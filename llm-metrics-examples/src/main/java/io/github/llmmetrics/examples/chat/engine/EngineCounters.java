package io.github.llmmetrics.examples.chat.engine;

import java.util.concurrent.atomic.AtomicLong;

/** Figures that the engine thread writes and any thread may read. */
final class EngineCounters {
  private final AtomicLong prefixHitTokens = new AtomicLong();
  private final AtomicLong prefixMissTokens = new AtomicLong();
  private final AtomicLong preemptions = new AtomicLong();
  private final AtomicLong generatedTokens = new AtomicLong();
  private volatile int running;

  void running(int count) {
    running = count;
  }

  void prompt(int hitTokens, int missTokens) {
    prefixHitTokens.addAndGet(hitTokens);
    prefixMissTokens.addAndGet(missTokens);
  }

  void preempted() {
    preemptions.incrementAndGet();
  }

  void generated() {
    generatedTokens.incrementAndGet();
  }

  /** These figures together with those of the queue and of the cache. */
  EngineSnapshot snapshot(WaitingQueue waiting, BlockPool pool) {
    return new EngineSnapshot(
        waiting.size(),
        running,
        waiting.oldestSeconds(),
        pool.used(),
        pool.total(),
        prefixHitTokens.get(),
        prefixMissTokens.get(),
        preemptions.get(),
        generatedTokens.get());
  }
}
