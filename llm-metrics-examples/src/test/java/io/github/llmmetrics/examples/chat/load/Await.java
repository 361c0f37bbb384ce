package io.github.llmmetrics.examples.chat.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for other threads, without a guess at how long they need. */
final class Await {

  private static final long LONGEST_NANOS = Duration.ofSeconds(20).toNanos();

  private static final long POLL_NANOS = Duration.ofMillis(1).toNanos();

  private Await() {}

  static void until(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LONGEST_NANOS) {
        throw new AssertionError("not within 20 s: " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** How many live threads have a name that begins so. */
  static long threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .count();
  }
}
