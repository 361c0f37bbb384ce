package io.github.llmmetrics.host;

import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.internal.DaemonThread;
import io.github.llmmetrics.internal.NanoClock;
import io.github.llmmetrics.internal.SettingRange;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/**
 * The metrics of the host that a service runs on: CPUs, memory and network, polled through OSHI on a thread of its own.
 * A scrape reads what the last poll found, and waits for none.
 *
 * <pre>{@code
 * HostMetrics host = HostMetrics.builder(metrics).start();
 * }</pre>
 *
 * <p>What it exposes:
 *
 * <pre>{@code
 * llm_system_cpu_usage_percent{cpu="0"} 12.5
 * llm_system_memory_available_bytes 2.4801562624E10
 * llm_system_memory_total_bytes 2.527602688E10
 * llm_system_network_receive_bytes_total{device="eth0"} 1.69645157E8
 * llm_system_network_transmit_bytes_total{device="eth0"} 625650.0
 * }</pre>
 *
 * <p>CPU usage is the share of the time between two polls, 0 to 100, that a logical CPU did anything but idle and wait
 * for input and output; the first poll has none. Memory and traffic are bytes. Network devices are those with a hardware
 * address, at most 100 of them, in the system's order; a counter that wraps or starts again is left to Prometheus.
 *
 * <p>What cannot be read is absent: CPU, memory and network each by itself, with a line in the log at most once a minute,
 * and tried again at each poll. All of it is absent when the last poll ended longer ago than both three intervals and 15
 * seconds. Nothing that is thrown while polling reaches the host. Thread-safe.
 */
public final class HostMetrics implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(HostMetrics.class.getName());
  private static final Duration MIN_STALE_AFTER = Duration.ofSeconds(15);

  private final InstrumentSet instruments;
  private final HostPoller poller;
  private final PollThread thread;

  private HostMetrics(Builder settings) {
    instruments = settings.instruments.build();
    HostInstruments host =
        new HostInstruments(instruments, settings.clock, staleAfter(settings.interval));
    poller = new HostPoller(settings.reader, host, settings.clock, settings.logger);
    thread = new PollThread(poller, settings.interval, settings.threads, poller::threadFailed);
    instruments.beforeScrape(thread::check);
  }

  private static Duration staleAfter(Duration interval) {
    Duration three = interval.multipliedBy(3);
    return three.compareTo(MIN_STALE_AFTER) > 0 ? three : MIN_STALE_AFTER;
  }

  /**
   * Starts the settings of an instance with a registry of the caller's.
   *
   * @param registry what to register in
   * @return a builder
   */
  public static Builder builder(PrometheusRegistry registry) {
    return new Builder(
        InstrumentSet.builder().registry(Objects.requireNonNull(registry, "registry")));
  }

  /**
   * Starts the settings of an instance beside another: the same registry, the same constant labels.
   *
   * @param metrics the running instance
   * @return a builder
   */
  public static Builder builder(LlmMetrics metrics) {
    return new Builder(Objects.requireNonNull(metrics, "metrics").furtherInstruments());
  }

  /** For tests: polls once, on the caller's thread. */
  void poll() {
    poller.run();
  }

  /**
   * Ends the polls and unregisters all. Waits up to a second for a poll that is under way; one that hangs in the system
   * ends when the system lets it. Idempotent.
   */
  @Override
  public void close() {
    thread.close();
    instruments.close();
  }

  /**
   * Builds a {@link HostMetrics}. Each method checks its arguments at once and throws an
   * {@link IllegalArgumentException} that names the setting, the value and the legal range. Not thread-safe.
   */
  public static final class Builder {

    private static final SettingRange<Duration> INTERVAL =
        new SettingRange<>(Duration.ofMillis(100), Duration.ofHours(1));

    private final InstrumentSet.Builder instruments;
    private Duration interval = Duration.ofSeconds(5);
    // Not a method reference, which would have the class loaded, and OSHI with it, by start().
    private Supplier<HostReader> reader = () -> OshiHostReader.create();
    private NanoClock clock = NanoClock.SYSTEM;
    private System.Logger logger = LOGGER;
    private ThreadFactory threads = DaemonThread.factory(PollThread.NAME);

    private Builder(InstrumentSet.Builder instruments) {
      this.instruments = instruments;
    }

    /**
     * The pause between two polls.
     *
     * @param interval 100 ms to 1 h; default 5 s
     * @return this builder
     */
    public Builder interval(Duration interval) {
      this.interval = INTERVAL.check("interval", interval);
      return this;
    }

    /**
     * A label that every series carries.
     *
     * @param name none of those that Prometheus or Kubernetes sets itself, such as {@code instance} and {@code pod}
     * @param value any string
     * @return this builder
     */
    public Builder constantLabel(String name, String value) {
      instruments.constantLabel(name, value);
      return this;
    }

    /** For tests: a host as they make it; asked for at the first poll. */
    Builder reader(Supplier<HostReader> reader) {
      this.reader = reader;
      return this;
    }

    /** For tests: time as they set it. */
    Builder clock(NanoClock clock) {
      this.clock = clock;
      return this;
    }

    /** For tests: where the lines go. */
    Builder logger(System.Logger logger) {
      this.logger = logger;
      return this;
    }

    /** For tests: what makes the thread. */
    Builder threads(ThreadFactory threads) {
      this.threads = threads;
      return this;
    }

    /** For tests, which poll themselves: registers everything and starts no thread. */
    HostMetrics register() {
      HostMetrics metrics = new HostMetrics(this);
      metrics.instruments.register();
      return metrics;
    }

    /**
     * Registers all instruments, or none, and starts the thread that polls, beginning at once. If the system has no thread
     * to give, the next scrape asks for one again.
     *
     * @return the running instance
     * @throws IllegalStateException if the registry has these metrics already
     */
    public HostMetrics start() {
      HostMetrics metrics = register();
      metrics.thread.start();
      return metrics;
    }
  }
}
