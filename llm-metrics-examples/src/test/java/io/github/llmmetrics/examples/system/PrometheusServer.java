package io.github.llmmetrics.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A real Prometheus that scrapes one target every second. */
final class PrometheusServer implements AutoCloseable {

  private final Process process;
  private final URI uri;

  private PrometheusServer(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  static PrometheusServer scraping(URI metrics, Path folder) throws Exception {
    Program program = Program.require("prometheus");
    int port = freePort();
    Path config = Files.writeString(
        folder.resolve("prometheus.yml"), """
        global:
          scrape_interval: 1s
        scrape_configs:
          - job_name: llm
            metrics_path: %s
            static_configs:
              - targets: ["%s"]
        """.formatted(metrics.getPath(), metrics.getAuthority()));
    Process process = new ProcessBuilder(program.command(
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port,
            "--enable-feature=exemplar-storage"))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("prometheus.log").toFile())
        .start();
    PrometheusServer server = new PrometheusServer(process, URI.create("http://127.0.0.1:" + port));
    Eventually.passes(
        () -> assertThat(Http.get(server.uri.resolve("/-/ready"), "*/*")).contains("Ready"));
    return server;
  }

  /** The value of a query that gives one number; 0 where it gives none. */
  double number(String query) throws IOException, InterruptedException {
    JsonNode result = query(query);
    return result.isEmpty() ? 0 : result.get(0).path("value").get(1).asDouble();
  }

  /** The values of a query by one label. */
  Map<String, Double> byLabel(String label, String query) throws IOException, InterruptedException {
    Map<String, Double> values = new TreeMap<>();
    for (JsonNode series : query(query)) {
      values.put(
          series.path("metric").path(label).asText(),
          series.path("value").get(1).asDouble());
    }
    return values;
  }

  JsonNode query(String query) throws IOException, InterruptedException {
    JsonNode answer = Http.getJson(
        uri.resolve("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)));
    assertThat(answer.path("status").asText()).as("%s: %s", query, answer).isEqualTo("success");
    return answer.path("data").path("result");
  }

  @Override
  public void close() {
    Program.end(process);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
