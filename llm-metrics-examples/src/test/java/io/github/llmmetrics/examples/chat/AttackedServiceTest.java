package io.github.llmmetrics.examples.chat;

import static io.github.llmmetrics.examples.chat.TestService.question;
import static io.github.llmmetrics.examples.chat.TestService.streamed;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients that mean harm, with real sockets, at the two ports of the real service. They get a 4xx or are closed on, never a
 * 500; scrapes go through meanwhile, others are answered, and in the ledger is what the service worked at, nothing else.
 */
@Timeout(300)
class AttackedServiceTest {

  private static final TestService SERVICE = TestService.start();
  private static final String CHAT = "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n";
  private static final String CLOSED_ON = "";

  private final double startedBefore = SERVICE.scrapeAtRest().sum("llm_requests_started_total");
  private final Scraper scraper =
      Scraper.start(SERVICE.service.metricsUri(), Duration.ofMillis(100));
  private final List<Socket> attackers = new ArrayList<>();
  private int worked;

  @AfterEach
  void scrapesWentThrough_othersAreAnswered_ledgerIsClean() throws Exception {
    assertThat(SERVICE.chat(question("jargon", "Define kluge.")).statusCode()).isEqualTo(200);
    Eventually.passes(() -> assertThat(scraper.scrapes()).isPositive());
    scraper.close();
    for (Socket attacker : attackers) {
      attacker.close();
    }

    Scrape scrape = SERVICE.scrapeAtRest();
    assertThat(scraper.failures()).isEmpty();
    assertThat(scrape.sum("llm_requests_started_total")).isEqualTo(startedBefore + worked + 1);
    assertThat(scrape.sum("llm_requests_total")).isEqualTo(startedBefore + worked + 1);
    assertThat(scrape.sum("llm_requests_total", "status=abandoned")).isZero();
    assertThat(scrape.sum("llm_requests_total", "status=error")).isZero();
    assertThat(scrape.sum("llm_running_requests")).isZero();
    assertThat(scrape.has("llm_metrics_dropped_total")).isTrue();
    assertThat(scrape.sum("llm_metrics_dropped_total")).isZero();
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  private Socket attack(URI target, byte[] sent) throws IOException {
    Socket socket = new Socket(target.getHost(), target.getPort());
    socket.setSoTimeout(60_000);
    attackers.add(socket);
    socket.getOutputStream().write(sent);
    return socket;
  }

  /** The status of the answer, or that there is none. */
  private String answer(URI target, byte[] sent) {
    try {
      Socket socket = attack(target, sent);
      socket.shutdownOutput();
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      String line = in.readLine();
      return line == null ? CLOSED_ON : line.replaceFirst("HTTP/1.1 (\\d+) .*", "$1");
    } catch (IOException e) {
      return CLOSED_ON;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  static Stream<Arguments> wrongRequests() {
    return Stream.of(
        wrong("no request line", "\u0000\u0001\u0002\r\n\r\n", "400"),
        wrong("a TLS handshake", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n", "400"),
        wrong("a method alone", "GET\r\n\r\n", "400"),
        wrong("a path that is none", "GET /%zz HTTP/1.1\r\n\r\n", "400"),
        wrong("a header without a colon", "GET / HTTP/1.1\r\nxxxx\r\n\r\n", "400"),
        wrong("a negative length", CHAT + "Content-Length: -5\r\n\r\n", "400"),
        wrong("a length that is no number", CHAT + "Content-Length: x\r\n\r\n", "400"),
        wrong("half a header", CHAT + "X-Sl", "400|"),
        wrong(
            "a chunk without a size", CHAT + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", CLOSED_ON),
        wrong("half a body", CHAT + "Content-Length: 500\r\n\r\n{\"model\":", CLOSED_ON),
        wrong("a target without a path", "GET mailto:a@b HTTP/1.1\r\n\r\n", CLOSED_ON),
        // The limits of the JDK's server: not each version of it answers, or is heard before it
        // closes.
        wrong("a line of 1 MB", "GET /" + "x".repeat(1_000_000) + " HTTP/1.1\r\n\r\n", "4\\d\\d|"),
        wrong("a header of 1 MB", CHAT + "X: " + "y".repeat(1_000_000) + "\r\n\r\n", "4\\d\\d|"),
        wrong("5,000 headers", CHAT + "X: y\r\n".repeat(5_000) + "\r\n", "4\\d\\d|"),
        wrong("no body", post(""), "400"),
        wrong("broken JSON", post("{\"model\":"), "400"),
        wrong("JSON of another kind", post("[]"), "400"),
        wrong("JSON 100,000 deep", post("{\"a\":".repeat(100_000)), "400"),
        wrong("no UTF-8", post("{\"model\": \"\u00ff\u00fe\"}"), "400"),
        wrong("a number without end", post("{\"max_tokens\": " + "9".repeat(2_000) + "}"), "400"),
        wrong("nothing in it", post("{}"), "400"),
        wrong("a model that is not there", post(question("nobody", "?").toString()), "404"),
        wrong("a body of more than 1 MiB", post(" ".repeat((1 << 20) + 1_000)), "413"),
        wrong("GET", "GET /v1/chat/completions HTTP/1.1\r\n\r\n", "405"),
        wrong("HEAD", "HEAD /v1/chat/completions HTTP/1.1\r\n\r\n", "405"),
        wrong("DELETE", "DELETE /v1/chat/completions HTTP/1.1\r\n\r\n", "405"),
        wrong("no method of HTTP", "FOO /v1/chat/completions HTTP/1.1\r\n\r\n", "405"),
        wrong("another path", "POST /v1/chat HTTP/1.1\r\nContent-Length: 0\r\n\r\n", "404"),
        wrong("a longer path", "POST /v1/chat/completions/../x HTTP/1.1\r\n\r\n", "404"));
  }

  private static Arguments wrong(String name, String request, String status) {
    return Arguments.argumentSet(name, request, status);
  }

  private static String post(String body) {
    return CHAT + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  @ParameterizedTest
  @MethodSource("wrongRequests")
  void wrongRequest_isRefusedOrClosedOn(String request, String status) {
    assertThat(answer(SERVICE.service.uri(), bytes(request))).matches(status);
  }

  @Test
  void wrongRequests_atTheMetrics_stopNoScrape() {
    assertThat(wrongRequests()
            .map(each -> answer(SERVICE.service.metricsUri(), bytes((String) each.get()[0]))))
        .allMatch(status -> !status.startsWith("5"));
  }

  @Test
  void garbage_isRefusedOrClosedOn() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[random.nextInt(1, 4_000)];
      random.nextBytes(garbage);
      assertThat(answer(SERVICE.service.uri(), garbage)).isIn("400", CLOSED_ON);
    }
  }

  @Test
  void idleConnections_aThousand_keepNobodyWaiting() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      attack(SERVICE.service.uri(), new byte[0]);
    }

    assertThat(SERVICE.get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void halfRequests_hundreds_keepNobodyWaiting() throws Exception {
    for (int i = 0; i < 200; i++) {
      attack(SERVICE.service.uri(), bytes(CHAT + "X-Slow: "));
      attack(SERVICE.service.uri(), bytes(CHAT + "Content-Length: 500\r\n\r\n{"));
    }
    for (Socket attacker : attackers) {
      attacker.getOutputStream().write('x');
    }

    assertThat(SERVICE.get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void halfRequests_atTheMetrics_giveWayToEachScrape() throws Exception {
    for (int i = 0; i < 30; i++) {
      attack(SERVICE.service.metricsUri(), bytes("GET /metrics HTTP/1.1\r\nX-Slow: "));
      int scrapes = scraper.scrapes();
      Eventually.passes(() -> assertThat(scraper.scrapes()).isGreaterThan(scrapes));
    }
  }

  @Test
  void hangUps_midStream_areCancelledAndNothingElse() throws Exception {
    double before = cancelled(SERVICE.scrape());
    String request =
        post(streamed(question("babble", "What is foo?").put("max_tokens", 400)).toString());
    for (int i = 0; i < 20; i++) {
      try (Socket socket = attack(SERVICE.service.uri(), bytes(request))) {
        // The first byte is the first token's.
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
      worked++;
    }

    SERVICE.await(scrape -> cancelled(scrape) == before + worked);
  }

  private static double cancelled(Scrape scrape) {
    return scrape.sum("llm_requests_total", "status=cancelled");
  }
}
