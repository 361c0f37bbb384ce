package io.github.llmmetrics.gpu;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts XID events, on a thread that waits for them in the driver. It begins anew whenever the poller finds a device
 * that was not there before.
 */
final class EventWatch implements Runnable {

  static final String THREAD_NAME = "llm-metrics-gpu-events";

  private static final int WAIT_MILLIS = 500;
  private static final long CLOSE_MILLIS = 2 * WAIT_MILLIS;

  private final GpuEvents events;
  private final GpuPoller poller;
  private final GpuInstruments instruments;
  private final GpuLog log;
  private final long pauseNanos;
  private final Thread thread = new Thread(this, THREAD_NAME);
  private int generation = -1;
  private boolean isListening;
  private volatile boolean isClosing;

  EventWatch(
      GpuEvents events, GpuPoller poller, GpuInstruments instruments, GpuLog log, Duration pause) {
    this.events = events;
    this.poller = poller;
    this.instruments = instruments;
    this.log = log;
    this.pauseNanos = pause.toNanos();
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    while (!isClosing) {
      if (!step()) {
        LockSupport.parkNanos(this, pauseNanos);
      }
    }
    stopListening();
  }

  /** Waits for an event once; false if there is nothing to listen to now. */
  // Throwable on purpose: whatever a binding throws costs events only.
  @SuppressWarnings("CatchThrowable")
  boolean step() {
    try {
      return listen() && hear();
    } catch (Throwable t) {
      log.threw("the GPU events", t);
      instruments.failed(CallResult.EXCEPTION);
      isListening = false;
      return false;
    }
  }

  private boolean listen() {
    int devices = poller.deviceCount();
    int now = poller.generation();
    if (isListening && devices > 0 && now == generation) {
      return true;
    }
    stopListening();
    if (devices == 0) {
      return false;
    }
    generation = now;
    CallResult opened = events.open(devices);
    isListening = opened.isSuccess();
    if (isListening) {
      declare(devices);
    } else if (!opened.isUnsupported()) {
      instruments.failed(opened);
    }
    return isListening;
  }

  private void declare(int devices) {
    for (int gpu = 0; gpu < devices; gpu++) {
      if (events.hears(gpu)) {
        instruments.declareXids(gpu);
      }
    }
  }

  private boolean hear() {
    CallResult result = events.await(WAIT_MILLIS);
    if (result.isSuccess()) {
      count(events.gpu(), events.xid());
    } else if (result != CallResult.TIMEOUT) {
      instruments.failed(result);
      stopListening();
    }
    return isListening;
  }

  private void count(int gpu, long xid) {
    if (gpu >= 0) {
      instruments.xid(gpu, xid);
    }
  }

  private void stopListening() {
    if (isListening) {
      isListening = false;
      events.close();
    }
  }

  /** Stops listening; says whether the thread has left the driver. */
  boolean close() throws InterruptedException {
    isClosing = true;
    LockSupport.unpark(thread);
    thread.join(CLOSE_MILLIS);
    return !thread.isAlive();
  }
}
