package io.github.llmmetrics.gpu;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether a thread is inside of a call of the driver, and since when, for another one to see. If the call takes too long
 * the other can take it away: then one of the two goes on with the work, and never both. Thread-safe and lock-free.
 */
final class Progress {

  private static final long TAKEN_AWAY = -1;

  /** Counts what begins and what ends: odd inside of a call. */
  private final AtomicLong state = new AtomicLong();

  private volatile long beganAt;

  /** A call begins. */
  void enter(long now) {
    beganAt = now;
    state.incrementAndGet();
  }

  /** The call has returned; false if it was taken away in the meantime. */
  boolean leave() {
    long inside = state.get();
    return inside != TAKEN_AWAY && state.compareAndSet(inside, inside + 1);
  }

  /** The number of the call that has not returned for so long; 0 if there is none. */
  long overdue(long now, long nanos) {
    long inside = state.get();
    return inside > 0 && inside % 2 != 0 && now - beganAt > nanos ? inside : 0;
  }

  /** Takes a call away; false if it has returned after all, or another thread was faster. */
  boolean takeAway(long call) {
    return state.compareAndSet(call, TAKEN_AWAY);
  }
}
