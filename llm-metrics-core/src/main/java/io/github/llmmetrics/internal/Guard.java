package io.github.llmmetrics.internal;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Stands around every piece of host code that the library calls: whatever it throws is counted, logged at most once a
 * minute, and goes no further. Thread-safe. Internal.
 */
public final class Guard {

  private final Consumer<String> failures;
  private final ThrottledLogger logger;

  /**
   * A guard.
   *
   * @param failures hears the source of each failure; must not throw
   * @param logger gets a line for a failure
   */
  public Guard(Consumer<String> failures, ThrottledLogger logger) {
    this.failures = failures;
    this.logger = logger;
  }

  /**
   * Calls host code.
   *
   * @param source whose code it is, as the label {@code source} says it
   * @param call the code
   * @param fallback what to use if it throws
   * @param <T> the kind of result
   * @return the code's result, or the fallback
   */
  // Throwable on purpose: an OutOfMemoryError or a StackOverflowError of the host's callback is the
  // host's to handle
  // where it happens next; thrown from here it would end a request or a scrape that has nothing to
  // do with it.
  @SuppressWarnings("CatchThrowable")
  public <T> T call(String source, Supplier<T> call, T fallback) {
    try {
      return call.get();
    } catch (Throwable t) {
      failed(source, "threw", t);
      return fallback;
    }
  }

  /**
   * Counts and logs a failure that was noticed elsewhere.
   *
   * @param source whose code it is
   * @param what what it did, for the log line
   * @param cause what it threw
   */
  public void failed(String source, String what, Throwable cause) {
    failures.accept(source);
    logger.warn("callback " + source + " " + what + "; its values are left out", cause);
  }
}
