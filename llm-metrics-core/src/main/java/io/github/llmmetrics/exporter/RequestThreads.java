package io.github.llmmetrics.exporter;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few threads that answer requests. A client that sends half a request, or reads nothing of an answer, holds its
 * thread for as long as it likes: where a request waits and every thread is held, the one that is held longest is
 * interrupted, which closes its connection.
 */
final class RequestThreads extends ThreadPoolExecutor {

  static final int MOST = 10;
  private static final int IDLE_SECONDS = 60;

  /** Those that work on a request and were not interrupted, the longest at it first. Its own lock. */
  private final Set<Thread> busy = new LinkedHashSet<>();

  RequestThreads() {
    // Each connection has one request at a time: open files bound the queue.
    super(MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
      Thread thread = new Thread(task, "llm-metrics-server");
      thread.setDaemon(true);
      return thread;
    });
    allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable request) {
    super.execute(request);
    makeRoom();
  }

  @Override
  protected void beforeExecute(Thread thread, Runnable request) {
    synchronized (busy) {
      busy.add(thread);
    }
    makeRoom();
  }

  @Override
  protected void afterExecute(Runnable request, Throwable failure) {
    synchronized (busy) {
      busy.remove(Thread.currentThread());
      // Of a request that ended just before it was interrupted; the next one is not to pay for it.
      boolean unused = Thread.interrupted();
    }
  }

  private void makeRoom() {
    synchronized (busy) {
      Iterator<Thread> longest = busy.iterator();
      if (getQueue().size() > MOST - busy.size() && longest.hasNext()) {
        Thread held = longest.next();
        longest.remove();
        held.interrupt();
      }
    }
  }
}
