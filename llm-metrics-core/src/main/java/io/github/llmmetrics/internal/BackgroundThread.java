package io.github.llmmetrics.internal;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The thread of a task that goes on until it is stopped. If the system has no thread to give, or the task ends before, a
 * thread is started at the next {@link #check()}. Nothing that goes wrong reaches the caller, and none waits for another
 * one's check. Thread-safe. Internal.
 */
public final class BackgroundThread {

  private final ThreadFactory threads;
  private final Runnable task;
  private final Consumer<Throwable> failures;

  /** Held while a thread is started, so that none is started after {@link #stop()}. Nothing is logged under it. */
  private final ReentrantLock starting = new ReentrantLock();

  private volatile @Nullable Thread thread;
  private volatile boolean isStarted;
  private volatile boolean isStopped;

  /**
   * A thread that is not started yet.
   *
   * @param threads makes it, each time that it has to be made
   * @param task returns soon after {@link #isStopped()}
   * @param failures hears why a thread could not be started, and what the task threw
   */
  public BackgroundThread(ThreadFactory threads, Runnable task, Consumer<Throwable> failures) {
    this.threads = threads;
    this.task = task;
    this.failures = failures;
  }

  /** Starts the thread, unless it was stopped. */
  public void start() {
    isStarted = true;
    check();
  }

  /** Starts another thread if there should be one and is none. Cheap, for every scrape to call. */
  public void check() {
    if (isMissing() && starting.tryLock()) {
      Throwable failure;
      try {
        failure = isMissing() ? startThread() : null;
      } finally {
        starting.unlock();
      }
      if (failure != null) {
        report(failure);
      }
    }
  }

  private boolean isMissing() {
    Thread current = thread;
    return isStarted && !isStopped && (current == null || !current.isAlive());
  }

  // Throwable on purpose: a thread that the system cannot give is an OutOfMemoryError, which must
  // end neither the start nor the scrape of a host.
  @SuppressWarnings("CatchThrowable")
  private @Nullable Throwable startThread() {
    try {
      Thread next = threads.newThread(this::run);
      next.start();
      thread = next;
      return null;
    } catch (Throwable t) {
      return t;
    }
  }

  // Throwable on purpose: what is not caught here goes to the host's handler of uncaught
  // exceptions, which may end the JVM.
  @SuppressWarnings("CatchThrowable")
  private void run() {
    try {
      task.run();
    } catch (Throwable t) {
      report(t);
    }
  }

  @SuppressWarnings("CatchThrowable")
  private void report(Throwable failure) {
    try {
      failures.accept(failure);
    } catch (Throwable t) {
      // Where even that fails, memory has run out: there is nobody left to tell.
    }
  }

  /**
   * Pauses the task; returns at once when it is stopped. An interrupt, which others may have sent, is forgotten: it would
   * turn every later pause into none.
   *
   * @param nanos how long
   */
  public void pause(long nanos) {
    long began = System.nanoTime();
    for (long left = nanos; left > 0 && !isStopped; left = nanos - (System.nanoTime() - began)) {
      LockSupport.parkNanos(this, left);
      boolean unused = Thread.interrupted();
    }
  }

  /**
   * Whether the task is to end.
   *
   * @return true after {@link #stop()}
   */
  public boolean isStopped() {
    return isStopped;
  }

  /** Tells the task to end, and does not wait for it. No thread is started from now on. Idempotent. */
  public void stop() {
    starting.lock();
    try {
      isStopped = true;
    } finally {
      starting.unlock();
    }
    LockSupport.unpark(thread);
  }

  /**
   * Waits for the thread to end.
   *
   * @param millis at most so long
   * @throws InterruptedException if the caller is interrupted
   */
  public void join(long millis) throws InterruptedException {
    Thread current = thread;
    if (current != null) {
      current.join(millis);
    }
  }
}
