package io.github.llmmetrics.gpu;

import io.github.llmmetrics.internal.DaemonThread;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Counts XID events, on a thread that waits for them in the driver. It begins anew whenever the poller finds a device
 * that was not there before.
 */
final class EventWatch implements Runnable {

  static final String THREAD_NAME = "llm-metrics-gpu-events";

  private static final int WAIT_MILLIS = 500;
  private static final long CLOSE_MILLIS = 2 * WAIT_MILLIS;

  /** How soon a device that was found is listened to: an event before that is heard by nobody. */
  private static final long MAX_PAUSE = TimeUnit.SECONDS.toNanos(1);

  private final GpuDriver driver;
  private final GpuPoller poller;
  private final GpuInstruments instruments;
  private final GpuLog log;
  private final long pauseNanos;
  private final Thread thread = DaemonThread.of(THREAD_NAME, this);
  private GpuPoller.@Nullable Listenable listenable;
  private @Nullable GpuEvents listening;
  private volatile boolean isClosing;

  EventWatch(
      GpuDriver driver,
      GpuPoller poller,
      GpuInstruments instruments,
      GpuLog log,
      Duration interval) {
    this.driver = driver;
    this.poller = poller;
    this.instruments = instruments;
    this.log = log;
    this.pauseNanos = Math.min(interval.toNanos(), MAX_PAUSE);
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
      GpuEvents events = listen();
      return events != null && hear(events);
    } catch (Throwable t) {
      log.threw("the GPU events", t);
      instruments.failed(CallResult.EXCEPTION);
      listening = null;
      return false;
    }
  }

  /** The events of the devices that there are now; null if there are none, or they cannot be listened to. */
  private @Nullable GpuEvents listen() {
    GpuPoller.Listenable now = poller.listenable();
    if (listening != null && now.equals(listenable)) {
      return listening;
    }
    stopListening();
    listenable = now;
    if (now.devices() > 0) {
      listening = open(now.devices());
    }
    return listening;
  }

  private @Nullable GpuEvents open(int devices) {
    GpuEvents events = driver.events();
    CallResult opened = events.open(devices);
    if (!opened.isSuccess()) {
      if (!opened.isUnsupported()) {
        instruments.failed(opened);
      }
      return null;
    }
    boolean hearsAny = false;
    for (int gpu = 0; gpu < devices; gpu++) {
      if (events.hears(gpu)) {
        hearsAny = true;
        instruments.declareXids(gpu);
      }
    }
    if (!hearsAny) {
      events.close();
      return null;
    }
    return events;
  }

  private boolean hear(GpuEvents events) {
    CallResult result = events.await(WAIT_MILLIS);
    if (result.isSuccess()) {
      count(events.gpu(), events.xid());
      return true;
    }
    if (result != CallResult.TIMEOUT) {
      instruments.failed(result);
      stopListening();
    }
    return result == CallResult.TIMEOUT;
  }

  private void count(int gpu, long xid) {
    if (gpu >= 0) {
      instruments.xid(gpu, xid);
    }
  }

  private void stopListening() {
    if (listening != null) {
      listening.close();
      listening = null;
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
