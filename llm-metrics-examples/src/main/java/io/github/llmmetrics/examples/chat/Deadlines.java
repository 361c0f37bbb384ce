package io.github.llmmetrics.examples.chat;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends what takes too long. Thread-safe. */
final class Deadlines implements AutoCloseable {

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Threads.daemons("deadlines"));

  Deadlines() {
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Starts a deadline that runs an action when it passes, unless it was closed before. */
  Deadline start(double seconds, Runnable action) {
    Deadline deadline = new Deadline(action);
    long nanos = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    Future<?> task = timer.schedule(deadline::pass, nanos, TimeUnit.NANOSECONDS);
    deadline.onClose = () -> task.cancel(false);
    return deadline;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** One deadline. */
  static final class Deadline implements AutoCloseable {

    private final Runnable action;
    private volatile boolean passed;
    private Runnable onClose = () -> {};

    private Deadline(Runnable action) {
      this.action = action;
    }

    private void pass() {
      passed = true;
      action.run();
    }

    boolean passed() {
      return passed;
    }

    @Override
    public void close() {
      onClose.run();
    }
  }
}
