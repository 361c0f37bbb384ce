package io.github.llmmetrics.host;

import io.github.llmmetrics.internal.NanoClock;
import io.github.llmmetrics.internal.ThrottledLogger;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a host, group by group, and shows what it found. Never throws. Not thread-safe. */
final class HostPoller implements Runnable {

  private final Supplier<HostReader> source;
  private final HostInstruments instruments;
  private final CpuUsage cpuUsage;
  private final ReadingGroup cpu;
  private final ReadingGroup memory;
  private final ReadingGroup network;
  private final ThrottledLogger logger;
  private @Nullable HostReader reader;

  /** The source is asked at the first poll, on its thread, and again as long as it throws. */
  HostPoller(
      Supplier<HostReader> source,
      HostInstruments instruments,
      NanoClock clock,
      System.Logger logger) {
    this.source = source;
    this.instruments = instruments;
    this.cpuUsage = new CpuUsage(clock);
    this.cpu = new ReadingGroup("cpu", new ThrottledLogger(logger, clock));
    this.memory = new ReadingGroup("memory", new ThrottledLogger(logger, clock));
    this.network = new ReadingGroup("network", new ThrottledLogger(logger, clock));
    this.logger = new ThrottledLogger(logger, clock);
  }

  /** Polls once. */
  // Throwable on purpose: what is thrown beside the reading, such as an OutOfMemoryError, must not
  // end the polls for good.
  @SuppressWarnings("CatchThrowable")
  @Override
  public void run() {
    try {
      instruments.show(new HostReading(
          cpu.read(() -> cpuUsage.since(reader().cpu()), List.of()),
          memory.read(() -> reader().memory(), HostMemory.UNKNOWN),
          network.read(() -> reader().network(), List.of())));
    } catch (Throwable t) {
      logger.warn("a poll of the host failed, its series go when the last ones are too old", t);
    }
  }

  /** Logs that the thread of the polls is not there. */
  void threadFailed(Throwable cause) {
    logger.warn(
        "the thread " + PollThread.NAME + " does not run; the next scrape starts it again", cause);
  }

  private HostReader reader() {
    if (reader == null) {
      reader = source.get();
    }
    return reader;
  }
}
