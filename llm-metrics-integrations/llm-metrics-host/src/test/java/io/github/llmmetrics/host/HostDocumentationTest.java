package io.github.llmmetrics.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code that the page about the host shows, and what it promises to list. */
class HostDocumentationTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();

  @Test
  void code_besideLlmMetrics_sharesItsRegistry() throws Exception {
    // tag::host
    LlmMetrics metrics =
        LlmMetrics.builder().registry(registry).models("llama-3-8b").build();
    HostMetrics host = HostMetrics.builder(metrics).start(); // the same registry, the same labels
    // end::host
    try (metrics;
        host) {
      Eventually.passes(
          () -> assertThat(Scrapes.text(registry)).contains("llm_system_memory_total_bytes "));
      assertThat(Scrapes.text(registry))
          .contains("llm_requests_started_total{model=\"llama-3-8b\"} 0.0");
    }
  }

  @Test
  void code_withSettings_carriesTheLabel() throws Exception {
    // tag::host-alone
    HostMetrics host = HostMetrics.builder(registry) // a registry without LlmMetrics
        .interval(Duration.ofSeconds(10)) // 100 ms to 1 h; default 5 s
        .constantLabel("rack", "7")
        .start();
    // end::host-alone
    try (host) {
      Eventually.passes(() -> assertThat(Scrapes.text(registry))
          .contains("llm_system_memory_total_bytes{rack=\"7\"} "));
    }
  }

  @Test
  void page_listsEverySeries() throws IOException {
    String page = Files.readString(Path.of("../../docs/host.md"));

    assertThat(List.of(
            SystemMetrics.CPU_USAGE,
            SystemMetrics.MEMORY_TOTAL,
            SystemMetrics.MEMORY_AVAILABLE,
            SystemMetrics.NETWORK_RECEIVE,
            SystemMetrics.NETWORK_TRANSMIT))
        .allSatisfy(metric -> assertThat(page).contains("| `" + metric.name()));
  }
}
