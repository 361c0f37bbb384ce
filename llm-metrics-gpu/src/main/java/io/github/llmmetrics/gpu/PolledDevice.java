package io.github.llmmetrics.gpu;

/** One device as the poller sees it: what reads it, what it told last, and its series. */
final class PolledDevice {

  private final int index;
  private final GpuDevice device;
  private final GpuInstruments instruments;
  private final GpuLog log;
  private final DeviceReadings readings;
  private final Runnable publishUp;
  private final Runnable publishDown;
  private CallResult last = CallResult.SUCCESS;
  private boolean wasSeen;

  /** Whether a call has not returned in time, on a thread that was left behind: no other may ask the device until it has. */
  private volatile boolean isStuck;

  PolledDevice(int index, GpuDriver driver, GpuInstruments instruments, GpuLog log) {
    this.index = index;
    this.instruments = instruments;
    this.log = log;
    device = driver.device(index);
    readings = new DeviceReadings(instruments::failed);
    DeviceSeries series = new DeviceSeries(instruments, index);
    publishUp = () -> series.up(readings, driver.version());
    publishDown = () -> series.down(last);
  }

  /** Asks the device; may take long. */
  // Throwable on purpose: whatever a binding throws costs this device's readings only.
  @SuppressWarnings("CatchThrowable")
  CallResult read() {
    try {
      readings.clear();
      return device.read(readings);
    } catch (Throwable t) {
      log.threw(toString(), t);
      instruments.failed(CallResult.EXCEPTION);
      return CallResult.EXCEPTION;
    }
  }

  /** Exposes what came of it; says whether the device is there and was not before. */
  synchronized boolean publish(CallResult outcome) {
    boolean isBack = outcome.isSuccess() && !(wasSeen && last.isSuccess());
    boolean isNew = outcome != last;
    last = outcome;
    if (outcome.isSuccess()) {
      instruments.update(publishUp);
    } else if (wasSeen || outcome != CallResult.NO_PERMISSION) {
      // A device that this process may not use is none of its devices.
      instruments.update(publishDown);
    }
    if (isNew) {
      log(outcome);
    }
    wasSeen |= outcome.isSuccess();
    return isBack;
  }

  /** Exposes that nothing is known of the device, as its driver is gone. */
  synchronized void lose(CallResult why) {
    if (wasSeen) {
      last = why;
      instruments.update(publishDown);
    }
  }

  private void log(CallResult outcome) {
    if (outcome.isSuccess()) {
      log.deviceIsUp(this);
    } else {
      log.deviceIsDown(this, outcome);
    }
  }

  boolean isStuck() {
    return isStuck;
  }

  void stuck(boolean isStuck) {
    this.isStuck = isStuck;
  }

  @Override
  public String toString() {
    return "GPU " + index + " (" + readings.uuid() + ")";
  }
}
