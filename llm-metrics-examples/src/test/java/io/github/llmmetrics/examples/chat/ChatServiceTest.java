package io.github.llmmetrics.examples.chat;

import static io.github.llmmetrics.examples.chat.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmmetrics.examples.chat.engine.EngineConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
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
            "--timeout",
            "0.5",
            "--no-load",
            "--load-rate",
            "4",
            "--faults"))
        .isEqualTo(new Options("::1", 1, 2, 0.5, false, 4, true, false));
    assertThat(Options.parse())
        .isEqualTo(new Options("localhost", 8080, 9464, 60, true, 0, false, false));
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

  private int run(String... args) {
    return ChatService.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        args);
  }
}
