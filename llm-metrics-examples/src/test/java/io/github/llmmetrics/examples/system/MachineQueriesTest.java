package io.github.llmmetrics.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.MarkdownBlocks;
import java.io.IOException;
import java.nio.file.Path;
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
        "count=2",
        "gpu0.energy=" + 100_000L * ++step,
        "gpu0.util=90",
        "gpu0.field.269=0",
        "gpu0.field.144=0");
  }

  private List<String> faulty() {
    return List.of(
        "count=2",
        "gpu0.energy=" + 100_000L * ++step,
        "gpu0.temp=90",
        "gpu0.used=85000000000",
        "gpu0.field.269=" + 5_000_000_000L * step,
        "gpu0.field.144=1",
        "gpu1.rc=15");
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

  @Test
  void queries_ofTheDocuments_haveDataAndFireOnFaultsOnly() throws Exception {
    try (ChatOnGpus chat = ChatOnGpus.start(folder, healthy());
        PrometheusServer prometheus = PrometheusServer.scraping(chat.metricsUri(), folder)) {
      Eventually.passes(() -> {
        chat.gpus(healthy());
        for (String query : Stream.concat(queries("gpu.md"), queries("host.md")).toList()) {
          assertThat(prometheus.query(operand(query))).as(query).isNotEmpty();
        }
      });
      for (String query : queries("gpu.md").filter(MachineQueriesTest::isAlert).toList()) {
        assertThat(prometheus.query(query)).as("%s on a healthy machine", query).isEmpty();
      }

      Eventually.passes(() -> {
        chat.gpus(faulty());
        for (String query : queries("gpu.md").toList()) {
          assertThat(prometheus.query(query))
              .as("%s on a faulty machine", query)
              .isNotEmpty();
        }
      });
    }
  }
}
