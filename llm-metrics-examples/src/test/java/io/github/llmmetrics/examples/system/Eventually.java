package io.github.llmmetrics.examples.system;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another process does, and says what it saw last if it does not. */
final class Eventually {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Eventually() {}

  /** An assertion about another process. */
  interface Assertion {
    void check() throws Exception;
  }

  static void passes(Assertion assertion) throws Exception {
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
