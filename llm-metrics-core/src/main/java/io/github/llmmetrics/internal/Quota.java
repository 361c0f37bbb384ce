package io.github.llmmetrics.internal;

import java.util.concurrent.atomic.AtomicInteger;

/** A number of places that is never exceeded, whoever asks at the same moment. Thread-safe and lock-free. Internal. */
public final class Quota {

  private final int limit;
  private final AtomicInteger taken = new AtomicInteger();

  /**
   * A quota of which nothing is taken.
   *
   * @param limit the number of places
   */
  public Quota(int limit) {
    this.limit = limit;
  }

  /**
   * The number of places.
   *
   * @return the limit
   */
  public int limit() {
    return limit;
  }

  /**
   * Takes a place if there is one.
   *
   * @return whether there was
   */
  public boolean tryTake() {
    int used = taken.get();
    while (used < limit) {
      if (taken.compareAndSet(used, used + 1)) {
        return true;
      }
      used = taken.get();
    }
    return false;
  }

  /** Gives back a place that was taken. */
  public void giveBack() {
    taken.decrementAndGet();
  }
}
