package io.github.llmmetrics.examples.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.FreePort;
import io.github.llmmetrics.testing.Program;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A real VictoriaMetrics, which can be ended and started again on what it has stored. */
final class VictoriaMetrics implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final int port;
  private Process process;

  private VictoriaMetrics(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  static VictoriaMetrics start(Path folder) throws Exception {
    int port = FreePort.any();
    VictoriaMetrics store = new VictoriaMetrics(folder, port, run(folder, port));
    store.awaitAnswer();
    return store;
  }

  private static Process run(Path folder, int port) throws IOException {
    return new ProcessBuilder(Program.require("victoria-metrics")
            .command(
                "-storageDataPath=" + folder.resolve("store"),
                "-httpListenAddr=127.0.0.1:" + port,
                // A month.
                "-retentionPeriod=1",
                // Otherwise it does not answer with what is younger than 30 s.
                "-search.latencyOffset=0s",
                "-search.disableCache"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(
            folder.resolve("victoria-metrics.log").toFile()))
        .start();
  }

  private void awaitAnswer() throws Exception {
    Eventually.passes(() -> api().get("/health"));
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  QueryApi api() {
    return new QueryApi(uri());
  }

  void end() {
    Program.end(process);
  }

  void startAgain() throws Exception {
    process = run(folder, port);
    awaitAnswer();
  }

  /** All samples of some time as they are stored, by series and by time in milliseconds, without marks of staleness. */
  Map<Map<String, String>, Map<Long, Double>> samples(Instant from, Instant to)
      throws IOException, InterruptedException {
    String lines = api()
        .get("/api/v1/export?match[]="
            + URLEncoder.encode("{__name__!=\"\"}", StandardCharsets.UTF_8).replace("[", "%5B")
            + "&start=" + from.toEpochMilli() / 1000.0 + "&end=" + to.toEpochMilli() / 1000.0);
    Map<Map<String, String>, Map<Long, Double>> samples = new HashMap<>();
    for (String line : lines.lines().toList()) {
      JsonNode series = JSON.readTree(line);
      Map<Long, Double> values = new TreeMap<>();
      for (int i = 0; i < series.path("values").size(); i++) {
        JsonNode value = series.path("values").get(i);
        if (!value.isNull() && !value.asText().equals("NaN")) {
          values.put(series.path("timestamps").get(i).asLong(), number(value.asText()));
        }
      }
      samples
          .computeIfAbsent(QueryApi.labels(series.path("metric")), key -> new TreeMap<>())
          .putAll(values);
    }
    samples.values().removeIf(Map::isEmpty);
    return samples;
  }

  static double number(String text) {
    return switch (text) {
      case "+Inf", "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  @Override
  public void close() {
    end();
  }
}
