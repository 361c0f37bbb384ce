package io.github.llmmetrics;

import io.github.llmmetrics.internal.NanoClock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The mean of the last 15 minutes of scores, to within 15 seconds: a ring of slots, each with the sum and the count of
 * its quarter minute. Thread-safe and lock-free.
 */
final class ScoreWindow {

  private static final long SLOT_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final int WINDOW_SLOTS = 60;

  private final NanoClock clock;
  private final AtomicReferenceArray<@Nullable Slot> ring =
      new AtomicReferenceArray<>(WINDOW_SLOTS);

  ScoreWindow(NanoClock clock) {
    this.clock = clock;
  }

  void add(double score) {
    Slot slot = current();
    slot.sum.add(score);
    slot.count.increment();
  }

  /** NaN where there was no score. */
  double mean() {
    long now = slotNumber();
    double sum = 0;
    long count = 0;
    for (int i = 0; i < WINDOW_SLOTS; i++) {
      Slot slot = ring.get(i);
      if (slot != null && now - slot.number >= 0 && now - slot.number < WINDOW_SLOTS) {
        sum += slot.sum.sum();
        count += slot.count.sum();
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private Slot current() {
    long number = slotNumber();
    int index = Math.floorMod(number, WINDOW_SLOTS);
    while (true) {
      Slot slot = ring.get(index);
      if (slot != null && slot.number == number) {
        return slot;
      }
      Slot fresh = new Slot(number);
      if (ring.compareAndSet(index, slot, fresh)) {
        return fresh;
      }
    }
  }

  private long slotNumber() {
    return Math.floorDiv(clock.nanoTime(), SLOT_NANOS);
  }

  /** A quarter of a minute. */
  private static final class Slot {
    private final long number;
    private final DoubleAdder sum = new DoubleAdder();
    private final LongAdder count = new LongAdder();

    private Slot(long number) {
      this.number = number;
    }
  }
}
