package io.github.llmmetrics.exporter;

import com.sun.net.httpserver.HttpsConfigurator;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
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
 * <p>Bound to localhost unless told otherwise: what it says about customers and money is nobody else's business. An address
 * that other machines reach needs a {@link Builder#basicAuth login}, a {@link Builder#tokenFile token}, or the explicit {@link
 * Builder#withoutAuthentication}. Thread-safe.
 */
public final class MetricsServer implements AutoCloseable {

  private final HTTPServer server;
  private final String scheme;
  private final String host;

  private MetricsServer(HTTPServer server, String scheme, String host) {
    this.server = server;
    this.scheme = scheme;
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
   * @return for example {@code http://localhost:9464/metrics}; {@code https} where it has {@link Builder#tls}
   */
  public String url() {
    return url(scheme, host, port());
  }

  static String url(String scheme, String host, int port) {
    String address = host.contains(":") ? "[" + host + "]" : host;
    return scheme + "://" + address + ":" + port + "/metrics";
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
    private @Nullable Supplier<AuthorizationHeader> authentication;
    private boolean isOpen;
    private @Nullable Supplier<SSLContext> tls;

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
     * The address to bind. One that other machines reach needs {@link #basicAuth}, {@link #tokenFile} or {@link
     * #withoutAuthentication}.
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
     * {credentials_file: …}}. It is not encrypted on its way without {@link #tls}.
     *
     * @param file read when the server starts; blanks around the token are none of it
     * @return this builder
     * @throws IllegalStateException if it was said before who may read
     */
    public Builder tokenFile(Path file) {
      SecretFile token = new SecretFile("tokenFile", Objects.requireNonNull(file, "file"));
      return authentication("tokenFile", () -> AuthorizationHeader.bearer(token.read()));
    }

    /**
     * Who does not log in with this user and the password in this file gets 401 instead of the metrics. Prometheus does with
     * {@code basic_auth: {username: …, password_file: …}}. Neither is encrypted on its way without {@link #tls}.
     *
     * @param user a name without colons and control characters
     * @param passwordFile read when the server starts; blanks around the password are none of it
     * @return this builder
     * @throws IllegalArgumentException if the user is no such name
     * @throws IllegalStateException if it was said before who may read
     */
    public Builder basicAuth(String user, Path passwordFile) {
      if (user.isBlank()
          || user.indexOf(':') >= 0
          || user.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "basicAuth: user '" + user + "' must be a name without colons and control characters");
      }
      SecretFile password =
          new SecretFile("basicAuth", Objects.requireNonNull(passwordFile, "passwordFile"));
      return authentication("basicAuth", () -> AuthorizationHeader.basic(user, password.read()));
    }

    /**
     * Whoever can reach {@link #host} may read the metrics: where a firewall or a proxy has decided who that is.
     *
     * @return this builder
     * @throws IllegalStateException if it was said before who may read
     */
    public Builder withoutAuthentication() {
      requireUnsaid("withoutAuthentication");
      isOpen = true;
      return this;
    }

    /**
     * Encrypts, with a private key and its certificate.
     *
     * @param keyStore PKCS #12 or JKS, read when the server starts; one password opens it and the key in it
     * @param passwordFile read when the server starts; blanks around the password are none of it
     * @return this builder
     */
    public Builder tls(Path keyStore, Path passwordFile) {
      ServerKey key = new ServerKey(
          Objects.requireNonNull(keyStore, "keyStore"),
          new SecretFile("tls", Objects.requireNonNull(passwordFile, "passwordFile")));
      tls = key::context;
      return this;
    }

    /**
     * Encrypts, with keys from anywhere, such as ones that are renewed while the server runs.
     *
     * @param context of which the JDK's defaults choose protocols and ciphers
     * @return this builder
     */
    public Builder tls(SSLContext context) {
      Objects.requireNonNull(context, "context");
      tls = () -> context;
      return this;
    }

    private Builder authentication(String setting, Supplier<AuthorizationHeader> header) {
      requireUnsaid(setting);
      authentication = header;
      return this;
    }

    /** The last one to win would be the wrong one some day. */
    private void requireUnsaid(String setting) {
      if (isOpen || authentication != null) {
        throw new IllegalStateException(setting
            + ": only one of basicAuth, tokenFile and withoutAuthentication can be set, once");
      }
    }

    /**
     * Starts serving.
     *
     * @return the running server
     * @throws UncheckedIOException if the port cannot be bound, a file cannot be read, or its password does not open the key store
     * @throws IllegalArgumentException if other machines reach the host and it was not said who may read, a secret is empty, or
     *     the key store holds no private key
     */
    public MetricsServer start() {
      try {
        InetAddress address = InetAddress.getByName(host);
        requireAuthentication(address);
        HostServerLimits.keep();
        return new MetricsServer(
            server(address).buildAndStart(), tls == null ? "http" : "https", host);
      } catch (IOException e) {
        throw new UncheckedIOException("host, port: cannot listen on " + host + ":" + port, e);
      }
    }

    private void requireAuthentication(InetAddress address) {
      if (!address.isLoopbackAddress() && authentication == null && !isOpen) {
        throw new IllegalArgumentException("host: '" + host
            + "' can be reached by other machines, and must have basicAuth or tokenFile, or withoutAuthentication if all of them"
            + " may read the metrics; localhost needs none");
      }
    }

    private HTTPServer.Builder server(InetAddress address) {
      HTTPServer.Builder server = HTTPServer.builder()
          .registry(registry)
          .inetAddress(address)
          .port(port)
          .executorService(new RequestThreads());
      if (authentication != null) {
        server.authenticator(authentication.get());
      }
      if (tls != null) {
        server.httpsConfigurator(new HttpsConfigurator(tls.get()));
      }
      return server;
    }
  }
}
