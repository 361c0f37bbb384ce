package io.github.llmmetrics.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.LlmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code that the page about OTLP shows. */
class OtlpDocumentationTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();

  @Test
  void code_besideLlmMetrics_pushesThem(@TempDir Path folder) throws Exception {
    Path token = Files.writeString(folder.resolve("headers"), "Authorization: Bearer token\n");
    try (ReceivingCollector receiver = ReceivingCollector.start();
        LlmMetrics metrics =
            LlmMetrics.builder().registry(registry).models("llama-3-8b").build()) {
      URI collector = receiver.endpoint();
      // tag::otlp
      OtlpPusher pusher = OtlpPusher.builder(metrics.registry())
          .endpoint(collector) // such as http://collector:4318
          .interval(Duration.ofSeconds(15)) // 100 ms to 1 h; default 15 s
          .timeout(Duration.ofSeconds(5)) // 100 ms to 1 min; default 5 s
          .resourceAttribute("service.name", "chat") // must be given
          .resourceAttribute("deployment.environment.name", "production")
          .headersFile(token) // one "Name: value" a line
          .start();
      // end::otlp
      pusher.close();

      assertThat(ReceivedSeries.of(receiver.last().metrics()))
          .containsEntry("llm_requests_started_total{model=\"llama-3-8b\"}", 0.0);
      assertThat(receiver.last().headers().getFirst("Authorization")).isEqualTo("Bearer token");
    }
  }
}
