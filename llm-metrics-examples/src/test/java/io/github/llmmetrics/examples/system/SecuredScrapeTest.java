package io.github.llmmetrics.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.exporter.MetricsServer;
import io.github.llmmetrics.stack.scrape.PrometheusConfiguration;
import io.github.llmmetrics.stack.settings.MonitoringSettings;
import io.github.llmmetrics.stack.settings.SettingsFile;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.TestCertificate;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus, with the configuration that the stack makes, scrapes over TLS with a login. */
class SecuredScrapeTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();

  @TempDir
  private Path folder;

  private MetricsServer start(TestCertificate certificate, Path passwordFile) {
    return MetricsServer.builder()
        .registry(registry)
        .host("0.0.0.0")
        .port(0)
        .basicAuth("prometheus", passwordFile)
        .tls(certificate.keyStore(), certificate.passwordFile())
        .start();
  }

  private String configuration(int port, TestCertificate certificate, Path right, Path wrong) {
    String target = """
          - job: %s
            addresses: ["localhost:%d"]
            scheme: https
            ca_file: %s
            interval: 1s
            user: prometheus
            credentials_file: %s
        """;
    MonitoringSettings settings = SettingsFile.read(
        "prometheus: {version: 2.42}\nexporters: {node: [], collector: []}\ntargets:\n"
            + target.formatted("llm", port, certificate.pem(), right)
            + target.formatted("stranger", port, certificate.pem(), wrong)
            + "  - {job: untrusting, addresses: ['localhost:%d'], scheme: https, interval: 1s}\n"
                .formatted(port));
    return new PrometheusConfiguration(settings.prometheus(), settings.stack()).text();
  }

  @Test
  void prometheus_thatKnowsPasswordAndCertificate_aloneScrapes() throws Exception {
    TestCertificate certificate = TestCertificate.in(folder);
    Path right = Files.writeString(folder.resolve("password"), "s3cret\n");
    Path wrong = Files.writeString(folder.resolve("guess"), "secret\n");
    try (LlmMetrics metrics =
            LlmMetrics.builder().registry(registry).models("m").build();
        MetricsServer server = start(certificate, right)) {
      metrics.middleware().begin("m").finish(10, 2);
      try (PrometheusServer prometheus =
          PrometheusServer.start(folder, configuration(server.port(), certificate, right, wrong))) {
        Eventually.passes(() -> {
          assertThat(prometheus.number("up{job='llm'}")).isEqualTo(1);
          assertThat(prometheus.query("up{job=~'stranger|untrusting'} == 0")).hasSize(2);
        });
        assertThat(prometheus.byLabel("job", "llm_requests_total{status='success'}"))
            .containsOnlyKeys("llm");
        assertThat(prometheus.number("llm_requests_total{job='llm',status='success'}"))
            .isEqualTo(1);
      }
    }
  }
}
