package io.github.llmmetrics.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.MarkdownBlocks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queries of docs/gpu.md and docs/host.md, asked of a real Prometheus that scrapes the chat service on two GPUs. */
class MachineQueriesTest {

  private static final String COMPARISON = " (>|<|==|!=) [0-9.]+";

  @TempDir
  private Path folder;

  /** Counters that the driver keeps go on, one step each time they are asked for. */
  private int step;

  private List<String> healthy() {
    return List.of(
        "count=8",
        "gpu0.energy=" + 100_000L * ++step,
        "gpu0.util=90",
        "gpu0.field.269=0",
        "gpu0.field.144=0");
  }

  private List<String> faulty() {
    return List.of(
        "count=8",
        "gpu0.energy=" + 100_000L * ++step,
        "gpu0.temp=90",
        "gpu0.used=85000000000",
        "gpu0.field.269=" + 5_000_000_000L * step,
        "gpu0.field.144=1",
        "gpu0.xid=79",
        "gpu0.xidseq=" + step,
        "gpu1.rc=15",
        // Held down by heat, on a card that does not count the time.
        "gpu2.reasons=0x40");
  }

  private static List<String> withoutDevices() {
    return List.of("count=0");
  }

  private static List<String> withoutDriver() {
    return List.of("count.rc=999");
  }

  private static Stream<String> queries(String page) throws IOException {
    return MarkdownBlocks.of(Path.of("..", "docs", page)).in("promql").stream();
  }

  private static boolean isAlert(String query) {
    return query.matches("(?s).*" + COMPARISON + ".*");
  }

  /** What a query looks at, whether or not it is as bad as that now. */
  private static String operand(String query) {
    return query.replaceAll(COMPARISON, "").replaceAll("absent\\((.*)\\)", "$1");
  }

  /** Whether it looks at a series that is there only while something is wrong. */
  private static boolean isAbsentInHealth(String query) {
    return query.contains(SystemMetrics.GPU_DOWN_REASON.name());
  }

  /** The alerts that look at a metric. */
  private static List<String> alertsAbout(MetricDefinition metric) throws IOException {
    return queries("gpu.md")
        .filter(query -> isAlert(query) && query.contains(metric.name()))
        .toList();
  }

  @Test
  void queries_ofTheDocuments_haveDataAndFireOnFaultsOnly() throws Exception {
    List<String> alerts = queries("gpu.md").filter(MachineQueriesTest::isAlert).toList();
    List<String> aboutAge = alertsAbout(SystemMetrics.GPU_LAST_POLL);
    List<String> aboutDriver = alertsAbout(SystemMetrics.GPU_DRIVER_UP);
    List<String> aboutThrottling = alertsAbout(SystemMetrics.GPU_THROTTLE);
    assertThat(List.of(aboutAge.size(), aboutDriver.size(), aboutThrottling.size()))
        .containsExactly(1, 2, 1);
    try (ChatOnGpus chat = ChatOnGpus.start(folder, withoutDevices());
        PrometheusServer prometheus = PrometheusServer.scraping(chat.metricsUri(), folder)) {
      Eventually.passes(() -> assertThat(prometheus.query(aboutDriver.get(1)))
          .as("%s where there never was a GPU", aboutDriver.get(1))
          .isNotEmpty());

      Eventually.passes(() -> {
        chat.gpus(healthy());
        for (String query : Stream.concat(queries("gpu.md"), queries("host.md"))
            .filter(query -> !isAbsentInHealth(query))
            .toList()) {
          assertThat(prometheus.query(operand(query))).as(query).isNotEmpty();
        }
      });
      for (String query : alerts) {
        assertThat(prometheus.query(query)).as("%s on a healthy machine", query).isEmpty();
      }

      Eventually.passes(() -> {
        chat.gpus(faulty());
        for (String query :
            queries("gpu.md").filter(query -> !aboutAge.contains(query)).toList()) {
          assertThat(prometheus.query(query))
              .as("%s on a faulty machine", query)
              .isNotEmpty();
        }
        assertThat(prometheus.byLabel("gpu_id", aboutThrottling.get(0)))
            .as("heat that costs speed, counted by the card and not")
            .containsKeys("0", "2");
      });

      chat.gpus(withoutDriver());
      Eventually.passes(() -> {
        assertThat(prometheus.query("llm_gpu_driver_up == 0")).isNotEmpty();
        for (String query : aboutDriver) {
          assertThat(prometheus.query(query)).as("%s without a driver", query).isNotEmpty();
        }
        // What it will say then, if nothing changes: Prometheus shows a series for five minutes.
        assertThat(prometheus.queryIn(Duration.ofMinutes(2), aboutAge.get(0)))
            .as("%s without a driver", aboutAge.get(0))
            .isNotEmpty();
      });
    }
  }
}
