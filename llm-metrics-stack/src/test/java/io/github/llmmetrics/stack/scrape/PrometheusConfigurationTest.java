package io.github.llmmetrics.stack.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.alert.Addresses;
import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.scrape.PrometheusSettings.Intervals;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PrometheusConfigurationTest {

  private static final StackSettings STACK = StackSettings.DEFAULT;
  private static final PrometheusSettings DEFAULT = PrometheusSettings.DEFAULT;
  private static final SecretFile SECRET = new SecretFile("/run/secrets/key");

  /** What only version 3 knows, as it stands in a job. */
  private static final String ONLY_IN_3 = "    (fallback_scrape_protocol|scrape_native_histograms"
      + "|always_scrape_classic_histograms): .*\n";

  @TempDir
  private Path folder;

  @Test
  void default_isForVersion3AndThisMachine() {
    assertThat(text(DEFAULT)).isEqualTo("""
        # For Prometheus 3.x, started with --storage.tsdb.retention.time=35d --enable-feature=exemplar-storage
        global:
          scrape_interval: 15s
          evaluation_interval: 15s
        rule_files:
          - "rules/*.yml"
        alerting:
          alertmanagers:
            - scheme: http
              static_configs:
                - targets:
                    - "localhost:9093"
        scrape_configs:
          - job_name: llm
            scrape_interval: 5s
            scrape_timeout: 5s
            metrics_path: /metrics
            scheme: http
            fallback_scrape_protocol: PrometheusText0.0.4
            static_configs:
              - targets:
                  - "localhost:9464"
          - job_name: node
            static_configs:
              - targets:
                  - "localhost:9100"
          - job_name: otel-collector
            honor_labels: true
            static_configs:
              - targets:
                  - "localhost:8889"
        """);
  }

  /** Otherwise a window of seconds would hold no two samples, and no alert would ever fire. */
  @Test
  void drill_shortensEachInterval() {
    String text = new PrometheusConfiguration(DEFAULT, STACK.withDrill(5)).text();

    assertThat(text).contains("""
        global:
          scrape_interval: 3s
          scrape_timeout: 3s
          evaluation_interval: 3s
        """, """
          - job_name: llm
            scrape_interval: 1s
            scrape_timeout: 1s
            metrics_path: /metrics
        """);
    assertThat(new PrometheusConfiguration(DEFAULT, STACK.withDrill(60)).kubernetesText())
        .contains("""
          - job_name: llm
            scrape_interval: 1s
            scrape_timeout: 1s
            fallback_scrape_protocol: PrometheusText0.0.4
        """);
  }

  @Test
  void everything_isWrittenForVersion3() {
    assertThat(configuration(everything(PrometheusVersion.V3, true)).text()).isEqualTo("""
        # For Prometheus 3.x, started with --storage.tsdb.retention.time=60d --enable-feature=exemplar-storage
        global:
          scrape_interval: 5s
          scrape_timeout: 5s
          evaluation_interval: 30s
        rule_files:
          - "rules/*.yml"
        alerting:
          alertmanagers:
            - scheme: https
              path_prefix: /alerts
              static_configs:
                - targets:
                    - "alerts.example:443"
        scrape_configs:
          - job_name: chat
            scrape_interval: 15s
            metrics_path: /actuator/prometheus
            scheme: https
            tls_config:
              ca_file: /etc/ca.pem
            basic_auth:
              username: scraper
              password_file: /run/secrets/key
            fallback_scrape_protocol: PrometheusText0.0.4
            scrape_native_histograms: true
            always_scrape_classic_histograms: true
            static_configs:
              - targets:
                  - "chat-0.example:9464"
                  - "chat-1.example:9464"
          - job_name: code
            scrape_interval: 5s
            scrape_timeout: 5s
            metrics_path: /metrics
            scheme: http
            authorization:
              credentials_file: /run/secrets/key
            fallback_scrape_protocol: PrometheusText0.0.4
            scrape_native_histograms: true
            always_scrape_classic_histograms: true
            static_configs:
              - targets:
                  - "[::1]:9464"
          - job_name: dcgm
            static_configs:
              - targets:
                  - "gpu.example:9400"
        remote_write:
          - url: "https://mimir.example/tenant/api/v1/push"
            basic_auth:
              username: llm
              password_file: /run/secrets/key
        """);
  }

  @Test
  void kubernetes_findsPodsByTheirAnnotations() {
    String text = new PrometheusConfiguration(DEFAULT, STACK).kubernetesText();

    assertThat(text.substring(text.indexOf("scrape_configs"))).isEqualTo("""
        scrape_configs:
          - job_name: llm
            scrape_interval: 15s
            fallback_scrape_protocol: PrometheusText0.0.4
            kubernetes_sd_configs:
              - role: pod
            relabel_configs:
              - source_labels:
                  - __meta_kubernetes_pod_annotation_prometheus_io_scrape
                regex: "true"
                action: keep
              - source_labels:
                  - __meta_kubernetes_pod_phase
                regex: "Failed|Succeeded"
                action: drop
              - source_labels:
                  - __meta_kubernetes_pod_annotation_prometheus_io_scheme
                regex: "(https?)"
                target_label: __scheme__
              - source_labels:
                  - __meta_kubernetes_pod_annotation_prometheus_io_path
                regex: "(/.*)"
                target_label: __metrics_path__
              - source_labels:
                  - __meta_kubernetes_pod_ip
                  - __meta_kubernetes_pod_annotation_prometheus_io_port
                regex: "([^;]+);(\\\\d+)"
                replacement: "$1:$2"
                target_label: __address__
              - source_labels:
                  - __meta_kubernetes_pod_label_app_kubernetes_io_name
                regex: "(.+)"
                target_label: job
              - source_labels:
                  - __meta_kubernetes_namespace
                regex: "(.+)"
                target_label: namespace
              - source_labels:
                  - __meta_kubernetes_pod_name
                regex: "(.+)"
                target_label: pod
              - source_labels:
                  - __meta_kubernetes_pod_node_name
                regex: "(.+)"
                target_label: node
        """);
  }

  static Stream<Named<PrometheusConfiguration>> configurations() {
    return Stream.of(
        Named.of("default", new PrometheusConfiguration(v2(DEFAULT), STACK)),
        Named.of("everything", configuration(everything(PrometheusVersion.V2, false))),
        Named.of(
            "nothing but a service",
            new PrometheusConfiguration(v2(DEFAULT).withExporters(Exporters.NONE), STACK)));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void configuration_forVersion2_passesPromtool(PrometheusConfiguration configuration)
      throws Exception {
    check(configuration, configuration.text());
  }

  /** Debian's Prometheus knows no discovery of Kubernetes, so that this one block is not checked. */
  @Test
  void kubernetes_forVersion2_passesPromtoolWithoutItsDiscovery() throws Exception {
    PrometheusConfiguration configuration = new PrometheusConfiguration(v2(DEFAULT), STACK);
    String discovery = "    kubernetes_sd_configs:\n      - role: pod\n";

    assertThat(configuration.kubernetesText()).containsOnlyOnce(discovery);
    check(configuration, configuration.kubernetesText().replace(discovery, ""));
  }

  @Test
  void versions_differInTheKeysOfAJobAlone() {
    assertThat(configuration(everything(PrometheusVersion.V3, true))
            .text()
            .replaceAll(ONLY_IN_3, "")
            .replace("Prometheus 3.x", "Prometheus 2.42 to 2.x"))
        .isEqualTo(configuration(everything(PrometheusVersion.V2, false)).text());
  }

  @ParameterizedTest
  @EnumSource
  void remoteWrite_toAStore_hasItsPathOnce(RemoteWrite.Store store) {
    String path = Map.of(
            RemoteWrite.Store.MIMIR, "/api/v1/push",
            RemoteWrite.Store.THANOS, "/api/v1/receive",
            RemoteWrite.Store.VICTORIAMETRICS, "/api/v1/write",
            RemoteWrite.Store.PROMETHEUS, "/api/v1/write")
        .get(store);

    assertThat(Stream.of("http://h:1", "http://h:1/", "http://h:1" + path)
            .map(address -> new RemoteWrite(store, URI.create(address), Optional.empty()).url()))
        .containsOnly(URI.create("http://h:1" + path));
  }

  private void check(PrometheusConfiguration configuration, String text) throws Exception {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    for (var file : RuleSet.of(configuration.stack()).files().entrySet()) {
      Files.writeString(rules.resolve(file.getKey()), file.getValue());
    }
    // promtool wants to see the file of a secret.
    Path secret = Files.writeString(folder.resolve("key"), "secret");
    Path file = Files.writeString(
        folder.resolve("prometheus.yml"),
        text.replace(SECRET.path(), secret.toString()).replace("/etc/ca.pem", secret.toString()));

    Program.Result result = Program.require("promtool").run("", "check", "config", file.toString());

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output())
        .contains("8 rule files found", "prometheus.yml is valid")
        .doesNotContain("FAILED");
  }

  private static String text(PrometheusSettings settings) {
    return new PrometheusConfiguration(settings, STACK).text();
  }

  private static PrometheusSettings v2(PrometheusSettings settings) {
    return settings.withVersion(PrometheusVersion.V2);
  }

  private static PrometheusConfiguration configuration(PrometheusSettings settings) {
    URI alerts = URI.create("https://alerts.example/alerts/");
    return new PrometheusConfiguration(
        settings,
        STACK
            .withJobs(List.of("chat", "code"))
            .withAddresses(
                Addresses.DEFAULT.withServers(URI.create("http://localhost:9090"), alerts)));
  }

  private static PrometheusSettings everything(PrometheusVersion version, boolean isNative) {
    Duration five = Duration.ofSeconds(5);
    return new PrometheusSettings(
        version,
        new Intervals(five, Duration.ofSeconds(30)),
        Optional.of(Duration.ofDays(60)),
        isNative,
        List.of(
            new Target(
                "chat",
                List.of("chat-0.example:9464", "chat-1.example:9464"),
                "/actuator/prometheus",
                Target.Scheme.HTTPS,
                Optional.of("/etc/ca.pem"),
                Optional.of(new Credentials(Optional.of("scraper"), SECRET)),
                Duration.ofSeconds(15)),
            new Target(
                "code",
                List.of("[::1]:9464"),
                "/metrics",
                Target.Scheme.HTTP,
                Optional.of(Credentials.token(SECRET)),
                five)),
        new Exporters(List.of(), List.of(), List.of("gpu.example:9400")),
        Optional.of(new RemoteWrite(
            RemoteWrite.Store.MIMIR,
            URI.create("https://mimir.example/tenant"),
            Optional.of(new Credentials(Optional.of("llm"), SECRET)))));
  }
}
