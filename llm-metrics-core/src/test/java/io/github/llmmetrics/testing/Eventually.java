package io.github.llmmetrics.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread or process does, and says what it saw last if it does not. */
public final class Eventually {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Eventually() {}

  /** An assertion about what others do. */
  @FunctionalInterface
  public interface Assertion {

    /** Throws an AssertionError or an IOException while it does not hold. */
    void check() throws Exception;
  }

  /** Returns as soon as the assertion passes; throws what it says if it does not in a minute. */
  public static void passes(Assertion assertion) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!passesNow(assertion, System.nanoTime() - deadline > 0)) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static boolean passesNow(Assertion assertion, boolean isLast) throws Exception {
    try {
      assertion.check();
      return true;
    } catch (AssertionError | IOException e) {
      if (isLast) {
        throw e;
      }
      return false;
    }
  }
}
