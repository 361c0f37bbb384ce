package io.github.llmmetrics.examples.chat.load;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A thread for each request in flight, and so the bound of them: there is no queue. Thread-safe. */
final class Senders implements AutoCloseable {

  private final ThreadPoolExecutor threads;

  Senders(int most) {
    threads = new ThreadPoolExecutor(
        0, most, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons("load-sender-"));
  }

  /** Does the work in a thread of its own, or returns false if as many as may be are at work. */
  boolean offer(Runnable work) {
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  @Override
  public void close() {
    stop(threads);
  }

  /** Interrupts the threads and waits until they have ended. */
  static void stop(ExecutorService threads) {
    threads.shutdownNow();
    try {
      // Bounded: a thread that does not end is a daemon, and keeps nobody from going.
      boolean unused = threads.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static ThreadFactory daemons(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
