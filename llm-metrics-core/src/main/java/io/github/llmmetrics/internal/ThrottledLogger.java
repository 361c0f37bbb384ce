package io.github.llmmetrics.internal;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes at most one line a minute and says how many it held back. Thread-safe and lock-free. Internal. */
public final class ThrottledLogger {

  private static final long INTERVAL = TimeUnit.MINUTES.toNanos(1);

  private final System.Logger logger;
  private final NanoClock clock;
  private final Runnable heldBack;
  private final AtomicLong nextAt;
  private final AtomicLong suppressed = new AtomicLong();

  /**
   * A throttle before a logger.
   *
   * @param logger where the lines go
   * @param clock measures the minute
   */
  public ThrottledLogger(System.Logger logger, NanoClock clock) {
    this(logger, clock, () -> {});
  }

  /**
   * A throttle before a logger whose silence is counted.
   *
   * @param logger where the lines go
   * @param clock measures the minute
   * @param heldBack hears of each line that is not written; must be fast and must not throw
   */
  public ThrottledLogger(System.Logger logger, NanoClock clock, Runnable heldBack) {
    this.logger = logger;
    this.clock = clock;
    this.heldBack = heldBack;
    this.nextAt = new AtomicLong(clock.nanoTime());
  }

  /**
   * Warns, unless it did less than a minute ago.
   *
   * @param message what happened
   * @param cause why, if known
   */
  public void warn(String message, @Nullable Throwable cause) {
    log(Level.WARNING, message, cause);
  }

  /**
   * Logs, unless it did less than a minute ago.
   *
   * @param level of the line
   * @param message what happened
   * @param cause why, if known
   */
  public void log(Level level, String message, @Nullable Throwable cause) {
    long now = clock.nanoTime();
    long due = nextAt.get();
    if (now - due < 0 || !nextAt.compareAndSet(due, now + INTERVAL)) {
      holdBack();
      return;
    }
    long kept = suppressed.getAndSet(0);
    write(
        level,
        kept == 0 ? message : message + " (and " + kept + " more since the last line)",
        cause);
  }

  /**
   * Whether a line would be written now, and not kept back.
   *
   * @return true if the last one was written a minute ago or more
   */
  public boolean isDue() {
    return clock.nanoTime() - nextAt.get() >= 0;
  }

  // Throwable on purpose: the logger is the host's, and so is the cause, whose text it asks for.
  // Neither may end a request, a scrape or a thread of ours, not even by a LinkageError.
  @SuppressWarnings("CatchThrowable")
  private void write(Level level, String line, @Nullable Throwable cause) {
    try {
      logger.log(level, line, cause);
    } catch (Throwable t) {
      holdBack();
    }
  }

  private void holdBack() {
    suppressed.incrementAndGet();
    heldBack.run();
  }
}
