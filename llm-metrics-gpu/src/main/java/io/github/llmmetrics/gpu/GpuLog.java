package io.github.llmmetrics.gpu;

import io.github.llmmetrics.internal.NanoClock;
import io.github.llmmetrics.internal.ThrottledLogger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a person reads in the log: a line when something changes for the worse or the better, and none while it lasts. The
 * driver and each device have throttles of their own, so that one fault does not silence another.
 */
final class GpuLog {

  private final System.Logger logger;
  private final NanoClock clock;
  private final ThrottledLogger threads;
  private final ThrottledLogger events;

  GpuLog(System.Logger logger, NanoClock clock) {
    this.logger = logger;
    this.clock = clock;
    this.threads = new ThrottledLogger(logger, clock);
    this.events = new ThrottledLogger(logger, clock);
  }

  /** The log of the driver, by what it says while it answers, and why it does not. */
  StateLog ofDriver(Supplier<String> up, Function<CallResult, String> why) {
    return new StateLog(
        logger,
        clock,
        CallResult.NOT_READY,
        state -> state.isSuccess()
            ? up.get()
            : "no GPU metrics: " + why.apply(state) + "; llm_gpu_driver_up is 0 until it answers");
  }

  /** The log of a device, which says of itself who it is. */
  StateLog ofDevice(Supplier<String> device) {
    return new StateLog(
        logger,
        clock,
        CallResult.SUCCESS,
        state -> state.isSuccess()
            ? device.get() + " answers again"
            : device.get() + " does not answer: " + state.reason() + "; its readings are absent");
  }

  /** A thread that could not be started, or ended before its time. */
  void threadFailed(String name, Throwable cause) {
    threads.warn("the thread " + name + " does not run; the next scrape starts it again", cause);
  }

  /** Listening to events that threw. */
  void eventsThrew(Throwable cause) {
    events.warn(
        "listening to GPU events threw; XID errors are not counted until it is tried again", cause);
  }
}
