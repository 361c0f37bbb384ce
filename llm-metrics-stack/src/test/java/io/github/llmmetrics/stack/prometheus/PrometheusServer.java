package io.github.llmmetrics.stack.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** A real Prometheus: of data of the past, or one that scrapes. */
public final class PrometheusServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpSource SOURCE = new HttpSource(Map.of(), Duration.ofSeconds(10));

  private final Process process;
  private final URI address;

  private PrometheusServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts one on data of the past.
   *
   * @param folder for its files
   * @param openMetrics the data
   */
  public static PrometheusServer on(Path folder, String openMetrics) throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    Path input = Files.writeString(folder.resolve("data.om"), openMetrics);
    Path config = Files.writeString(folder.resolve("prometheus.yml"), "scrape_configs: []\n");
    Process backfill = start(
        folder,
        "promtool",
        "tsdb",
        "create-blocks-from",
        "openmetrics",
        "--max-block-duration=720h",
        "--quiet",
        input.toString(),
        data.toString());
    if (!backfill.waitFor(60, TimeUnit.SECONDS) || backfill.exitValue() != 0) {
      throw new IOException(Files.readString(folder.resolve("promtool.log")));
    }
    return start(
        folder,
        config,
        "--storage.tsdb.retention.time=100y",
        // Backfilled series do not say when they end, so that a value would count for five minutes.
        "--query.lookback-delta=59s");
  }

  /**
   * Starts one that scrapes.
   *
   * @param folder for its files; relative paths of the configuration begin there
   * @param configuration as {@code prometheus.yml} has it
   */
  public static PrometheusServer scraping(Path folder, String configuration) throws Exception {
    return start(folder, Files.writeString(folder.resolve("prometheus.yml"), configuration));
  }

  private static PrometheusServer start(Path folder, Path config, String... arguments)
      throws Exception {
    int port = FreePort.any();
    List<String> all = new ArrayList<>(List.of(
        "--config.file=" + config,
        "--storage.tsdb.path=" + folder.resolve("data"),
        "--web.listen-address=127.0.0.1:" + port));
    all.addAll(List.of(arguments));
    Process process = start(folder, "prometheus", all.toArray(String[]::new));
    PrometheusServer server = new PrometheusServer(process, URI.create("http://127.0.0.1:" + port));
    Eventually.passes(() -> {
      try {
        SOURCE.get(server.address.resolve("/-/ready"));
      } catch (PrometheusException e) {
        throw new IOException(Files.readString(folder.resolve("prometheus.log")), e);
      }
    });
    return server;
  }

  /** What a query gives now: a list of series, each with a {@code metric} and a {@code value}. */
  public JsonNode query(String expression) throws IOException {
    String answer = SOURCE.get(address.resolve(
        "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)));
    return JSON.readTree(answer).path("data").path("result");
  }

  /** Its rules, each with its {@code health} and {@code lastError}. */
  public List<JsonNode> rules() throws IOException {
    String answer = SOURCE.get(address.resolve("/api/v1/rules"));
    return JSON.readTree(answer).path("data").path("groups").findValues("rules").stream()
        .flatMap(rules -> StreamSupport.stream(rules.spliterator(), false))
        .toList();
  }

  private static Process start(Path folder, String program, String... arguments)
      throws IOException {
    return new ProcessBuilder(Program.require(program).command(arguments))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(program + ".log").toFile())
        .start();
  }

  /** Where it is. */
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    Program.end(process);
  }
}
