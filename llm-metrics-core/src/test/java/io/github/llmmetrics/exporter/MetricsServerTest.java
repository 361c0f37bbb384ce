package io.github.llmmetrics.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.testing.Hostile;
import io.github.llmmetrics.testing.TestCertificate;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
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
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    try (MetricsServer server = MetricsServer.builder()
        .registry(registry)
        .host("0.0.0.0")
        .withoutAuthentication()
        .port(0)
        .start()) {
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
    assertThat(MetricsServer.url("http", "::1", 9464)).isEqualTo("http://[::1]:9464/metrics");
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

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void host_thatOthersReach_isRefusedWithoutAuthentication(String host) {
    MetricsServer.Builder builder =
        MetricsServer.builder().registry(registry).host(host).port(0);

    assertThatIllegalArgumentException()
        .isThrownBy(builder::start)
        .withMessage("host: '" + host
            + "' can be reached by other machines, and must have basicAuth or tokenFile, or withoutAuthentication if all of"
            + " them may read the metrics; localhost needs none");
  }

  @Test
  void host_thatNobodyKnows_isRefusedByName() {
    assertThatThrownBy(() -> MetricsServer.builder()
            .registry(registry)
            .host("no.such.invalid")
            .port(1)
            .start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("host, port: cannot listen on no.such.invalid:1");
  }

  @Test
  void basicAuth_letsInWhoKnowsUserAndPasswordOnly(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "pass:wörd\n");
    try (MetricsServer server = MetricsServer.builder()
        .registry(registry)
        .host("0.0.0.0")
        .port(0)
        .basicAuth("scraper", file)
        .start()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/metrics"));
      HttpResponse<Void> stranger =
          HttpClient.newHttpClient().send(request.copy().build(), BodyHandlers.discarding());

      assertThat(stranger.statusCode()).isEqualTo(401);
      assertThat(stranger.headers().firstValue("WWW-Authenticate"))
          .hasValue("Basic realm=\"metrics\", charset=\"UTF-8\"");
      assertThat(status(login(request, "scraper:pass:wörd"))).isEqualTo(200);
      for (String wrong : List.of("scraper:pass", "scraper:", "scrape:pass:wörd", "", ":")) {
        assertThat(status(login(request, wrong))).as(wrong).isEqualTo(401);
      }
      for (String wrong : List.of("Basic", "Basic ", "Basic ?", "Bearer pass:wörd", "x", "")) {
        assertThat(status(request.copy().header("Authorization", wrong)))
            .as(wrong)
            .isEqualTo(401);
      }
    }
  }

  private static HttpRequest.Builder login(HttpRequest.Builder request, String login) {
    byte[] bytes = login.getBytes(StandardCharsets.UTF_8);
    return request
        .copy()
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  @Test
  void tls_encryptsForWhoTrustsTheCertificate(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.in(folder);
    Path keyStore = certificate.keyStore();
    Path keyStorePassword = certificate.passwordFile();
    Path password = Files.writeString(folder.resolve("password"), "s3cret\n");
    int port = 0;
    // tag::tls[]
    MetricsServer server = MetricsServer.builder()
        .registry(registry)
        .host("0.0.0.0")
        .port(port)
        .basicAuth("prometheus", password)
        .tls(keyStore, keyStorePassword)
        .start();
    // end::tls[]
    try (server) {
      URI uri = URI.create("https://localhost:" + server.port() + "/metrics");
      HttpRequest.Builder request = HttpRequest.newBuilder(uri);
      HttpClient trusting =
          HttpClient.newBuilder().sslContext(certificate.trusting()).build();

      assertThat(server.url()).startsWith("https://0.0.0.0:");
      assertThat(status(trusting, request.copy())).isEqualTo(401);
      assertThat(status(trusting, login(request, "prometheus:s3cret"))).isEqualTo(200);
      assertThatThrownBy(() -> status(request.copy())).isInstanceOf(SSLHandshakeException.class);
      assertThatThrownBy(() -> status(
              HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/metrics"))))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void tls_withAContextOfTheHosts_isServed(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.in(folder);
    SSLContext context = new ServerKey(
            certificate.keyStore(), new SecretFile("tls", certificate.passwordFile()))
        .context();
    try (MetricsServer server =
        MetricsServer.builder().registry(registry).port(0).tls(context).start()) {
      HttpClient trusting =
          HttpClient.newBuilder().sslContext(certificate.trusting()).build();

      assertThat(status(trusting, HttpRequest.newBuilder(URI.create(server.url()))))
          .isEqualTo(200);
    }
  }

  @Test
  void tls_withFilesThatDoNotFit_isRefusedAtTheStart(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.in(folder);
    Path wrong = Files.writeString(folder.resolve("wrong"), "guessed");
    Path keyless = folder.resolve("keyless.p12");
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);
    try (OutputStream out = Files.newOutputStream(keyless)) {
      empty.store(out, "guessed".toCharArray());
    }

    assertThatThrownBy(() -> startWithTls(certificate.keyStore(), wrong))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("tls: cannot read " + certificate.keyStore() + ": ")
        .hasMessageNotContaining("guessed");
    assertThatThrownBy(() -> startWithTls(wrong, wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("tls: cannot use " + wrong + ": ");
    assertThatThrownBy(() -> startWithTls(keyless, wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tls: " + keyless + " must hold a private key");
    assertThatThrownBy(() -> startWithTls(certificate.keyStore(), folder.resolve("missing")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("tls: cannot read " + folder.resolve("missing"));
  }

  private MetricsServer startWithTls(Path keyStore, Path passwordFile) {
    return MetricsServer.builder()
        .registry(registry)
        .port(0)
        .tls(keyStore, passwordFile)
        .start();
  }

  @Test
  void authentication_saidTwice_isRefused() {
    Path file = Path.of("secret");
    MetricsServer.Builder login = MetricsServer.builder().basicAuth("scraper", file);
    MetricsServer.Builder token = MetricsServer.builder().tokenFile(file);
    MetricsServer.Builder open = MetricsServer.builder().withoutAuthentication();

    String rule = ": only one of basicAuth, tokenFile and withoutAuthentication can be set, once";
    assertThatIllegalStateException()
        .isThrownBy(() -> login.tokenFile(file))
        .withMessage("tokenFile" + rule);
    assertThatIllegalStateException()
        .isThrownBy(token::withoutAuthentication)
        .withMessage("withoutAuthentication" + rule);
    assertThatIllegalStateException()
        .isThrownBy(() -> open.basicAuth("scraper", file))
        .withMessage("basicAuth" + rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "scra:per", "scra\nper"})
  void basicAuth_userThatCannotBeSent_isRefused(String user) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetricsServer.builder().basicAuth(user, Path.of("password")))
        .withMessage(
            "basicAuth: user '" + user + "' must be a name without colons and control characters");
  }

  @Test
  void secretFile_missingOrEmpty_isRefusedAtTheStart(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("missing");
    Path empty = Files.writeString(folder.resolve("empty"), " \n");

    assertThatThrownBy(() -> MetricsServer.builder().port(0).tokenFile(missing).start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("tokenFile: cannot read " + missing);
    assertThatThrownBy(() -> MetricsServer.builder().port(0).tokenFile(empty).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tokenFile: " + empty + " must hold a secret; it is empty");
    assertThatThrownBy(
            () -> MetricsServer.builder().port(0).basicAuth("u", empty).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("basicAuth: " + empty + " must hold a secret; it is empty");
  }

  private static int status(HttpRequest.Builder request) throws IOException, InterruptedException {
    return status(HttpClient.newHttpClient(), request);
  }

  private static int status(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client
        .send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.discarding())
        .statusCode();
  }
}
