package io.github.llmmetrics.host;

import io.github.llmmetrics.internal.ThrottledLogger;
import java.util.function.Supplier;

/** A part of a reading that fails by itself: it costs its own series and a line a minute. Thread-safe. */
final class ReadingGroup {

  private final String name;
  private final ThrottledLogger logger;

  /** Each group has a logger of its own, so that the first to fail does not silence the others. */
  ReadingGroup(String name, ThrottledLogger logger) {
    this.name = name;
    this.logger = logger;
  }

  // Throwable on purpose: native code that cannot be loaded is a LinkageError, and all that is
  // thrown here would end in a host that has nothing to do with it.
  @SuppressWarnings("CatchThrowable")
  <T> T read(Supplier<T> call, T absent) {
    try {
      return call.get();
    } catch (Throwable t) {
      logger.warn(
          "host " + name + " cannot be read, its series are left out until it can: " + reason(t),
          null);
      return absent;
    }
  }

  /** What a class that could not be initialised says of itself is only that; the reason is its cause. */
  private static Throwable reason(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof LinkageError && cause != null ? cause : thrown;
  }
}
