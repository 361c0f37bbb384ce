package io.github.llmmetrics.exporter;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code /metrics} over a registry: text, OpenMetrics or protobuf, as the scraper asks.
 *
 * <pre>{@code
 * try (MetricsServer server = MetricsServer.start(9464)) {
 *   ...
 * }
 * }</pre>
 *
 * <p>Bound to localhost unless told otherwise: what it says about customers and money is nobody else's business.
 * Thread-safe.
 */
public final class MetricsServer implements AutoCloseable {

  private final HTTPServer server;
  private final String host;

  private MetricsServer(HTTPServer server, String host) {
    this.server = server;
    this.host = host;
  }

  /**
   * Serves client_java's default registry on localhost.
   *
   * @param port 0 to 65535; 0 takes a free one
   * @return the running server
   * @throws UncheckedIOException if the port cannot be bound
   */
  public static MetricsServer start(int port) {
    return builder().port(port).start();
  }

  /**
   * Serves a registry on localhost.
   *
   * @param registry the one that the metrics are registered in, {@code LlmMetrics.registry()}
   * @param port 0 to 65535; 0 takes a free one
   * @return the running server
   * @throws UncheckedIOException if the port cannot be bound
   */
  public static MetricsServer start(PrometheusRegistry registry, int port) {
    return builder().registry(registry).port(port).start();
  }

  /**
   * Starts the settings of a server.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The port that it listens on.
   *
   * @return 1 to 65535
   */
  public int port() {
    return server.getPort();
  }

  /**
   * The address to scrape.
   *
   * @return for example {@code http://localhost:9464/metrics}
   */
  public String url() {
    return url(host, port());
  }

  static String url(String host, int port) {
    String address = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + address + ":" + port + "/metrics";
  }

  /** Stops serving and frees the port. Idempotent. */
  @Override
  public void close() {
    server.close();
  }

  /** Builds a {@link MetricsServer}. Not thread-safe. */
  public static final class Builder {

    private PrometheusRegistry registry = PrometheusRegistry.defaultRegistry;
    private String host = "localhost";
    private int port = 9464;
    private @Nullable Path tokenFile;

    private Builder() {}

    /**
     * The registry to serve.
     *
     * @param registry default: client_java's default registry
     * @return this builder
     */
    public Builder registry(PrometheusRegistry registry) {
      this.registry = Objects.requireNonNull(registry, "registry");
      return this;
    }

    /**
     * The address to bind. Anything but localhost shows the metrics to whoever can reach it.
     *
     * @param host a host name or address of this machine; default {@code localhost}
     * @return this builder
     */
    public Builder host(String host) {
      if (host.isBlank()) {
        throw new IllegalArgumentException("host: '" + host + "' must be a name or an address");
      }
      this.host = host;
      return this;
    }

    /**
     * The port to bind.
     *
     * @param port 0 to 65535, 0 takes a free one; default 9464
     * @return this builder
     */
    public Builder port(int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port: " + port + " is not in 0..65535");
      }
      this.port = port;
      return this;
    }

    /**
     * Who does not know the token in this file gets 401 instead of the metrics. Prometheus sends it with {@code authorization:
     * {credentials_file: …}}. It is not encrypted on its way.
     *
     * @param file read when the server starts; blanks around the token are none of it
     * @return this builder
     */
    public Builder tokenFile(Path file) {
      this.tokenFile = Objects.requireNonNull(file, "file");
      return this;
    }

    /**
     * Starts serving.
     *
     * @return the running server
     * @throws UncheckedIOException if the port cannot be bound or the token cannot be read
     * @throws IllegalArgumentException if the file of the token is empty
     */
    public MetricsServer start() {
      HostServerLimits.keep();
      RequestThreads threads = new RequestThreads();
      HTTPServer.Builder server = HTTPServer.builder()
          .registry(registry)
          .hostname(host)
          .port(port)
          .executorService(threads);
      if (tokenFile != null) {
        server.authenticator(token(tokenFile));
      }
      try {
        return new MetricsServer(server.buildAndStart(), host);
      } catch (IOException e) {
        throw new UncheckedIOException("host, port: cannot listen on " + host + ":" + port, e);
      }
    }

    private static BearerToken token(Path file) {
      try {
        return BearerToken.from(file);
      } catch (IOException e) {
        throw new UncheckedIOException("tokenFile: cannot read " + file, e);
      }
    }
  }
}
