package io.github.llmmetrics.otlp;

import io.github.llmmetrics.internal.BackgroundThread;
import io.github.llmmetrics.internal.DaemonThread;
import io.github.llmmetrics.internal.NanoClock;
import io.github.llmmetrics.internal.SettingRange;
import io.github.llmmetrics.internal.ThrottledLogger;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporterBuilder;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the metrics of a registry to an OpenTelemetry Collector: OTLP over HTTP, protobuf, gzip. A registry is either
 * scraped or pushed, not both, or each series is there twice.
 *
 * <pre>{@code
 * LlmMetrics metrics = LlmMetrics.builder().models("llama-3-8b").build();
 * OtlpPusher pusher = OtlpPusher.builder(metrics.registry())
 *     .endpoint(URI.create("http://collector:4318"))
 *     .interval(Duration.ofSeconds(15))
 *     .resourceAttribute("service.name", "chat") // Prometheus's job
 *     .start();
 * // …
 * pusher.close(); // one last push
 * metrics.close();
 * }</pre>
 *
 * <p>Metrics have the names that a scrape shows, with {@code _total} and {@code _info}; labels are attributes; all that
 * counts is cumulative, since the time that its series began.
 *
 * <p>It has a daemon thread of its own. A Collector that is down, slow or refuses costs the service nothing: what failed
 * is logged at most once a minute, not queued, and said again by the next push. Thread-safe.
 */
public final class OtlpPusher implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(OtlpPusher.class.getName());
  private static final String THREAD = "llm-metrics-otlp";

  private final MetricExporter exporter;
  private final Push push;
  private final long pauseNanos;
  private final BackgroundThread thread;
  private final AtomicBoolean closed = new AtomicBoolean();

  private OtlpPusher(Builder settings) {
    ThrottledLogger log = new ThrottledLogger(settings.logger, NanoClock.SYSTEM);
    Resource resource = settings.resource();
    exporter = settings.exporter(log);
    push = new Push(
        settings.registry, resource, exporter, settings.timeout, InstantSource.system(), log);
    pauseNanos = settings.interval.toNanos();
    thread = new BackgroundThread(
        DaemonThread.factory(THREAD),
        this::run,
        failure -> log.warn("the thread that pushes metrics ended", failure));
  }

  /**
   * Starts the settings of a pusher.
   *
   * @param registry whose metrics are pushed
   * @return a builder
   */
  public static Builder builder(PrometheusRegistry registry) {
    return new Builder(Objects.requireNonNull(registry, "registry"));
  }

  private void run() {
    while (!thread.isStopped()) {
      push.run();
      thread.pause(pauseNanos);
    }
    push.run();
  }

  /**
   * Pushes one last time and ends. Waits no longer than the timeout, also for a push that is under way; an interrupt
   * ends the wait at once and is kept. Close it before the metrics: what is unregistered is not pushed. Idempotent.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    thread.stop();
    try {
      thread.join(push.timeout().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exporter.shutdown();
    }
  }

  /**
   * Builds an {@link OtlpPusher}. Each method checks its arguments at once and throws an
   * {@link IllegalArgumentException} that names the setting, the value and the legal range. Not thread-safe.
   */
  public static final class Builder {

    private static final String METRICS_PATH = "/v1/metrics";
    private static final String SERVICE_NAME = "service.name";
    private static final String SERVICE_INSTANCE = "service.instance.id";
    private static final SettingRange<Duration> INTERVAL =
        new SettingRange<>(Duration.ofMillis(100), Duration.ofHours(1));
    private static final SettingRange<Duration> TIMEOUT =
        new SettingRange<>(Duration.ofMillis(100), Duration.ofMinutes(1));

    private final PrometheusRegistry registry;
    private final Map<String, String> attributes = new TreeMap<>();
    private URI endpoint = URI.create("http://localhost:4318" + METRICS_PATH);
    private Duration interval = Duration.ofSeconds(15);
    private Duration timeout = Duration.ofSeconds(5);
    private @Nullable Path headersFile;
    private System.Logger logger = LOGGER;

    private Builder(PrometheusRegistry registry) {
      this.registry = registry;
    }

    /**
     * Where the Collector's OTLP receiver listens for HTTP.
     *
     * @param endpoint {@code http} or {@code https}; {@code /v1/metrics} is added where it has no path, and nothing where
     *     it has one; default {@code http://localhost:4318}
     * @return this builder
     */
    public Builder endpoint(URI endpoint) {
      Objects.requireNonNull(endpoint, "endpoint");
      boolean isHttp = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
      if (!isHttp || endpoint.getHost() == null || endpoint.getUserInfo() != null) {
        // Not the whole URI: what is before an @ may be a password.
        throw new IllegalArgumentException(
            "endpoint: scheme " + endpoint.getScheme() + ", host " + endpoint.getHost()
                + ": must be http://HOST or https://HOST, without user or password");
      }
      String path = endpoint.getPath();
      this.endpoint =
          path.isEmpty() || path.equals("/") ? endpoint.resolve(METRICS_PATH) : endpoint;
      return this;
    }

    /**
     * The pause between two pushes.
     *
     * @param interval 100 ms to 1 h; default 15 s
     * @return this builder
     */
    public Builder interval(Duration interval) {
      this.interval = INTERVAL.check("interval", interval);
      return this;
    }

    /**
     * How long a push may take, and {@link OtlpPusher#close()} may wait.
     *
     * @param timeout 100 ms to 1 min; default 5 s
     * @return this builder
     */
    public Builder timeout(Duration timeout) {
      this.timeout = TIMEOUT.check("timeout", timeout);
      return this;
    }

    /**
     * Something about the service that every series shares. {@code service.name} must be given and becomes Prometheus's
     * {@code job}; {@code service.instance.id} becomes {@code instance}, and is a random one unless it is given: two
     * processes that share one would write into the same series.
     *
     * @param key for example {@code service.name}; not blank
     * @param value not blank
     * @return this builder
     */
    public Builder resourceAttribute(String key, String value) {
      Objects.requireNonNull(key, "resourceAttribute");
      Objects.requireNonNull(value, "resourceAttribute " + key);
      if (key.isBlank() || value.isBlank()) {
        throw new IllegalArgumentException(
            "resourceAttribute: '" + key + "' = '" + value + "': neither may be blank");
      }
      attributes.put(key, value);
      return this;
    }

    /**
     * HTTP headers of each push, such as a token, which does not belong into code. The file is read at each push; where it
     * cannot be, the headers stay as they were.
     *
     * @param file one {@code Name: value} a line; blank lines and those that begin with {@code #} say nothing
     * @return this builder
     */
    public Builder headersFile(Path file) {
      this.headersFile = Objects.requireNonNull(file, "headersFile");
      return this;
    }

    /** For tests: where the lines go. */
    Builder logger(System.Logger logger) {
      this.logger = logger;
      return this;
    }

    /**
     * Starts to push, beginning at once.
     *
     * @return the running pusher
     * @throws IllegalArgumentException if there is no {@code service.name}, or the file of headers cannot be read or is
     *     not one
     */
    public OtlpPusher start() {
      OtlpPusher pusher = new OtlpPusher(this);
      pusher.thread.start();
      return pusher;
    }

    private Resource resource() {
      if (!attributes.containsKey(SERVICE_NAME)) {
        throw new IllegalArgumentException("resourceAttribute: " + SERVICE_NAME + " of "
            + attributes.keySet() + " must be given: it becomes the label job");
      }
      var builder = Resource.builder()
          .put(AttributeKey.stringKey(SERVICE_INSTANCE), UUID.randomUUID().toString());
      attributes.forEach(builder::put);
      return builder.build();
    }

    private MetricExporter exporter(ThrottledLogger log) {
      OtlpHttpMetricExporterBuilder builder = OtlpHttpMetricExporter.builder()
          .setEndpoint(endpoint.toString())
          .setTimeout(timeout)
          .setConnectTimeout(timeout)
          .setCompression("gzip")
          // The next push says all again; a retry would only make this one longer.
          .setRetryPolicy(null)
          // Otherwise the exporter measures itself into the host's global OpenTelemetry, and sets
          // it
          // up if nobody has.
          .setMeterProvider(MeterProvider.noop());
      if (headersFile != null) {
        builder.setHeaders(new HeaderFile(headersFile, log));
      }
      return builder.build();
    }
  }
}
