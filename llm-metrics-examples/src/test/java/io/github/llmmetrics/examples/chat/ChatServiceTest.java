package io.github.llmmetrics.examples.chat;

import static io.github.llmmetrics.examples.chat.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmmetrics.examples.chat.engine.EngineConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatServiceTest {

  private static final TestService SERVICE =
      TestService.start(TestService.jargon(EngineConfig.defaults()));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void get_page_saysWhereEverythingIs() {
    var page = SERVICE.get("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains(SERVICE.service.metricsUri().toString(), "/v1/models", "curl -N ", "jargon")
        .doesNotContain("{{");
  }

  @Test
  void get_models_listsThem() {
    assertThat(json(SERVICE.get("/v1/models")).at("/data/0/id").asText()).isEqualTo("jargon");
  }

  @Test
  void get_health_isOk() {
    assertThat(SERVICE.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void get_unknownPath_is404() {
    assertThat(SERVICE.get("/v1/models/jargon").statusCode()).isEqualTo(404);
    assertThat(SERVICE.get("/favicon.ico").statusCode()).isEqualTo(404);
  }

  @Test
  void get_pathOfAPost_is405() {
    var response = SERVICE.get("/v1/chat/completions");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue("POST");
  }

  @Test
  void parse_allOptions_areRead() {
    assertThat(Options.parse(
            "--host",
            "::1",
            "--port",
            "1",
            "--metrics-port",
            "2",
            "--metrics-token-file",
            "token",
            "--metrics-without-authentication",
            "--timeout",
            "0.5",
            "--no-load",
            "--load-rate",
            "4",
            "--faults"))
        .isEqualTo(new Options(
            "::1", 1, 2, Optional.of(Path.of("token")), true, 0.5, false, 4, true, false));
    assertThat(Options.parse())
        .isEqualTo(new Options(
            "localhost", 8080, 9464, Optional.empty(), false, 60, true, 0, false, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--prot",
        "--port",
        "--port x",
        "--port 65536",
        "--port -1",
        "--timeout 0",
        "--load-rate 0",
        "--faults --host 0.0.0.0",
        "--metrics-token-file token",
        "x"
      })
  void parse_wrongOption_isNamed(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse(line.split(" ", -1)))
        .withMessageContaining(line.split(" ", -1)[0]);
  }

  @Test
  void run_unknownOption_exitsWith2AndTheUsage() {
    assertThat(run("--prot", "8080")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("unknown option: --prot")
        .contains("--metrics-port");
  }

  @Test
  void run_help_showsTheUsage() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(Options.USAGE);
  }

  @Test
  void run_portTaken_exitsWith1() {
    int taken = SERVICE.service.uri().getPort();

    assertThat(run("--port", Integer.toString(taken), "--metrics-port", "0", "--no-load"))
        .isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("cannot start: ");
  }

  @Test
  void run_hostThatOthersReach_needsToSayWhoMayScrape() {
    assertThat(run("--host", "0.0.0.0", "--port", "0", "--metrics-port", "0", "--no-load"))
        .isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("host: '0.0.0.0' can be reached by other machines")
        .contains("--metrics-token-file");
  }

  @Test
  void start_withATokenFile_asksAScrapeForIt(@TempDir Path folder) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "s3cret");
    String line =
        "--host 0.0.0.0 --port 0 --metrics-port 0 --no-load --metrics-token-file " + token;
    Options options = Options.parse(line.split(" ", -1));
    try (ChatService service =
        ChatService.start(options, List.of(TestService.jargon(EngineConfig.defaults())))) {
      HttpRequest.Builder scrape = HttpRequest.newBuilder(
          URI.create("http://localhost:" + service.metricsUri().getPort() + "/metrics"));
      HttpClient client = HttpClient.newHttpClient();

      assertThat(client.send(scrape.copy().build(), BodyHandlers.discarding()).statusCode())
          .isEqualTo(401);
      HttpRequest known = scrape.header("Authorization", "Bearer s3cret").build();
      assertThat(client.send(known, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
  }

  private int run(String... args) {
    return ChatService.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        args);
  }
}
