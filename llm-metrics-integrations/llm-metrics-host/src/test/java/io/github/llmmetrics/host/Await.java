package io.github.llmmetrics.host;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does. */
final class Await {

  private static final long LIMIT = TimeUnit.SECONDS.toNanos(60);
  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(1);

  private Await() {}

  /** Returns as soon as it is so; fails where that takes a minute. */
  static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT) {
        throw new AssertionError("not so after a minute");
      }
      LockSupport.parkNanos(STEP);
    }
  }
}
