package io.github.llmmetrics.host;

import io.github.llmmetrics.internal.BackgroundThread;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** A thread that polls, pauses, and polls again until it is closed. The poll does not throw. Thread-safe. */
final class PollThread implements AutoCloseable {

  static final String NAME = "llm-metrics-host";
  private static final long JOIN_MILLIS = 1_000;

  private final Runnable poll;
  private final long pauseNanos;
  private final BackgroundThread thread;

  /** Tells {@code failures} why the thread could not be started, or has ended. */
  PollThread(
      Runnable poll, Duration interval, ThreadFactory threads, Consumer<Throwable> failures) {
    this.poll = poll;
    this.pauseNanos = interval.toNanos();
    this.thread = new BackgroundThread(threads, this::run, failures);
  }

  void start() {
    thread.start();
  }

  /** Starts the thread again if it should be there and is not. Called at each scrape. */
  void check() {
    thread.check();
  }

  private void run() {
    while (!thread.isStopped()) {
      poll.run();
      thread.pause(pauseNanos);
    }
  }

  /** Ends the thread and waits for it, for a second at most: a poll that hangs in the system cannot be ended. */
  @Override
  public void close() {
    thread.stop();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
