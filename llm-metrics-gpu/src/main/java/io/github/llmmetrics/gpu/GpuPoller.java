package io.github.llmmetrics.gpu;

import io.github.llmmetrics.internal.DaemonThread;
import io.github.llmmetrics.internal.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Polls a driver, and survives it: whether a call fails, throws or never comes back, the other devices are polled on, and
 * what was not read is not exposed.
 *
 * <p>One thread at a time is the poller. A call of a device that does not return in time is found by a scrape, which
 * leaves that thread behind and has another go on; the device is polled again when its call has returned after all. A call
 * of the driver as a whole is waited for, however long: without it there is nothing to poll.
 */
final class GpuPoller {

  static final String THREAD_NAME = "llm-metrics-gpu";

  private static final long CLOSE_MILLIS = 2_000;
  private static final long TAKEN_AWAY = -1;

  private final GpuDriver driver;
  private final PolledDriver polledDriver;
  private final GpuInstruments instruments;
  private final GpuLog log;
  private final NanoClock clock;
  private final Timing timing;
  private final Runnable publishDriverDown;
  private final List<PolledDevice> devices = new CopyOnWriteArrayList<>();
  private volatile Listenable listenable = new Listenable(0, 0);
  private volatile boolean isClosing;
  private volatile boolean mayCloseDriver;
  private volatile Turn turn = new Turn();

  /** Whether a device has come since it was last announced. Of the thread whose turn it is; the next one takes it over. */
  private boolean hasCome;

  // Guarded by this.
  private long reportedCall;
  private boolean lacksThread;

  GpuPoller(
      GpuDriver driver, GpuInstruments instruments, GpuLog log, NanoClock clock, Timing timing) {
    this.driver = driver;
    this.polledDriver = new PolledDriver(driver, instruments, log);
    this.instruments = instruments;
    this.log = log;
    this.clock = clock;
    this.timing = timing;
    this.publishDriverDown = () -> instruments.driverUp(false);
  }

  /**
   * How often, and for how long.
   *
   * @param interval from one poll to the next
   * @param retry from one attempt to load or open the driver to the next
   * @param call what a call may take
   */
  record Timing(Duration interval, Duration retry, Duration call) {}

  /** Loads the driver's library on the thread of the caller, and starts polling on one of its own. */
  void start() {
    CallResult loaded = polledDriver.load();
    if (!loaded.isSuccess()) {
      polledDriver.report(loaded);
      turn.firstPause = timing.retry().toNanos();
    }
    turn.thread.start();
  }

  /** Polls once; says for how many nanoseconds to pause then, or a negative number if another thread has gone on. */
  long poll() {
    return turn.poll();
  }

  /**
   * What there is to listen to.
   *
   * @param devices how many; 0 while the driver is down
   * @param generation another one whenever devices may have come, so that listening has to begin anew
   */
  record Listenable(int devices, int generation) {}

  /** What there is to listen to since the last poll. */
  Listenable listenable() {
    return listenable;
  }

  /** Looks whether the poller is stuck. Called at each scrape, on its thread. */
  synchronized void check() {
    if (isClosing) {
      return;
    }
    if (lacksThread) {
      startThread();
    }
    Turn current = turn;
    long call = current.progress.overdue(clock.nanoTime(), timing.call().toNanos());
    if (call == 0) {
      return;
    }
    PolledDevice device = current.device;
    if (device != null && current.progress.takeAway(call)) {
      leaveBehind(device);
    } else if (device == null && call != reportedCall) {
      reportedCall = call;
      instruments.failed(CallResult.STUCK);
      log.driverIsDown("a call of the driver has not returned for " + timing.call());
      loseDriver(CallResult.STUCK);
    }
  }

  private void leaveBehind(PolledDevice device) {
    device.stuck(true);
    instruments.failed(CallResult.STUCK);
    device.publish(CallResult.STUCK);
    turn = new Turn();
    startThread();
  }

  // Throwable on purpose: a thread that cannot be made is an OutOfMemoryError, and no reason to
  // fail a scrape. The next one tries again.
  @SuppressWarnings("CatchThrowable")
  private void startThread() {
    lacksThread = false;
    try {
      turn.thread.start();
    } catch (Throwable t) {
      lacksThread = true;
      log.threw("Thread.start", t);
      turn = new Turn();
    }
  }

  private synchronized void returned(PolledDevice device) {
    device.stuck(false);
  }

  private void loseDriver(CallResult why) {
    if (listenable.devices() > 0) {
      announce(0);
    }
    instruments.update(publishDriverDown);
    for (int i = 0; i < devices.size(); i++) {
      devices.get(i).lose(why);
    }
  }

  private synchronized void announce(int count) {
    listenable = new Listenable(count, listenable.generation() + 1);
  }

  /** Stops polling; closes the driver unless it is still in use. Waits for that, but not long. */
  void close(boolean isDriverFree) throws InterruptedException {
    mayCloseDriver = isDriverFree;
    isClosing = true;
    Thread thread = turn.thread;
    LockSupport.unpark(thread);
    thread.join(CLOSE_MILLIS);
  }

  /** One thread's time as the poller. */
  private final class Turn implements Runnable {

    private final Progress progress = new Progress();
    private final Thread thread = DaemonThread.of(THREAD_NAME, this);
    private final Runnable publish = this::publish;

    /** The device that is called; null in a call of the driver as a whole. */
    private volatile @Nullable PolledDevice device;

    private long firstPause;
    private long pollNanos;

    @Override
    public void run() {
      long pause = firstPause;
      pause(pause);
      while (pause != TAKEN_AWAY && !isClosing) {
        pause = poll();
        pause(pause);
      }
      if (pause != TAKEN_AWAY
          && mayCloseDriver
          && devices.stream().noneMatch(PolledDevice::isStuck)) {
        polledDriver.close();
      }
    }

    private void pause(long nanos) {
      long end = clock.nanoTime() + nanos;
      for (long left = nanos; left > 0 && !isClosing; left = end - clock.nanoTime()) {
        LockSupport.parkNanos(GpuPoller.this, left);
      }
    }

    private long poll() {
      long began = clock.nanoTime();
      device = null;
      progress.enter(began);
      CallResult result = polledDriver.poll();
      progress.leave();
      polledDriver.report(result);
      if (!result.isSuccess()) {
        loseDriver(result);
        return (polledDriver.isOpen() ? timing.interval() : timing.retry()).toNanos();
      }
      int count = polledDriver.deviceCount();
      while (devices.size() < count) {
        devices.add(new PolledDevice(devices.size(), driver, instruments, log));
      }
      for (int i = 0; i < devices.size(); i++) {
        if (!poll(devices.get(i), i < count)) {
          return TAKEN_AWAY;
        }
      }
      // Once for all that came: whoever listens begins anew, and hears nothing while he does.
      if (hasCome || count != listenable.devices()) {
        hasCome = false;
        announce(count);
      }
      pollNanos = clock.nanoTime() - began;
      instruments.update(publish);
      return timing.interval().toNanos();
    }

    /** False if the call took so long that another thread has gone on. */
    private boolean poll(PolledDevice polled, boolean isCounted) {
      if (polled.isStuck()) {
        return true;
      }
      CallResult outcome = CallResult.GPU_NOT_FOUND;
      if (isCounted) {
        device = polled;
        progress.enter(clock.nanoTime());
        outcome = polled.read();
        if (!progress.leave()) {
          returned(polled);
          return false;
        }
      }
      hasCome |= polled.publish(outcome);
      return true;
    }

    private void publish() {
      instruments.driverUp(true);
      instruments.polled(pollNanos);
    }
  }
}
