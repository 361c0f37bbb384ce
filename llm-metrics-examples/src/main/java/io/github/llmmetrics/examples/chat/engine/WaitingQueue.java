package io.github.llmmetrics.examples.chat.engine;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The sequences that wait for their turn, the oldest request first. Any thread may offer one or
 * look; only the engine thread takes one or puts one back.
 */
final class WaitingQueue {
  private final Deque<Sequence> sequences = new ConcurrentLinkedDeque<>();
  // The deque itself would count its elements one by one.
  private final AtomicInteger size = new AtomicInteger();
  private final int capacity;
  private volatile boolean closed;

  WaitingQueue(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Appends a sequence, if there is room. Synchronized with {@link #close()}: whoever sees the
   * queue closed sees all sequences that it will ever have.
   *
   * @return false when the queue is full
   * @throws IllegalStateException when the queue is closed
   */
  synchronized boolean offer(Sequence sequence) {
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
    if (size.get() >= capacity) {
      return false;
    }
    sequence.startWaiting();
    size.incrementAndGet();
    sequences.addLast(sequence);
    return true;
  }

  /**
   * Puts a preempted sequence first, even when the queue is full: it was admitted before the
   * others.
   */
  void putBack(Sequence sequence) {
    sequence.startWaiting();
    size.incrementAndGet();
    sequences.addFirst(sequence);
  }

  @Nullable
  Sequence peek() {
    return sequences.peekFirst();
  }

  void remove(Sequence sequence) {
    if (sequences.remove(sequence)) {
      size.decrementAndGet();
    }
  }

  Iterable<Sequence> sequences() {
    return sequences;
  }

  int size() {
    return size.get();
  }

  /**
   * How long the longest waiting sequence has been here; not always the first, as some are put
   * back.
   */
  double oldestSeconds() {
    long now = System.nanoTime();
    long oldest = 0;
    for (Sequence sequence : sequences) {
      oldest = Math.max(oldest, now - sequence.waitingSince());
    }
    return oldest / 1e9;
  }

  synchronized void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }
}
