package io.github.llmmetrics.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.llmmetrics.stack.alert.FleetRecordings;
import io.github.llmmetrics.stack.alert.Measurements;
import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.format.Yaml;
import io.github.llmmetrics.stack.promql.Matcher;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.promql.Window;
import io.github.llmmetrics.stack.rule.RuleGroup;
import io.github.llmmetrics.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A simulated fleet, and one Prometheus that watches it by all generated rules, and itself. */
final class WatchedFleet implements AutoCloseable {

  /** What the panels of a dashboard ask for at "All". */
  private static final Vector P99 = new Measurements(
          new Scope(List.of(all("job"), all("instance"), all("model"))))
      .latency()
      .quantile(0.99, Window.of(Duration.ofMinutes(1)));

  private static final Vector RECORDED_P99 =
      FleetRecordings.latency().quantile(0.99, List.of(all("job"), all("model")));

  private static final int ASKED = 5;

  private final int instances;
  private final Path folder;
  private final SimulatedFleet fleet;
  private final PrometheusServer prometheus;
  private final Instant started = Instant.now();

  private WatchedFleet(
      int instances, Path folder, SimulatedFleet fleet, PrometheusServer prometheus) {
    this.instances = instances;
    this.folder = folder;
    this.fleet = fleet;
    this.prometheus = prometheus;
  }

  static WatchedFleet start(Path folder, int instances, int intervalSeconds) throws Exception {
    writeRules(Files.createDirectories(folder.resolve("rules")));
    int port = FreePort.any();
    SimulatedFleet fleet = new SimulatedFleet(instances);
    try {
      PrometheusServer prometheus = PrometheusServer.start(
          folder,
          port,
          fleet.prometheusConfiguration(intervalSeconds) + """
            - job_name: prometheus
              static_configs:
                - targets: ["127.0.0.1:%d"]
          rule_files: ["rules/*.yml"]
          """.formatted(port),
          "--web.enable-admin-api");
      return new WatchedFleet(instances, folder, fleet, prometheus);
    } catch (Exception | AssertionError e) {
      fleet.close();
      throw e;
    }
  }

  private static void writeRules(Path rules) throws IOException {
    for (Map.Entry<String, String> file :
        RuleSet.of(StackSettings.DEFAULT).files().entrySet()) {
      Files.writeString(rules.resolve(file.getKey()), file.getValue());
    }
    Files.writeString(
        rules.resolve("llm-fleet.yml"),
        Yaml.text(RuleGroup.file(List.of(FleetRecordings.group()))));
  }

  private static Matcher all(String label) {
    return new Matcher(label, "=~", ".+");
  }

  /** What it costs by now; it writes a block from all that is in memory. */
  FleetMeasurement measure() throws Exception {
    double appended = prometheus.number("sum(prometheus_tsdb_head_samples_appended_total)");
    double walBytes = size(folder.resolve("data/wal"));
    double residentMean = prometheus.number("avg_over_time(process_resident_memory_bytes[5m])");
    double residentMost = prometheus.number("max_over_time(process_resident_memory_bytes[10m])");
    double goLive = prometheus.number("avg_over_time(go_memstats_next_gc_bytes[5m])") / 2;
    double series = prometheus.number("prometheus_tsdb_head_series");
    double scraped = prometheus.number("sum(scrape_samples_scraped{job=\"llm\"})");
    double raw = milliseconds(P99);
    double recorded = milliseconds(RECORDED_P99);
    Path block = writeBlock();
    JsonNode stats = Http.JSON.readTree(block.resolve("meta.json").toFile()).path("stats");
    return new FleetMeasurement(
        instances,
        SimulatedFleet.ESTIMATED.total() * instances,
        Math.round(scraped),
        Math.round(series),
        prometheus.number("sum(rate(prometheus_tsdb_head_samples_appended_total[5m]))"),
        Math.round(prometheus.number(
            "sum(count_over_time(up{job=\"llm\"}[2h]) - sum_over_time(up{job=\"llm\"}[2h]))")),
        prometheus.number("max(max_over_time(scrape_duration_seconds{job=\"llm\"}[2h]))"),
        prometheus.number(
            "quantile(0.5, avg_over_time(scrape_duration_seconds{job=\"llm\"}[10m]))"),
        prometheus.number("sum(avg_over_time(prometheus_rule_group_last_duration_seconds[10m]))"),
        Math.round(prometheus.number("sum(prometheus_rule_group_iterations_missed_total)")),
        prometheus.number("rate(process_cpu_seconds_total[10m])"),
        residentMean,
        residentMost,
        goLive,
        prometheus.peakResidentBytes(),
        walBytes / appended,
        size(block.resolve("chunks")) / stats.path("numSamples").asDouble(),
        size(block.resolve("index")) / stats.path("numSeries").asDouble(),
        raw,
        recorded);
  }

  /** The median time of a query over the whole run. */
  private double milliseconds(Vector query) throws IOException, InterruptedException {
    URI uri = prometheus
        .uri()
        .resolve("/api/v1/query_range?step=15&start=" + started + "&end="
            + Instant.now() + "&query="
            + URLEncoder.encode(query.text(), StandardCharsets.UTF_8));
    List<Long> nanoseconds = new ArrayList<>();
    for (int i = 0; i < ASKED; i++) {
      long begin = System.nanoTime();
      JsonNode result = Http.getJson(uri).path("data").path("result");
      nanoseconds.add(System.nanoTime() - begin);
      assertThat(result).as(query.text()).isNotEmpty();
    }
    return nanoseconds.stream().sorted().toList().get(ASKED / 2) / 1e6;
  }

  /** As Prometheus writes one every two hours. */
  private Path writeBlock() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(
            prometheus.uri().resolve("/api/v1/admin/tsdb/snapshot"))
        .POST(HttpRequest.BodyPublishers.noBody())
        .build();
    JsonNode answer =
        Http.JSON.readTree(Http.CLIENT.send(request, BodyHandlers.ofString()).body());
    Path snapshot = folder
        .resolve("data/snapshots")
        .resolve(answer.path("data").path("name").asText());
    try (Stream<Path> blocks = Files.list(snapshot)) {
      return blocks.findFirst().orElseThrow();
    }
  }

  private static long size(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(Files::isRegularFile)
          .flatMapToLong(WatchedFleet::length)
          .sum();
    }
  }

  private static LongStream length(Path file) {
    try {
      return LongStream.of(Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    prometheus.close();
    fleet.close();
  }
}
