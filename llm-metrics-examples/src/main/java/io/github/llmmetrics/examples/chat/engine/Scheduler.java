package io.github.llmmetrics.examples.chat.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides which sequences run and what each step computes. Engine thread only.
 *
 * <p>Running sequences come first, the oldest first; each decodes one token or computes a chunk of
 * its prompt. When cache blocks run out, the newest goes back to the queue. So the oldest always
 * advances, and running and waiting sequences together stay in the order of their arrival.
 */
final class Scheduler {
  private final WaitingQueue waiting;
  private final KvAllocator allocator;
  private final EngineCounters counters;
  private final EngineListener listener;
  private final int maxBatch;
  private final List<Sequence> running = new ArrayList<>();

  Scheduler(
      EngineConfig config,
      WaitingQueue waiting,
      BlockPool pool,
      EngineCounters counters,
      EngineListener listener) {
    this.waiting = waiting;
    this.counters = counters;
    this.listener = listener;
    allocator = new KvAllocator(pool, config.prefixCache());
    maxBatch = config.maxBatch();
  }

  boolean isIdle() {
    return running.isEmpty() && waiting.peek() == null;
  }

  /** All sequences that have not ended, running and waiting. */
  List<Sequence> sequences() {
    List<Sequence> all = new ArrayList<>(running);
    waiting.sequences().forEach(all::add);
    return all;
  }

  /** Fills a batch with the work of the next step. */
  void plan(Batch batch) {
    batch.clear();
    int runningBefore = running.size();
    continueRunning(batch);
    // A sequence that has just lost its blocks must not take them back from an older one.
    if (running.size() == runningBefore) {
      admitWaiting(batch);
    }
  }

  /** Lets later requests share what the step has computed. */
  void computed(Batch batch) {
    batch.sequences().forEach(allocator::publish);
  }

  /** Forgets a sequence and frees its blocks, whether it runs or waits. */
  void remove(Sequence sequence) {
    waiting.remove(sequence);
    stopRunning(sequence);
  }

  private void continueRunning(Batch batch) {
    for (int i = 0; i < running.size() && batch.room() > 0; i++) {
      Sequence sequence = running.get(i);
      if (makeRoom(sequence)) {
        batch.add(sequence);
      }
    }
  }

  /** Preempts the newest until a sequence has its blocks; false when it had to go itself. */
  private boolean makeRoom(Sequence sequence) {
    while (!allocator.grow(sequence)) {
      Sequence newest = running.get(running.size() - 1);
      preempt(newest);
      if (newest == sequence) {
        return false;
      }
    }
    return true;
  }

  private void preempt(Sequence sequence) {
    waiting.putBack(sequence);
    stopRunning(sequence);
    sequence.answer().preempted();
    counters.preempted();
    listener.preempted();
  }

  private void admitWaiting(Batch batch) {
    while (running.size() < maxBatch && batch.room() > 0) {
      Sequence next = waiting.peek();
      if (next == null || !allocator.admit(next)) {
        return;
      }
      // In this order: a snapshot may see it twice for a moment, but never not at all.
      running.add(next);
      counters.running(running.size());
      waiting.remove(next);
      if (next.admit()) {
        counters.prompt(next.computed(), next.uncomputed());
        next.answer().scheduled(next.computed());
      }
      batch.add(next);
    }
  }

  private void stopRunning(Sequence sequence) {
    allocator.release(sequence);
    running.remove(sequence);
    counters.running(running.size());
  }
}
