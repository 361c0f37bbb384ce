package io.github.llmmetrics.gpu;

import io.github.llmmetrics.internal.BackgroundThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Polls a driver, and survives it: whether a call fails, throws or never comes back, the other devices are polled on, and
 * what was not read is not exposed.
 *
 * <p>One thread at a time is the poller. A device that is not read in time is found by a scrape, which leaves that thread
 * behind and has another go on; the device is polled again when its call has returned after all. A call of the driver as
 * a whole is waited for, however long: without it there is nothing to poll.
 */
final class GpuPoller {

  static final String THREAD_NAME = "llm-metrics-gpu";

  private static final long CLOSE_MILLIS = 2_000;

  private final PolledDriver driver;
  private final PolledGpus gpus;
  private final GpuInstruments instruments;
  private final GpuLog log;
  private final Timing timing;
  private final ThreadFactory threads;

  /** Held while it is decided whose turn it is. Nothing is logged, called or waited for under it. */
  private final ReentrantLock deciding = new ReentrantLock();

  private volatile boolean isClosing;
  private volatile Turn turn;

  GpuPoller(
      GpuDriver driver,
      GpuInstruments instruments,
      GpuLog log,
      Timing timing,
      ThreadFactory threads) {
    this.driver = new PolledDriver(driver, instruments, log);
    this.gpus = new PolledGpus(driver, instruments, log, timing);
    this.instruments = instruments;
    this.log = log;
    this.timing = timing;
    this.threads = threads;
    this.turn = new Turn();
  }

  /** Loads the driver's library on the thread of the caller, and starts polling on one of its own. */
  void start() {
    CallResult loaded = driver.load();
    if (!loaded.isSuccess()) {
      driver.report(loaded);
      turn.firstPause = timing.retry().toNanos();
    }
    turn.thread.start();
  }

  /** Polls once; says for how many nanoseconds to pause then. */
  long poll() {
    return turn.poll();
  }

  /** What there is to listen to since the last poll. */
  PolledGpus.Listenable listenable() {
    return gpus.listenable();
  }

  /** The session of the driver, for others that call it. */
  DriverSession session() {
    return driver.session();
  }

  /**
   * Looks whether the poller is stuck or gone, and whether what it left is too old. Called at each scrape, on its thread;
   * waits for no other scrape, and throws nothing at it.
   */
  // Throwable on purpose: memory may run out here as everywhere, and a scrape is the host's.
  @SuppressWarnings("CatchThrowable")
  void check() {
    try {
      PolledDevice stuck = leaveBehind();
      if (stuck != null) {
        // The successor before all else: the others are waiting.
        turn.thread.start();
        instruments.failed(CallResult.STUCK);
        stuck.publishStuck();
      }
      turn.thread.check();
      if (turn.hangsInDriver()) {
        gpus.lose(CallResult.STUCK);
        driver.reportFailure(CallResult.STUCK, null);
      }
      gpus.hideWhatIsOld();
    } catch (Throwable t) {
      // The next scrape looks again.
    }
  }

  /** Takes the turn from a thread that is stuck in a device, and says which one; null if none is. */
  private @Nullable PolledDevice leaveBehind() {
    Turn current = turn;
    if (current.overdueCall() == 0 || !deciding.tryLock()) {
      return null;
    }
    try {
      return isClosing || turn != current ? null : succeed(current);
    } finally {
      deciding.unlock();
    }
  }

  private @Nullable PolledDevice succeed(Turn current) {
    // Made first: no memory for it may mean that nobody's turn it is for ever.
    Turn next = new Turn();
    long call = current.overdueCall();
    PolledDevice device = current.device;
    // If the call has returned since, the device is another one's, and taking it away fails.
    if (call == 0 || device == null || !current.progress.takeAway(call)) {
      return null;
    }
    device.stuck(true);
    gpus.progressed();
    turn = next;
    return device;
  }

  private void release(PolledDevice device) {
    deciding.lock();
    try {
      device.stuck(false);
    } finally {
      deciding.unlock();
    }
  }

  private void threadFailed(Throwable cause) {
    instruments.failed(CallResult.EXCEPTION);
    log.threadFailed(THREAD_NAME, cause);
  }

  /** Tells the poller to end, and waits for nothing. It closes the driver if nobody is inside. Idempotent. */
  void stop() {
    deciding.lock();
    try {
      isClosing = true;
    } finally {
      deciding.unlock();
    }
    turn.thread.stop();
  }

  /** Waits for the poller to end, but not long. */
  void join() throws InterruptedException {
    turn.thread.join(CLOSE_MILLIS);
  }

  /** One thread's time as the poller. */
  private final class Turn {

    private final Progress progress = new Progress();
    private final BackgroundThread thread =
        new BackgroundThread(threads, this::run, GpuPoller.this::threadFailed);

    /** The device that is called; null in a call of the driver as a whole. */
    private volatile @Nullable PolledDevice device;

    /** The last call that a scrape has reported as one that hangs. */
    private final AtomicLong reportedCall = new AtomicLong();

    private boolean isTakenAway;
    private long firstPause;

    private void run() {
      thread.pause(firstPause);
      while (!thread.isStopped() && !isTakenAway) {
        thread.pause(pollOrLose());
      }
      if (!isTakenAway) {
        driver.close();
      }
    }

    // Throwable on purpose: what a poll throws beside the calls, such as an OutOfMemoryError, would
    // end it for good and leave its last readings.
    @SuppressWarnings("CatchThrowable")
    private long pollOrLose() {
      try {
        return poll();
      } catch (Throwable t) {
        if (isTakenAway) {
          return 0;
        }
        gpus.lose(CallResult.EXCEPTION);
        driver.reportFailure(CallResult.EXCEPTION, t);
        return timing.retry().toNanos();
      }
    }

    private long poll() {
      long began = timing.clock().nanoTime();
      CallResult result = callDriver();
      if (!result.isSuccess()) {
        gpus.lose(result);
        driver.report(result);
        return (driver.awaitsRetry() ? timing.retry() : timing.interval()).toNanos();
      }
      gpus.driverAnswered(driver.deviceCount());
      for (int i = 0; i < gpus.size() && !isTakenAway; i++) {
        poll(gpus.get(i), gpus.isCounted(i));
      }
      if (isTakenAway) {
        return 0;
      }
      gpus.polled(timing.clock().nanoTime() - began);
      driver.report(result);
      return timing.interval().toNanos();
    }

    private void poll(PolledDevice polled, boolean isCounted) {
      if (polled.isStuck()) {
        polled.tellStuck();
        return;
      }
      CallResult outcome = isCounted ? call(polled) : CallResult.GPU_NOT_FOUND;
      if (!isTakenAway) {
        gpus.publish(polled, outcome);
      }
    }

    private CallResult callDriver() {
      device = null;
      gpus.progressed();
      progress.enter(timing.clock().nanoTime());
      try {
        return driver.poll();
      } finally {
        progress.leave();
      }
    }

    private CallResult call(PolledDevice called) {
      device = called;
      long stamp = driver.session().enter();
      gpus.progressed();
      progress.enter(timing.clock().nanoTime());
      try {
        return called.read();
      } finally {
        driver.session().leave(stamp);
        isTakenAway = !progress.leave();
        if (isTakenAway) {
          release(called);
        } else {
          gpus.progressed();
        }
      }
    }

    private long overdueCall() {
      return progress.overdue(timing.clock().nanoTime(), timing.call().toNanos());
    }

    /** Whether a call of the driver as a whole hangs, and no scrape has said so. */
    private boolean hangsInDriver() {
      long call = overdueCall();
      // Again, as a call of a device may have returned before the device was read.
      return call != 0
          && device == null
          && call == overdueCall()
          && reportedCall.getAndSet(call) != call;
    }
  }
}
