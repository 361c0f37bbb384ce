package io.github.llmmetrics.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.gpu.GpuMetrics;
import io.github.llmmetrics.host.HostMetrics;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;

/** The README's lines about the machine, run. */
class ReadmeMachineTest {

  @Test
  void lines_exposeGpusAndHostBesideTheService() throws Exception {
    PrometheusRegistry registry = new PrometheusRegistry();
    try (LlmMetrics metrics =
        LlmMetrics.builder().registry(registry).models("m").build()) {
      // tag::readme-machine
      GpuMetrics gpus = GpuMetrics.builder(metrics).start(); // llm-metrics-gpu
      HostMetrics host = HostMetrics.builder(metrics).start(); // llm-metrics-host
      // end::readme-machine
      try (gpus;
          host) {
        Eventually.passes(() -> assertThat(Scrapes.series(registry))
            .containsKeys(
                "llm_gpu_driver_up",
                "llm_system_memory_total_bytes",
                "llm_active_requests{model=\"m\"}"));
      }
    }
  }
}
