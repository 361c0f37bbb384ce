package io.github.llmmetrics.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.collector.CollectorSettings;
import io.github.llmmetrics.stack.scrape.Exporters;
import io.github.llmmetrics.stack.scrape.PrometheusSettings;
import io.github.llmmetrics.stack.scrape.PrometheusVersion;
import io.github.llmmetrics.stack.scrape.RemoteWrite;
import io.github.llmmetrics.stack.scrape.Target;
import io.github.llmmetrics.stack.secret.Credentials;
import io.github.llmmetrics.stack.secret.SecretFile;
import io.github.llmmetrics.testing.Program;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class ComposeFilesTest {

  private static final StackSettings STACK = StackSettings.DEFAULT;
  private static final PrometheusSettings PROMETHEUS = PrometheusSettings.DEFAULT;
  private static final CollectorSettings COLLECTOR = CollectorSettings.DEFAULT;

  @TempDir
  private Path folder;

  private static Map<String, String> files(CollectorSettings collector) {
    return ComposeFiles.of(STACK, PROMETHEUS, collector, ComposeSettings.DEFAULT);
  }

  @Test
  void services_arePinnedLocalAndStartedAgain() {
    Map<String, Map<String, Object>> services = services();

    assertThat(services).hasSize(7).allSatisfy((name, service) -> {
      assertThat((String) service.get("image"))
          .matches("[a-z0-9./-]+:v?[0-9]+\\.[0-9]+\\.[0-9]+.*");
      assertThat(service.get("restart")).isEqualTo("unless-stopped");
      assertThat((List<?>) service.getOrDefault("ports", List.of()))
          .allSatisfy(port -> assertThat((String) port).startsWith("127.0.0.1:"));
      assertThat(service.get("network_mode")).isNull();
    });
    // The Collector's image has no other program that could ask it.
    assertThat(services.keySet().stream()
            .filter(name -> !services.getOrDefault(name, Map.of()).containsKey("healthcheck")))
        .containsExactly("otel-collector");
  }

  @Test
  void noTraces_noTraceStore() {
    Map<String, String> files = files(COLLECTOR.with(false, true));

    assertThat(files).doesNotContainKey("jaeger.yml");
    assertThat(files.values()).noneMatch(text -> text.contains("jaeger"));
    assertThat(files(COLLECTOR.with(true, false)).get("prometheus/prometheus.yml"))
        .doesNotContain("8889");
  }

  @Test
  void retention_isThatOfTheSettingsOfPrometheus() {
    assertThat(files(COLLECTOR).get("compose.yml")).contains("retention.time=35d");
    assertThat(ComposeFiles.of(
                STACK,
                PROMETHEUS.withRetention(Duration.ofDays(90)),
                COLLECTOR,
                new ComposeSettings("p", List.of("a:1"), Duration.ofDays(3)))
            .get("compose.yml"))
        .contains("name: p\n", "retention.time=90d");
  }

  @Test
  void prometheus_isAsTheSettingsSayButForAddressesAndSecrets() {
    PrometheusSettings settings = PROMETHEUS
        .withVersion(PrometheusVersion.V2)
        .withTargets(List.of(new Target(
            "chat",
            List.of("chat.example.com:443"),
            "/internal/metrics",
            Target.Scheme.HTTPS,
            Optional.of("/etc/ca.pem"),
            Optional.of(Credentials.token(new SecretFile("/etc/scraper"))),
            Duration.ofSeconds(10))))
        .withExporters(Exporters.NONE)
        .withRemoteWrite(new RemoteWrite(
            RemoteWrite.Store.MIMIR,
            URI.create("https://mimir.example.com"),
            Optional.of(new Credentials(Optional.of("llm"), new SecretFile("/etc/mimir")))));
    Map<String, String> files = ComposeFiles.of(
        STACK.withJobs(List.of("chat")), settings, COLLECTOR, ComposeSettings.DEFAULT);

    assertThat(files.get("prometheus/prometheus.yml")).isEqualTo("""
        # For Prometheus 3.x, started with --storage.tsdb.retention.time=35d --enable-feature=exemplar-storage
        global:
          scrape_interval: 15s
          evaluation_interval: 15s
        rule_files:
          - "/etc/prometheus-rules/*.yml"
        alerting:
          alertmanagers:
            - scheme: http
              static_configs:
                - targets:
                    - "alertmanager:9093"
        scrape_configs:
          - job_name: chat
            scrape_interval: 10s
            metrics_path: /internal/metrics
            scheme: https
            tls_config:
              ca_file: /run/secrets/metrics_ca
            authorization:
              credentials_file: /run/secrets/metrics_token
            fallback_scrape_protocol: PrometheusText0.0.4
            static_configs:
              - targets:
                  - "host.docker.internal:9464"
          - job_name: node
            static_configs:
              - targets:
                  - "node-exporter:9100"
          - job_name: otel-collector
            honor_labels: true
            static_configs:
              - targets:
                  - "otel-collector:8889"
          - job_name: prometheus
            static_configs:
              - targets:
                  - "localhost:9090"
          - job_name: alertmanager
            static_configs:
              - targets:
                  - "alertmanager:9093"
          - job_name: dcgm
            dns_sd_configs:
              - names:
                  - dcgm-exporter
                type: A
                port: 9400
        remote_write:
          - url: "https://mimir.example.com/api/v1/push"
            basic_auth:
              username: llm
              password_file: /run/secrets/remote_write
        """);
    assertThat(files.get("compose.yml")).contains("""
                secrets:
                  - metrics_token
                  - metrics_ca
                  - remote_write
            """, """
              metrics_ca:
                file: /etc/ca.pem
              remote_write:
                file: /etc/mimir
            """);
  }

  @Test
  void prometheus_readsItsConfiguration() throws Exception {
    Path rules = Files.createDirectory(folder.resolve("rules"));
    for (Map.Entry<String, String> file : RuleSet.of(STACK).files().entrySet()) {
      Files.writeString(rules.resolve(file.getKey()), file.getValue());
    }
    Path token = Files.writeString(folder.resolve("token"), "t");
    Path config = Files.writeString(
        folder.resolve("prometheus.yml"),
        files(COLLECTOR)
            .getOrDefault("prometheus/prometheus.yml", "")
            // Debian's is older than the image, and does not know this key.
            .replace("    fallback_scrape_protocol: PrometheusText0.0.4\n", "")
            .replace("/etc/prometheus-rules", rules.toString())
            .replace("/run/secrets/metrics_token", token.toString()));

    Program.Result result =
        Program.require("promtool").run("", "check", "config", config.toString());

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).contains("8 rule files found");
  }

  @Test
  void badSettings_areRefused() {
    Duration day = Duration.ofDays(1);

    assertThatThrownBy(() -> new ComposeSettings("LLM", List.of("a:1"), day))
        .hasMessageStartingWith("project: LLM must be ");
    assertThatThrownBy(() -> ComposeSettings.DEFAULT.withTargets(List.of("http://a:1")))
        .hasMessage("targets: [http://a:1] must be one or more of host:port");
    assertThatThrownBy(() -> ComposeSettings.DEFAULT.withTargets(List.of()))
        .hasMessageStartingWith("targets: ");
    assertThatThrownBy(() -> new ComposeSettings("llm", List.of("a:1"), Duration.ofHours(30)))
        .hasMessageStartingWith("traces_retention: PT30H must be ");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Map<String, Object>> services() {
    Map<String, Object> file = new Yaml().load(files(COLLECTOR).getOrDefault("compose.yml", ""));
    assertThat(file).containsOnlyKeys("name", "services", "volumes", "secrets");
    return (Map<String, Map<String, Object>>) file.getOrDefault("services", Map.of());
  }
}
