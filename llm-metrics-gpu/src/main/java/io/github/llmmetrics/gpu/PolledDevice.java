package io.github.llmmetrics.gpu;

import io.github.llmmetrics.internal.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * One device as the poller sees it: what reads it, what it told last, and its series. Its state is changed inside of
 * {@link GpuInstruments#update} only, by the poller and by scrapes; what it logs is logged outside, by the poller alone.
 */
final class PolledDevice {

  private final int index;
  private final GpuDevice device;
  private final GpuInstruments instruments;
  private final NanoClock clock;
  private final StateLog log;
  private final DeviceReadings readings;
  private final DeviceSeries series;
  private final Runnable publishOutcome;
  private final GpuDriver driver;

  /** What is published now, and whether the device is there and was not before. Of the thread that polls. */
  private CallResult outcome = CallResult.SUCCESS;

  private boolean isBack;
  private @Nullable Throwable thrown;

  private CallResult last = CallResult.SUCCESS;
  private boolean wasSeen;
  private volatile boolean isShown;
  private volatile long shownAt;

  /** Whether a call has not returned in time, on a thread that was left behind: no other may ask the device until it has. */
  private volatile boolean isStuck;

  PolledDevice(
      int index, GpuDriver driver, GpuInstruments instruments, GpuLog log, NanoClock clock) {
    this.index = index;
    this.driver = driver;
    this.instruments = instruments;
    this.clock = clock;
    this.log = log.ofDevice(this::toString);
    device = driver.device(index);
    readings = new DeviceReadings(instruments::failed);
    series = new DeviceSeries(instruments, index);
    publishOutcome = this::publishOutcome;
  }

  /** Asks the device; may take long. */
  // Throwable on purpose: whatever a binding throws costs this device's readings only.
  @SuppressWarnings("CatchThrowable")
  CallResult read() {
    try {
      readings.clear();
      return device.read(readings);
    } catch (Throwable t) {
      thrown = t;
      instruments.failed(CallResult.EXCEPTION);
      return CallResult.EXCEPTION;
    }
  }

  /** Exposes what came of it; says whether the device is there and was not before. */
  boolean publish(CallResult outcome) {
    this.outcome = outcome;
    instruments.update(publishOutcome);
    tell(outcome);
    return isBack;
  }

  private void publishOutcome() {
    isBack = outcome.isSuccess() && !(wasSeen && last.isSuccess());
    if (outcome.isSuccess()) {
      series.up(readings, driver.version());
      shownAt = clock.nanoTime();
      isShown = true;
    } else if (wasSeen || outcome != CallResult.NO_PERMISSION) {
      // A device that this process may not use is none of its devices.
      down(outcome);
    }
    wasSeen |= outcome.isSuccess();
    last = outcome;
  }

  private void tell(CallResult state) {
    Throwable cause = thrown;
    thrown = null;
    log.tell(state, state == CallResult.EXCEPTION ? cause : null);
  }

  /** Exposes that the device is stuck, if it still is. */
  void publishStuck() {
    instruments.update(() -> {
      if (isStuck) {
        down(CallResult.STUCK);
      }
    });
  }

  /** Logs that the device is stuck, which a scrape has found, and has not logged: it would wait for the log. */
  void tellStuck() {
    log.tell(CallResult.STUCK, null);
  }

  /** Exposes that nothing is known of the device, as its driver is gone. Called inside of an update. */
  void lose(CallResult why) {
    if (wasSeen) {
      down(why);
    }
  }

  private void down(CallResult why) {
    isShown = false;
    series.down(why);
    last = why;
  }

  /** Takes from the scrape what the device told longer ago than that: nobody knows whether it still holds. */
  void hideIfOlder(long nanos) {
    if (isOlder(nanos)) {
      instruments.update(() -> {
        // Again, as a poll may have ended while this waited.
        if (isOlder(nanos)) {
          isShown = false;
          series.hide();
        }
      });
    }
  }

  private boolean isOlder(long nanos) {
    return isShown && clock.nanoTime() - shownAt > nanos;
  }

  boolean isStuck() {
    return isStuck;
  }

  void stuck(boolean isStuck) {
    this.isStuck = isStuck;
  }

  @Override
  public String toString() {
    String uuid = readings.uuid();
    return "GPU " + index + (uuid.isEmpty() ? "" : " (" + uuid + ")");
  }
}
