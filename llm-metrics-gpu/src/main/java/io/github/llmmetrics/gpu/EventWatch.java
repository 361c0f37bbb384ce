package io.github.llmmetrics.gpu;

import io.github.llmmetrics.internal.BackgroundThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts XID events, on a thread that waits for them in the driver. It begins anew whenever the driver was opened again,
 * or the poller finds a device that was not there before; where nothing can be heard, at the retry interval.
 */
final class EventWatch {

  static final String THREAD_NAME = "llm-metrics-gpu-events";

  private static final int WAIT_MILLIS = 500;
  private static final long CLOSE_MILLIS = 2 * WAIT_MILLIS;

  /** A wait that was no wait, and told nothing new, is one of many. */
  private static final long TOO_SHORT = TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS / 2);

  private static final long BREATH = TimeUnit.MILLISECONDS.toNanos(10);

  /** How soon a device that was found is listened to: an event before that is heard by nobody. */
  private static final long MAX_PAUSE = TimeUnit.SECONDS.toNanos(1);

  private final GpuDriver driver;
  private final GpuPoller poller;
  private final DriverSession session;
  private final GpuInstruments instruments;
  private final GpuLog log;
  private final Timing timing;
  private final long pauseNanos;
  private final BackgroundThread thread;

  private PolledGpus.Listenable listenable = new PolledGpus.Listenable(0, 0);
  private int sessionNumber;
  private @Nullable GpuEvents listening;
  private long beganAt;
  private long tryAgainAfter;
  private int lastGpu;
  private long lastXid;

  EventWatch(
      GpuDriver driver,
      GpuPoller poller,
      GpuInstruments instruments,
      GpuLog log,
      Timing timing,
      ThreadFactory threads) {
    this.driver = driver;
    this.poller = poller;
    this.session = poller.session();
    this.instruments = instruments;
    this.log = log;
    this.timing = timing;
    this.pauseNanos = Math.min(timing.interval().toNanos(), MAX_PAUSE);
    this.thread = new BackgroundThread(threads, this::run, this::threadFailed);
  }

  void start() {
    thread.start();
  }

  /** Looks whether the thread is there. Called at each scrape. */
  void check() {
    thread.check();
  }

  private void threadFailed(Throwable cause) {
    instruments.failed(CallResult.EXCEPTION);
    log.threadFailed(THREAD_NAME, cause);
  }

  private void run() {
    while (!thread.isStopped()) {
      thread.pause(step());
    }
    long stamp = session.enter();
    if (stamp != 0) {
      stopListening();
      session.leave(stamp);
    }
  }

  /** Waits for an event once; says for how many nanoseconds to pause then. */
  // Throwable on purpose: whatever a binding throws costs events only.
  @SuppressWarnings("CatchThrowable")
  long step() {
    long stamp = session.enter();
    if (stamp == 0) {
      return pauseNanos;
    }
    Throwable thrown;
    try {
      long pause = listen();
      if (thread.isStopped() || session.isEnding()) {
        stopListening();
      }
      return pause;
    } catch (Throwable t) {
      thrown = t;
      stopListening();
      tryAgainAfter = timing.retry().toNanos();
    } finally {
      session.leave(stamp);
    }
    instruments.failed(CallResult.EXCEPTION);
    log.eventsThrew(thrown);
    return pauseNanos;
  }

  private long listen() {
    if (hasToBeginAnew()) {
      beginAnew();
    }
    return listening == null ? pauseNanos : hear(listening);
  }

  private boolean hasToBeginAnew() {
    boolean isCurrent = sessionNumber == session.number() && listenable.equals(poller.listenable());
    return !isCurrent || (listening == null && now() - beganAt >= tryAgainAfter);
  }

  private void beginAnew() {
    stopListening();
    listenable = poller.listenable();
    sessionNumber = session.number();
    beganAt = now();
    tryAgainAfter = timing.retry().toNanos();
    if (listenable.devices() > 0) {
      open(driver.events(), listenable.devices());
    }
  }

  private void open(GpuEvents events, int devices) {
    // Before it is open, so that it is closed whatever is thrown from here on.
    listening = events;
    CallResult opened = events.open(devices);
    if (!opened.isSuccess()) {
      listening = null;
      if (!opened.isUnsupported()) {
        instruments.failed(opened);
      }
    } else if (!declareHeard(events, devices)) {
      stopListening();
    }
  }

  private boolean declareHeard(GpuEvents events, int devices) {
    boolean hearsAny = false;
    for (int gpu = 0; gpu < devices; gpu++) {
      if (events.hears(gpu)) {
        hearsAny = true;
        instruments.declareXids(gpu);
      }
    }
    return hearsAny;
  }

  private long hear(GpuEvents events) {
    long waitedFrom = now();
    CallResult result = events.await(WAIT_MILLIS);
    if (result.isSuccess() || result == CallResult.TIMEOUT) {
      // A set that was good for something is replaced soon when it fails later.
      tryAgainAfter = 0;
      boolean isNews = result.isSuccess() && count(events.gpu(), events.xid());
      return isNews || now() - waitedFrom >= TOO_SHORT ? 0 : BREATH;
    }
    instruments.failed(result);
    if (result == CallResult.UNINITIALIZED) {
      // Somebody shut the driver down, and the set with it: to free it now would be to free it
      // twice.
      listening = null;
    } else {
      stopListening();
    }
    return pauseNanos;
  }

  /** Counts an event; false if it is none of a device that is listened to, or the same one again. */
  private boolean count(int gpu, long xid) {
    if (gpu < 0) {
      return false;
    }
    instruments.xid(gpu, xid);
    boolean isNews = gpu != lastGpu || xid != lastXid;
    lastGpu = gpu;
    lastXid = xid;
    return isNews;
  }

  /** Closes what was opened in this session of the driver, and forgets what was opened in another. Called inside of it. */
  // Throwable on purpose: what cannot be closed is given up.
  @SuppressWarnings("CatchThrowable")
  private void stopListening() {
    GpuEvents stopped = listening;
    listening = null;
    if (stopped != null && sessionNumber == session.number()) {
      try {
        stopped.close();
      } catch (Throwable t) {
        instruments.failed(CallResult.EXCEPTION);
      }
    }
  }

  private long now() {
    return timing.clock().nanoTime();
  }

  /** Tells the thread to stop listening, and waits for nothing. */
  void stop() {
    thread.stop();
  }

  /** Waits for the thread to leave the driver, but not long. */
  void join() throws InterruptedException {
    thread.join(CLOSE_MILLIS);
  }
}
