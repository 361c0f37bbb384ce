package io.github.llmmetrics.gpu;

import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.internal.DaemonThread;
import io.github.llmmetrics.internal.NanoClock;
import io.github.llmmetrics.internal.SettingRange;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of the NVIDIA GPUs of this machine: polls NVML on a thread of its own, and exposes what it last said.
 *
 * <pre>{@code
 * GpuMetrics gpus = GpuMetrics.builder(metrics).start();
 * }</pre>
 *
 * <p>Where there is no driver, no device, or no permission, it says so and nothing else:
 *
 * <pre>{@code
 * llm_gpu_driver_up 0.0
 * llm_gpu_poll_errors_total{reason="not_loaded"} 1.0
 * }</pre>
 *
 * <p>A scrape never waits for the driver. A reading that the driver does not give is absent, never 0;
 * what was read longer ago than three intervals and the call timeout is absent, too. Nothing that the driver, its library
 * or the log does is thrown at the host; what a call that failed is counted by, is NVML's return code.
 * Thread-safe.
 */
public final class GpuMetrics implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(GpuMetrics.class.getName());

  private final InstrumentSet set;
  private final GpuPoller poller;
  private final @Nullable EventWatch events;

  private GpuMetrics(Builder settings) {
    set = settings.instruments.build();
    GpuInstruments instruments = new GpuInstruments(set, settings.wallClock);
    Timing timing =
        new Timing(settings.interval, settings.retryInterval, settings.callTimeout, settings.clock);
    GpuLog log = new GpuLog(settings.logger, settings.clock);
    GpuDriver driver = settings.driver.create(Set.copyOf(settings.groups), instruments::failed);
    poller = new GpuPoller(
        driver, instruments, log, timing, settings.threads.apply(GpuPoller.THREAD_NAME));
    events = settings.groups.contains(GpuGroup.XID)
        ? new EventWatch(
            driver,
            poller,
            instruments,
            log,
            timing,
            settings.threads.apply(EventWatch.THREAD_NAME))
        : null;
    set.beforeScrape(poller::check);
    if (events != null) {
      set.beforeScrape(events::check);
    }
  }

  /**
   * Starts the settings of GPU metrics beside those of a service: in the same registry, with the same constant labels.
   *
   * @param metrics of the service
   * @return a builder
   */
  public static Builder builder(LlmMetrics metrics) {
    return new Builder(Objects.requireNonNull(metrics, "metrics").furtherInstruments());
  }

  /**
   * Starts the settings of GPU metrics on their own.
   *
   * @param registry to register in
   * @return a builder
   */
  public static Builder builder(PrometheusRegistry registry) {
    return new Builder(
        InstrumentSet.builder().registry(Objects.requireNonNull(registry, "registry")));
  }

  private void start() {
    poller.start();
    if (events != null) {
      events.start();
    }
  }

  /** One poll on the caller's thread, for tests and benchmarks. */
  long poll() {
    return poller.poll();
  }

  /**
   * Stops polling and unregisters the instruments. Waits up to three seconds for a call of the driver that is under way;
   * one that takes longer is left behind on a daemon thread, and the driver open. An interrupted caller waits for
   * nothing, and all ends without him. Idempotent.
   */
  @Override
  public void close() {
    // Told before anything is waited for: an interrupted caller waits for nothing.
    if (events != null) {
      events.stop();
    }
    poller.stop();
    set.close();
    try {
      if (events != null) {
        events.join();
      }
      poller.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes the driver that is polled. */
  @FunctionalInterface
  interface DriverFactory {

    /** Makes it for the groups that are on; it tells {@code errors} of each call of a device that failed. */
    GpuDriver create(Set<GpuGroup> groups, Consumer<CallResult> errors);
  }

  /**
   * Builds and starts {@link GpuMetrics}. Each method checks its arguments at once and throws an {@link
   * IllegalArgumentException} that names the setting, the value and the legal range. Not thread-safe.
   */
  public static final class Builder {

    private static final SettingRange<Duration> INTERVAL =
        new SettingRange<>(Duration.ofMillis(10), Duration.ofHours(1));
    private static final SettingRange<Duration> RETRY_INTERVAL =
        new SettingRange<>(Duration.ofMillis(100), Duration.ofDays(1));
    private static final SettingRange<Duration> CALL_TIMEOUT =
        new SettingRange<>(Duration.ofMillis(100), Duration.ofMinutes(10));

    private final InstrumentSet.Builder instruments;
    private final EnumSet<GpuGroup> groups =
        EnumSet.complementOf(EnumSet.of(GpuGroup.PROCESS_MEMORY));
    private Duration interval = Duration.ofSeconds(5);
    private Duration retryInterval = Duration.ofMinutes(1);
    private Duration callTimeout = Duration.ofSeconds(10);
    private boolean ordinaryLoading;
    private NanoClock clock = NanoClock.SYSTEM;
    private InstantSource wallClock = InstantSource.system();
    private System.Logger logger = LOGGER;
    private Function<String, ThreadFactory> threads = DaemonThread::factory;
    private DriverFactory driver = (on, errors) -> new NvmlDriver(on, ordinaryLoading, errors);

    private Builder(InstrumentSet.Builder instruments) {
      this.instruments = instruments;
    }

    /**
     * How long to pause between two polls.
     *
     * @param interval 10 ms to 1 h; default 5 s. The driver itself samples utilisation no more than a few times a second
     * @return this builder
     */
    public Builder interval(Duration interval) {
      this.interval = INTERVAL.check("interval", interval);
      return this;
    }

    /**
     * How long to pause before a driver that could not be loaded or opened, or that fails again and again, is tried again.
     *
     * @param interval 100 ms to 1 day; default 1 min
     * @return this builder
     */
    public Builder retryInterval(Duration interval) {
      this.retryInterval = RETRY_INTERVAL.check("retryInterval", interval);
      return this;
    }

    /**
     * How long reading one device may take, some 14 calls of the driver, before the device is taken for stuck: its series
     * are left out then, and the other devices polled on another thread. For the driver as a whole, how long opening and
     * counting may take before it is shown as down.
     *
     * @param timeout 100 ms to 10 min; default 10 s
     * @return this builder
     */
    public Builder callTimeout(Duration timeout) {
      this.callTimeout = CALL_TIMEOUT.check("callTimeout", timeout);
      return this;
    }

    /**
     * Switches groups of series on.
     *
     * @param groups default: all but {@link GpuGroup#PROCESS_MEMORY}
     * @return this builder
     */
    public Builder enable(GpuGroup... groups) {
      this.groups.addAll(present("enable", groups));
      return this;
    }

    /**
     * Switches groups of series off.
     *
     * @param groups those that are not wanted
     * @return this builder
     */
    public Builder disable(GpuGroup... groups) {
      present("disable", groups).forEach(this.groups::remove);
      return this;
    }

    private static List<GpuGroup> present(String setting, GpuGroup... groups) {
      for (GpuGroup group : Objects.requireNonNull(groups, setting)) {
        Objects.requireNonNull(group, setting);
      }
      return Arrays.asList(groups);
    }

    /**
     * A label that every series carries.
     *
     * @param name none of those that Prometheus or Kubernetes sets itself, nor a label of a metric
     * @param value any string, but no other one than the label has already, here or in the service
     * @return this builder
     */
    public Builder constantLabel(String name, String value) {
      instruments.constantLabel(name, value);
      return this;
    }

    /**
     * Loads the native binding in JavaCPP's own way, which needs the libraries of CUDA's runtime beside the driver's. For
     * hosts that use JavaCPP's presets themselves and first do so while this starts; see {@code docs/gpu.md}.
     *
     * @return this builder
     */
    public Builder ordinaryLoading() {
      this.ordinaryLoading = true;
      return this;
    }

    /** For tests: time as they set it. */
    Builder clock(NanoClock clock, InstantSource wallClock) {
      this.clock = clock;
      this.wallClock = wallClock;
      return this;
    }

    /** For tests: where the lines go. */
    Builder logger(System.Logger logger) {
      this.logger = logger;
      return this;
    }

    /** For tests: what makes the threads of a name. */
    Builder threads(Function<String, ThreadFactory> threads) {
      this.threads = threads;
      return this;
    }

    /** For tests: a driver of theirs. */
    Builder driver(DriverFactory driver) {
      this.driver = driver;
      return this;
    }

    /**
     * Registers all instruments, or none, loads the driver's library on this thread, and starts polling.
     *
     * <p>Loading takes up to half a second, most of it for unpacking a native library at the first start on a machine.
     * Opening the driver can take many seconds, and is done on the poller's thread. If the system has no thread to give,
     * the next scrape asks for one again.
     *
     * @return the running instance
     * @throws IllegalStateException if the registry has these metrics already
     */
    public GpuMetrics start() {
      GpuMetrics metrics = build();
      metrics.start();
      return metrics;
    }

    /** All but the threads, for tests and benchmarks. */
    GpuMetrics build() {
      GpuMetrics metrics = new GpuMetrics(this);
      metrics.set.register();
      return metrics;
    }
  }
}
