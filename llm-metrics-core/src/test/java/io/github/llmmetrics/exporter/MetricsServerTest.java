package io.github.llmmetrics.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.testing.Hostile;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MetricsServerTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();

  private MetricsServer start() {
    return MetricsServer.builder().registry(registry).port(0).start();
  }

  private static HttpResponse<byte[]> get(MetricsServer server, String accept)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.url()))
        .header("Accept", accept)
        .timeout(Duration.ofSeconds(30))
        .build();
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    return response;
  }

  private static String contentType(HttpResponse<byte[]> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Test
  void metrics_areServedInTheFormatThatIsAskedFor() throws IOException, InterruptedException {
    try (LlmMetrics metrics = LlmMetrics.builder().registry(registry).build();
        MetricsServer server = start()) {
      metrics.middleware().begin("m").finish(10, 2);
      assertThat(server.url()).isEqualTo("http://localhost:" + server.port() + "/metrics");

      HttpResponse<byte[]> plain = get(server, "text/plain");
      assertThat(contentType(plain)).startsWith("text/plain; version=0.0.4");
      assertThat(text(plain))
          .contains("# TYPE llm_requests_total counter\n")
          .doesNotContain("# EOF");

      HttpResponse<byte[]> openMetrics = get(server, "application/openmetrics-text; version=1.0.0");
      assertThat(contentType(openMetrics))
          .startsWith("application/openmetrics-text; version=1.0.0");
      assertThat(text(openMetrics)).contains("# TYPE llm_requests counter\n").endsWith("# EOF\n");

      HttpResponse<byte[]> protobuf = get(
          server,
          "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited");
      assertThat(contentType(protobuf)).startsWith("application/vnd.google.protobuf");
      assertThat(text(protobuf)).contains("llm_requests_total").doesNotContain("# TYPE");
    }
  }

  @Test
  void start_withoutARegistry_servesTheDefaultOne() throws IOException, InterruptedException {
    try (LlmMetrics metrics = LlmMetrics.builder().build();
        MetricsServer server = MetricsServer.start(0)) {
      assertThat(metrics.registry()).isSameAs(PrometheusRegistry.defaultRegistry);
      assertThat(text(get(server, "text/plain"))).contains("llm_metrics_build_info");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is this machine
  void host_byDefault_isReachedByItsOwnAddressOnly() throws IOException {
    InetSocketAddress elsewhere;
    try (MetricsServer server = start()) {
      elsewhere = new InetSocketAddress(InetAddress.getByName("127.0.0.2"), server.port());
      assertThatThrownBy(() -> connect(elsewhere)).isInstanceOf(ConnectException.class);
    }
    try (MetricsServer server =
        MetricsServer.builder().registry(registry).host("0.0.0.0").port(0).start()) {
      assertThat(connect(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), server.port())))
          .isTrue();
    }
  }

  private static boolean connect(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, 10_000);
      return socket.isConnected();
    }
  }

  @Test
  void url_ofAnIpv6Host_isOne() throws IOException, InterruptedException {
    try (MetricsServer server =
        MetricsServer.builder().registry(registry).host("127.0.0.1").port(0).start()) {
      assertThat(server.url()).isEqualTo("http://127.0.0.1:" + server.port() + "/metrics");
      assertThat(get(server, "text/plain").body()).isEmpty();
    }
    assertThat(MetricsServer.url("::1", 9464)).isEqualTo("http://[::1]:9464/metrics");
  }

  @Test
  void port_inUse_isRefusedByName() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      MetricsServer.Builder builder =
          MetricsServer.builder().registry(registry).port(taken.getLocalPort());

      assertThatThrownBy(builder::start)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("host, port: cannot listen on localhost:" + taken.getLocalPort());
    }
  }

  @Test
  void settings_outOfTheirRange_areRefused() {
    MetricsServer.Builder builder = MetricsServer.builder();

    assertThatThrownBy(() -> builder.port(-1)).hasMessage("port: -1 is not in 0..65535");
    assertThatThrownBy(() -> builder.port(65_536)).hasMessage("port: 65536 is not in 0..65535");
    assertThatThrownBy(() -> builder.host(" "))
        .hasMessage("host: ' ' must be a name or an address");
    assertThatThrownBy(() -> builder.registry(Hostile.missing())).hasMessage("registry");
  }

  @Test
  void close_freesThePort() throws IOException {
    MetricsServer server = start();
    int port = server.port();
    server.close();
    server.close();

    try (MetricsServer next =
        MetricsServer.builder().registry(registry).port(port).start()) {
      assertThat(next.port()).isEqualTo(port);
    }
  }

  @Test
  void close_leavesNoThread() throws InterruptedException {
    start().close();
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    MetricsServer server = start();
    Set<Thread> added = new HashSet<>(Thread.getAllStackTraces().keySet());
    added.removeAll(before);
    server.close();

    assertThat(added).isNotEmpty();
    for (Thread thread : added) {
      thread.join(10_000);
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }

  @Test
  void start_leavesTheHostsOwnServersAsTheyWere() {
    try (MetricsServer server = start()) {
      assertThat(server.port()).isPositive();
      assertThat(System.getProperty("sun.net.httpserver.maxReqTime")).isNull();
      assertThat(System.getProperty("sun.net.httpserver.maxRspTime")).isNull();
    }
  }

  @Test
  void tokenFile_letsInWhoKnowsTheTokenOnly(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "s3cret\n");
    try (MetricsServer server = startWithToken("localhost", 0, file)) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url()));

      assertThat(status(request.copy())).isEqualTo(401);
      assertThat(status(request.copy().header("Authorization", "Bearer s3cre"))).isEqualTo(401);
      assertThat(status(request.copy().header("Authorization", "s3cret"))).isEqualTo(401);
      assertThat(status(request.copy().header("Authorization", "Bearer s3cret")))
          .isEqualTo(200);
    }
  }

  private MetricsServer startWithToken(String host, int port, Path tokenFile) {
    // tag::token[]
    MetricsServer server = MetricsServer.builder()
        .registry(registry)
        .host(host) // such as 0.0.0.0, to be reached from a container
        .port(port)
        .tokenFile(tokenFile) // monitoring/compose/secrets/metrics_token
        .start();
    // end::token[]
    return server;
  }

  @Test
  void tokenFile_missingOrEmpty_isRefusedAtTheStart(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("missing");
    Path empty = Files.writeString(folder.resolve("empty"), " \n");

    assertThatThrownBy(() -> MetricsServer.builder().port(0).tokenFile(missing).start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("tokenFile: cannot read " + missing);
    assertThatThrownBy(() -> MetricsServer.builder().port(0).tokenFile(empty).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tokenFile: " + empty + " must hold a token; it is empty");
  }

  private static int status(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.discarding())
        .statusCode();
  }
}
