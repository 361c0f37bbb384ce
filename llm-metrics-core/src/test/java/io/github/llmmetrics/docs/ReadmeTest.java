package io.github.llmmetrics.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.MetricsMiddleware;
import io.github.llmmetrics.exporter.MetricsServer;
import io.github.llmmetrics.testing.MarkdownBlocks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's first screen, run as it stands: its code, and the scrape that it shows. */
class ReadmeTest {

  private final SpokenEngine engine = new SpokenEngine("Hello", ",", " world", "!");
  private final SpokenEngine.Client client = new SpokenEngine.Client();
  private final String prompt = "Say hello";

  @Test
  void firstScreen_runAsItStands_producesTheScrapeThatItShows() throws Exception {
    FreePort.require(9464);
    // tag::readme
    LlmMetrics metrics = LlmMetrics.builder().models("llama-3-8b").build();
    MetricsServer server = MetricsServer.start(9464); // http://localhost:9464/metrics
    MetricsMiddleware middleware = metrics.middleware();

    middleware.run("llama-3-8b", "acme", request -> {
      for (String token : engine.generate(prompt)) {
        request.token(); // the first one marks TTFT
        client.write(token);
      }
      request.finish(engine.promptTokens(), engine.completionTokens());
    }); // what it throws counts as an error, and goes on to the caller
    // end::readme
    try (metrics;
        server) {
      assertThat(client.received()).isEqualTo("Hello, world!");
      assertThat(scrape(server, shownFilter())).isEqualTo(shown());
    }
  }

  private static String scrape(MetricsServer server, Pattern filter) throws Exception {
    HttpRequest get = HttpRequest.newBuilder(URI.create(server.url())).build();
    String scrape =
        HttpClient.newHttpClient().send(get, BodyHandlers.ofString()).body();
    return String.join(
        "\n", scrape.lines().filter(line -> filter.matcher(line).find()).toList());
  }

  /** What the README says that curl prints. */
  private static String shown() throws IOException {
    return block().subList(1, block().size()).stream()
        .reduce((a, b) -> a + "\n" + b)
        .orElse("");
  }

  /** What the README's grep lets through. */
  private static Pattern shownFilter() throws IOException {
    String command = block().get(0);
    return Pattern.compile(command.substring(command.indexOf('\'') + 1, command.lastIndexOf('\'')));
  }

  private static List<String> block() throws IOException {
    return MarkdownBlocks.of(Path.of("../README.md"))
        .in("console")
        .get(0)
        .lines()
        .toList();
  }
}
