package io.github.llmmetrics.host;

import io.github.llmmetrics.internal.DaemonThread;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A daemon thread that polls, pauses, and polls again until it is closed. Thread-safe. */
final class PollThread implements AutoCloseable {

  static final String NAME = "llm-metrics-host";
  private static final long JOIN_MILLIS = 1_000;

  private final Runnable poll;
  private final Duration interval;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = DaemonThread.of(NAME, this::run);

  PollThread(Runnable poll, Duration interval) {
    this.poll = poll;
    this.interval = interval;
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      do {
        poll.run();
      } while (!closed.await(interval.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      // Only close() interrupts, and the thread ends here.
    }
  }

  /** Ends the thread and waits for it, for a second at most: a poll that hangs in the system cannot be ended. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
