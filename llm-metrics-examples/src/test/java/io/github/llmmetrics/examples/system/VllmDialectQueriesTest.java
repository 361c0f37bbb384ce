package io.github.llmmetrics.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.dialect.Dialect;
import io.github.llmmetrics.exporter.MetricsServer;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.FreePort;
import io.github.llmmetrics.testing.MarkdownBlocks;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queries of docs/vllm-dialect.md, asked of a real Prometheus that scrapes a service with the dialect. */
class VllmDialectQueriesTest {

  private static final Path PAGE = Path.of("../docs/vllm-dialect.md");
  private static final Pattern KEDA_QUERY = Pattern.compile("query: (.+)");

  @TempDir
  private Path folder;

  private final PrometheusRegistry registry = new PrometheusRegistry();

  @Test
  void queriesOfThePage_haveData() throws Exception {
    int port = FreePort.any();
    try (LlmMetrics metrics = LlmMetrics.builder()
            .registry(registry)
            .models("llama-3-8b")
            .dialect(Dialect.VLLM)
            .build();
        MetricsServer server =
            MetricsServer.builder().registry(registry).port(port).start();
        PrometheusServer prometheus = PrometheusServer.scraping(
            URI.create("http://127.0.0.1:" + port + "/metrics"), folder)) {
      assertThat(server).isNotNull();
      metrics.engine("llama-3-8b").setQueueDepth(7);
      metrics.engine("llama-3-8b").setRunningRequests(16);
      metrics.engine("llama-3-8b").setKvCacheUsagePercent(50);
      List<String> queries = MarkdownBlocks.of(PAGE).in("promql").get(0).lines().toList();

      assertThat(queries).hasSize(3);
      Eventually.passes(() -> {
        // Each round, as a rate needs something that goes on.
        metrics.middleware().begin("llama-3-8b").finish(10, 5);
        assertThat(prometheus.number(queries.get(0))).isPositive();
        assertThat(prometheus.byLabel("finished_reason", queries.get(1)))
            .containsOnlyKeys("stop", "length", "abort", "error")
            .hasEntrySatisfying("stop", stops -> assertThat(stops).isPositive());
        assertThat(prometheus.number(queries.get(2))).isPositive();
        assertThat(prometheus.number(kedaQuery())).isEqualTo(7);
      });
    }
  }

  private static String kedaQuery() throws Exception {
    return MarkdownBlocks.of(PAGE).in("yaml").stream()
        .flatMap(block -> KEDA_QUERY.matcher(block).results())
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow();
  }

  /** As an endpoint picker does: it scrapes the pod, and looks for the name and nothing else. */
  @Test
  void whatAnEndpointPickerScrapes_isThere() throws Exception {
    int port = FreePort.any();
    try (LlmMetrics metrics =
            LlmMetrics.builder().registry(registry).dialect(Dialect.VLLM).build();
        MetricsServer server =
            MetricsServer.builder().registry(registry).port(port).start()) {
      assertThat(server).isNotNull();
      metrics.engine("llama-3-8b").setQueueDepth(7);
      metrics.engine("llama-3-8b").setRunningRequests(16);
      metrics.engine("llama-3-8b").setKvCacheUsagePercent(50);

      Set<String> lines =
          new TreeSet<>(Http.get(URI.create("http://127.0.0.1:" + port + "/metrics"), "text/plain")
              .lines()
              .toList());

      assertThat(lines)
          .contains(
              "# TYPE vllm:num_requests_waiting gauge",
              "vllm:num_requests_waiting{engine=\"0\",model_name=\"llama-3-8b\"} 7.0",
              "vllm:num_requests_running{engine=\"0\",model_name=\"llama-3-8b\"} 16.0",
              "vllm:kv_cache_usage_perc{engine=\"0\",model_name=\"llama-3-8b\"} 0.5");
    }
  }
}
