package io.github.llmmetrics.gpu;

import io.github.llmmetrics.internal.NanoClock;
import io.github.llmmetrics.internal.ThrottledLogger;
import java.lang.System.Logger.Level;

/** What the poller tells a person: a line when something changes for the worse or the better, and none while it lasts. */
final class GpuLog {

  private final ThrottledLogger faults;
  private final ThrottledLogger recoveries;

  GpuLog(System.Logger logger, NanoClock clock) {
    this.faults = new ThrottledLogger(logger, clock);
    this.recoveries = new ThrottledLogger(logger, clock);
  }

  void driverIsDown(String why) {
    faults.warn("no GPU metrics: " + why + "; llm_gpu_driver_up is 0 until it answers", null);
  }

  void driverIsUp(String version, int devices) {
    recoveries.log(Level.INFO, "GPU driver " + version + " answers; devices: " + devices, null);
  }

  void deviceIsDown(PolledDevice device, CallResult why) {
    faults.warn(device + " does not answer: " + why.reason() + "; its readings are absent", null);
  }

  void deviceIsUp(PolledDevice device) {
    recoveries.log(Level.INFO, device + " answers again", null);
  }

  void threw(String what, Throwable cause) {
    faults.warn("a call of " + what + " threw; its readings are absent", cause);
  }
}
