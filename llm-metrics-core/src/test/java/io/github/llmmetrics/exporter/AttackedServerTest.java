package io.github.llmmetrics.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.TestCertificate;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that mean harm, with real sockets: a scrape is answered all the same. */
@Timeout(120)
class AttackedServerTest {

  private static final String HALF_A_REQUEST =
      "GET /metrics HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";

  private static final byte[] HEALTH_CHECK =
      "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.ISO_8859_1);

  /** How many connections may wait for the server to accept them; one more waits a second to try again. */
  private static final int BACKLOG = 3;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final LlmMetrics metrics =
      LlmMetrics.builder().registry(registry).models("m").build();
  private final MetricsServer server =
      MetricsServer.builder().registry(registry).port(0).start();
  private final List<Socket> attackers = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket attacker : attackers) {
      attacker.close();
    }
    server.close();
    metrics.close();
  }

  private Socket attack(byte[] sent) throws IOException {
    if (attackers.size() % BACKLOG == 0) {
      awaitAcceptance();
    }
    Socket socket = connect();
    attackers.add(socket);
    socket.getOutputStream().write(sent);
    return socket;
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getByName("localhost"), server.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  /** A request that has its answer, or its end, was accepted after those before it. */
  private void awaitAcceptance() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(HEALTH_CHECK);
      assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
    }
  }

  private Socket attack(String sent) throws IOException {
    return attack(sent.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void assertScrapeIsAnswered() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.url()))
        .timeout(Duration.ofSeconds(10))
        .build();
    String answer =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    assertThat(answer).contains("llm_requests_started_total{model=\"m\"} 0.0\n");
  }

  private static long serverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("llm-metrics-server"))
        .count();
  }

  @Test
  void idleConnections_aThousand_holdNoThread() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      attack("");
    }

    assertScrapeIsAnswered();
    assertThat(serverThreads()).isLessThanOrEqualTo(RequestThreads.MOST);
  }

  @Test
  void halfRequests_moreThanThreads_giveWayToAScrape() throws Exception {
    for (int i = 0; i < 20 * RequestThreads.MOST; i++) {
      attack(HALF_A_REQUEST);
    }

    for (int i = 0; i < 5; i++) {
      assertScrapeIsAnswered();
    }
    assertThat(serverThreads()).isLessThanOrEqualTo(RequestThreads.MOST);
  }

  @Test
  void slowClients_thatGoOnSending_giveWayToAScrape() throws Exception {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < RequestThreads.MOST; i++) {
      slow.add(attack(HALF_A_REQUEST));
    }
    Eventually.passes(() -> assertThat(serverThreads()).isEqualTo(RequestThreads.MOST));
    for (Socket each : slow) {
      each.getOutputStream().write('x');
    }

    assertScrapeIsAnswered();
    // One was closed on: it reads the end or a reset, not an answer.
    Eventually.passes(() -> assertThat(slow).anyMatch(AttackedServerTest::isClosedOn));
  }

  private static boolean isClosedOn(Socket socket) {
    try {
      socket.setSoTimeout(10);
      return socket.getInputStream().read() == -1;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Test
  void garbage_isRefusedOrClosedOn() throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 100; i++) {
      byte[] garbage = new byte[random.nextInt(1, 4_000)];
      random.nextBytes(garbage);
      attack(garbage).shutdownOutput();
    }
    assertThat(firstLine(attack("\u0000\u0001\u0002\r\n\r\n"))).startsWith("HTTP/1.1 400 ");

    assertScrapeIsAnswered();
  }

  private static String firstLine(Socket socket) throws IOException {
    String answer = new String(socket.getInputStream().readNBytes(32), StandardCharsets.ISO_8859_1);
    return answer.lines().findFirst().orElse("");
  }

  @Test
  void headersWithoutEnd_areRefusedOrWaitedFor() throws Exception {
    String header = "X-Header: " + "x".repeat(1_000) + "\r\n";
    for (int i = 0; i < RequestThreads.MOST; i++) {
      attack("GET /metrics HTTP/1.1\r\n" + header.repeat(50));
    }

    assertScrapeIsAnswered();
  }

  @Test
  void halfHandshakes_moreThanThreads_giveWayToAScrape(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.in(folder);
    byte[] halfAHello = {0x16, 0x03, 0x01, 0x02, 0x00, 0x01};
    try (MetricsServer encrypted = MetricsServer.builder()
        .registry(registry)
        .port(0)
        .tls(certificate.keyStore(), certificate.passwordFile())
        .start()) {
      for (int i = 0; i < 3 * RequestThreads.MOST; i++) {
        Socket socket = new Socket(InetAddress.getByName("localhost"), encrypted.port());
        attackers.add(socket);
        socket.getOutputStream().write(i % 2 == 0 ? halfAHello : HEALTH_CHECK);
      }

      HttpClient trusting =
          HttpClient.newBuilder().sslContext(certificate.trusting()).build();
      HttpRequest request = HttpRequest.newBuilder(URI.create(encrypted.url()))
          .timeout(Duration.ofSeconds(10))
          .build();
      for (int i = 0; i < 5; i++) {
        assertThat(trusting.send(request, BodyHandlers.ofString()).body())
            .contains("llm_requests_started_total{model=\"m\"} 0.0\n");
      }
    }
  }
}
