package io.github.llmmetrics.gpu;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The devices that were found, and whether the driver answers, as scrapes and the listener of events see them. The poller
 * fills it in. What it shows is changed inside of {@link GpuInstruments#update} only. Thread-safe.
 */
final class PolledGpus {

  private final GpuDriver driver;
  private final GpuInstruments instruments;
  private final GpuLog log;
  private final Timing timing;
  private final List<PolledDevice> devices = new CopyOnWriteArrayList<>();
  private final Runnable publishPoll = this::publishPoll;
  private final Runnable publishUp = this::publishUp;
  private final Runnable publishDown = this::publishDown;
  private volatile Listenable listenable = new Listenable(0, 0);
  private volatile boolean isUp;

  /** Why the driver was lost: the later reason, should a scrape and the poller find one each. */
  private volatile CallResult whyLost = CallResult.NOT_READY;

  /** When the poller last began or ended a call of the driver, or another thread took over. */
  private volatile long progressedAt;

  // Of the thread whose turn it is; the next one takes them over.
  private boolean hasCome;
  private int count;
  private long pollNanos;

  PolledGpus(GpuDriver driver, GpuInstruments instruments, GpuLog log, Timing timing) {
    this.driver = driver;
    this.instruments = instruments;
    this.log = log;
    this.timing = timing;
  }

  /**
   * What there is to listen to.
   *
   * @param devices how many; 0 while the driver is down
   * @param generation another one whenever devices may have come, so that listening has to begin anew
   */
  record Listenable(int devices, int generation) {

    private Listenable next(int count) {
      return new Listenable(count, generation + 1);
    }
  }

  /** What there is to listen to since the last poll. */
  Listenable listenable() {
    return listenable;
  }

  /** The driver has answered: it is up, whatever its devices do now. */
  void driverAnswered(int counted) {
    progressed();
    count = counted;
    if (!isUp) {
      instruments.update(publishUp);
    }
    while (devices.size() < counted) {
      devices.add(new PolledDevice(devices.size(), driver, instruments, log, timing.clock()));
    }
  }

  /** The poller goes on: a call begins, or has returned, or another thread takes over. */
  void progressed() {
    progressedAt = timing.clock().nanoTime();
  }

  /** How many devices were ever found. */
  int size() {
    return devices.size();
  }

  PolledDevice get(int index) {
    return devices.get(index);
  }

  /** Whether the device was counted this time. */
  boolean isCounted(int index) {
    return index < count;
  }

  /** Exposes what came of a device. */
  void publish(PolledDevice device, CallResult outcome) {
    hasCome |= device.publish(outcome);
  }

  /** All devices were polled. */
  void polled(long nanos) {
    pollNanos = nanos;
    instruments.update(publishPoll);
  }

  private void publishPoll() {
    publishUp();
    instruments.polled(pollNanos);
    // Once for all that came: whoever listens begins anew, and hears nothing while he does.
    if (hasCome || count != listenable.devices()) {
      hasCome = false;
      listenable = listenable.next(count);
    }
  }

  private void publishUp() {
    isUp = true;
    instruments.driverUp();
  }

  /** The driver is gone, and all that is known of its devices with it. */
  void lose(CallResult why) {
    whyLost = why;
    instruments.update(publishDown);
  }

  private void publishDown() {
    publishDown(whyLost);
  }

  private void publishDown(CallResult why) {
    isUp = false;
    instruments.driverDown();
    if (listenable.devices() > 0) {
      listenable = listenable.next(0);
    }
    // By index: a lambda with the reason would be garbage at each poll of a driver that stays away.
    for (int i = 0; i < devices.size(); i++) {
      devices.get(i).lose(why);
    }
  }

  /** Hides what is too old to be true, of a device or of all. Called at each scrape. */
  void hideWhatIsOld() {
    if (isHeldUp()) {
      instruments.update(() -> {
        // Again, as a poll may have gone on while this waited.
        if (isHeldUp()) {
          publishDown(CallResult.STUCK);
          instruments.failed(CallResult.STUCK);
        }
      });
    }
    devices.forEach(device -> device.hideIfOlder(timing.staleAfterNanos()));
  }

  private boolean isHeldUp() {
    return isUp && timing.clock().nanoTime() - progressedAt > timing.staleAfterNanos();
  }
}
