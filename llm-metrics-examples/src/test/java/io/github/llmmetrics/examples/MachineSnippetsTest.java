package io.github.llmmetrics.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.exporter.MetricsServer;
import io.github.llmmetrics.gpu.GpuMetrics;
import io.github.llmmetrics.host.HostMetrics;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;

/** The lines about the machine in the README and in docs/getting-started.md, run. */
class MachineSnippetsTest {

  @Test
  void lines_exposeGpusAndHostBesideTheService_andTakeThemAwayAgain() throws Exception {
    PrometheusRegistry registry = new PrometheusRegistry();
    MetricsServer server = MetricsServer.builder().registry(registry).port(0).start();
    LlmMetrics metrics = LlmMetrics.builder().registry(registry).models("m").build();
    // tag::machine
    GpuMetrics gpus = GpuMetrics.builder(metrics).start(); // llm-metrics-gpu
    HostMetrics host = HostMetrics.builder(metrics).start(); // llm-metrics-host
    // end::machine
    try {
      Eventually.passes(() -> assertThat(Scrapes.series(registry))
          .containsKeys(
              "llm_gpu_driver_up",
              "llm_system_memory_total_bytes",
              "llm_metrics_series{metric=\"llm_gpu_up\"}",
              "llm_active_requests{model=\"m\"}"));
    } finally {
      // tag::machine-close
      server.close(); // first, so that no scrape sees half of it
      host.close();
      gpus.close();
      metrics.close();
      // end::machine-close
    }
    assertThat(Scrapes.series(registry)).isEmpty();
  }
}
