package io.github.llmmetrics.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricType;
import io.github.llmmetrics.catalogue.SelfMetrics;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.FreePort;
import io.github.llmmetrics.testing.MarkdownBlocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The remote writes of docs/scaling.md, from a real Prometheus that watches a simulated service to another one. */
class ScalingPageTest {

  private static final Path PAGE = Path.of("..", "docs", "scaling.md");

  /** One that is evaluated at once. */
  private static final String RULES = """
      groups:
        - name: recorded
          interval: 1s
          rules:
            - {record: "job:up:count", expr: "count by (job) (up)"}
      """;

  @TempDir
  private Path folder;

  private SimulatedFleet fleet;
  private PrometheusServer store;

  @BeforeEach
  void start() throws Exception {
    fleet = new SimulatedFleet(1);
    store = PrometheusServer.start(
        Files.createDirectory(folder.resolve("store")),
        FreePort.any(),
        "scrape_configs: []\n",
        "--web.enable-remote-write-receiver");
  }

  @AfterEach
  void end() {
    store.close();
    fleet.close();
  }

  @Test
  void remoteWrite_ofWhatIsRecorded_sendsNothingThatIsScrapedButUp() throws Exception {
    try (PrometheusServer sender = sending("keep")) {
      Eventually.passes(() -> assertThat(arrived()).containsOnlyKeys("job:up:count", "up"));

      assertThat(sender.number("count({__name__=~\"llm_.+\"})"))
          .isEqualTo((double) SimulatedFleet.ESTIMATED.total());
    }
  }

  @Test
  void remoteWrite_withoutBuckets_sendsAsManySeriesAsThePageSays() throws Exception {
    long sent = SimulatedFleet.ESTIMATED.total()
        - series(SelfMetrics.METRICS_SERIES)
        - series(SelfMetrics.METRICS_SERIES_LIMIT)
        - histograms().stream()
            .mapToLong(metric -> combinations(metric) * (metric.buckets().size() + 1))
            .sum();

    try (PrometheusServer sender = sending("drop")) {
      Eventually.passes(() -> assertThat(store.number("count({__name__=~\"llm_.+\"})"))
          .isEqualTo((double) sent)
          .isLessThan(sender.number("count({__name__=~\"llm_.+\"})")));
      assertThat(arrived()).doesNotContainKey("llm_time_to_first_token_seconds_bucket");
    }
    assertThat(page())
        .contains(String.format(
            Locale.ROOT,
            "Of the %,d series of an instance of the run, %,d are sent",
            SimulatedFleet.ESTIMATED.total(),
            sent));
  }

  @Test
  void seriesOfNativeHistograms_areAsManyAsThePageSays() throws Exception {
    long left = SimulatedFleet.ESTIMATED.total()
        - histograms().stream()
            .mapToLong(metric -> series(metric) - combinations(metric))
            .sum();

    assertThat(page())
        .contains(String.format(Locale.ROOT, "native histograms alone would leave %,d.", left));
  }

  private PrometheusServer sending(String action) throws Exception {
    String remoteWrite = MarkdownBlocks.of(PAGE).in("yaml").stream()
        .filter(yaml -> yaml.startsWith("remote_write:") && yaml.contains("action: " + action))
        .findFirst()
        .orElseThrow()
        .replace("https://mimir.example.com/api/v1/push", store.uri() + "/api/v1/write");
    Path own = Files.createDirectory(folder.resolve("sender"));
    Files.writeString(own.resolve("rules.yml"), RULES);
    return PrometheusServer.start(
        own, fleet.prometheusConfiguration(1) + remoteWrite + "\nrule_files: [rules.yml]\n");
  }

  /** How many series of each name. */
  private Map<String, Double> arrived() throws IOException, InterruptedException {
    return store.byLabel(
        "name",
        "count by (name) (label_replace({__name__=~\".+\"}, \"name\", \"$1\", \"__name__\", \"(.+)\"))");
  }

  private static List<MetricDefinition> histograms() {
    return SimulatedFleet.ESTIMATED.series().keySet().stream()
        .filter(metric -> metric.type() == MetricType.HISTOGRAM)
        .toList();
  }

  private static long series(MetricDefinition metric) {
    return Objects.requireNonNull(SimulatedFleet.ESTIMATED.series().get(metric));
  }

  private static long combinations(MetricDefinition metric) {
    return series(metric) / (metric.buckets().size() + 3);
  }

  private static String page() throws IOException {
    return Files.readString(PAGE).replace('\n', ' ');
  }
}
