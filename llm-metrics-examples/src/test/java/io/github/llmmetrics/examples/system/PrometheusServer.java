package io.github.llmmetrics.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.FreePort;
import io.github.llmmetrics.testing.Program;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A real Prometheus. */
public final class PrometheusServer implements AutoCloseable {

  private final Process process;
  private final URI uri;

  private PrometheusServer(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Starts one that scrapes one target as the job {@code llm} each second. */
  static PrometheusServer scraping(URI metrics, Path folder) throws Exception {
    return start(folder, """
        global:
          scrape_interval: 1s
        scrape_configs:
          - job_name: llm
            metrics_path: %s
            static_configs:
              - targets: ["%s"]
        """.formatted(metrics.getPath(), metrics.getAuthority()));
  }

  /** Starts one with a configuration, whose relative paths begin at the folder. */
  public static PrometheusServer start(Path folder, String configuration) throws Exception {
    return start(folder, FreePort.any(), configuration);
  }

  /** Starts one at a port, with further options. */
  static PrometheusServer start(Path folder, int port, String configuration, String... options)
      throws Exception {
    Program program = Program.require("prometheus");
    Path config = Files.writeString(folder.resolve("prometheus.yml"), configuration);
    List<String> command = new ArrayList<>(program.command(
        "--config.file=" + config,
        "--storage.tsdb.path=" + folder.resolve("data"),
        "--web.listen-address=127.0.0.1:" + port,
        "--enable-feature=exemplar-storage"));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("prometheus.log").toFile())
        .start();
    PrometheusServer server = new PrometheusServer(process, URI.create("http://127.0.0.1:" + port));
    Eventually.passes(
        () -> assertThat(Http.get(server.uri.resolve("/-/ready"), "*/*")).contains("Ready"));
    return server;
  }

  /** Where it answers. */
  URI uri() {
    return uri;
  }

  /** The most memory that it ever held. */
  long peakResidentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  /** The value of a query that gives one number; 0 where it gives none. */
  public double number(String query) throws IOException, InterruptedException {
    JsonNode result = query(query);
    return result.isEmpty() ? 0 : result.get(0).path("value").get(1).asDouble();
  }

  /** The values of a query by one label. */
  public Map<String, Double> byLabel(String label, String query)
      throws IOException, InterruptedException {
    Map<String, Double> values = new TreeMap<>();
    for (JsonNode series : query(query)) {
      values.put(
          series.path("metric").path(label).asText(),
          series.path("value").get(1).asDouble());
    }
    return values;
  }

  /** What a query gives: a list of series. */
  public JsonNode query(String query) throws IOException, InterruptedException {
    return queryIn(Duration.ZERO, query);
  }

  /** The alerts that are pending or firing. */
  public JsonNode alerts() throws IOException, InterruptedException {
    return Http.getJson(uri.resolve("/api/v1/alerts")).path("data").path("alerts");
  }

  /** What a query will give some time from now, if nothing is scraped until then. */
  JsonNode queryIn(Duration later, String query) throws IOException, InterruptedException {
    JsonNode answer = Http.getJson(
        uri.resolve("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)
            + "&time=" + Instant.now().plus(later)));
    assertThat(answer.path("status").asText()).as("%s: %s", query, answer).isEqualTo("success");
    return answer.path("data").path("result");
  }

  @Override
  public void close() {
    Program.end(process);
  }
}
