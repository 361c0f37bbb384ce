package io.github.llmmetrics.examples.chat.fault;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleConsumer;

/** How strong one fault of one model is now; 0 is off. Thread-safe. */
final class FaultSwitch {

  private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

  // Not synchronized: a virtual thread that waits in there would hold up others.
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private DoubleConsumer listener = strength -> {};
  private double strength;
  private long asked;
  private long changes;

  double strength() {
    lock.lock();
    try {
      return strength;
    } finally {
      lock.unlock();
    }
  }

  /** Sets the strength, ends the pauses of the earlier one, and tells the listener. */
  void set(double newStrength) {
    lock.lock();
    try {
      strength = newStrength;
      asked = 0;
      changes++;
      changed.signalAll();
      listener.accept(newStrength);
    } finally {
      lock.unlock();
    }
  }

  /** Tells one listener of each change that is to come. */
  void onChange(DoubleConsumer newListener) {
    lock.lock();
    try {
      listener = newListener;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether this time is one of the share. Multiples of the golden ratio are spread evenly, so that few requests show
   * the share, and keep no step with whoever looks at every fourth request only.
   */
  boolean strikes() {
    lock.lock();
    try {
      asked++;
      return asked * GOLDEN_RATIO % 1 < strength;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for so many milliseconds as the fault is strong, or until it changes. */
  void pause() {
    lock.lock();
    try {
      long nanos = TimeUnit.MILLISECONDS.toNanos((long) strength);
      long before = changes;
      while (nanos > 0 && changes == before) {
        nanos = changed.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
