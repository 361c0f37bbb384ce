package io.github.llmmetrics.stack.compose;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.collector.CollectorPipelines;
import io.github.llmmetrics.stack.collector.CollectorSettings;
import io.github.llmmetrics.stack.scrape.Exporters;
import io.github.llmmetrics.stack.scrape.PrometheusConfiguration;
import io.github.llmmetrics.stack.scrape.PrometheusSettings;
import io.github.llmmetrics.stack.scrape.PrometheusVersion;
import io.github.llmmetrics.stack.scrape.ScrapeJob;
import io.github.llmmetrics.stack.scrape.Target;
import io.github.llmmetrics.stack.secret.Credentials;
import io.github.llmmetrics.stack.secret.SecretFile;
import java.net.URI;
import java.util.List;

/** Prometheus inside the compose network: the team's settings, with the addresses and secrets that a container sees. */
final class ComposePrometheus {

  static final String PROMETHEUS = "prometheus";
  static final int PROMETHEUS_PORT = 9090;
  static final String ALERTMANAGER = "alertmanager";
  static final int ALERTMANAGER_PORT = 9093;
  static final String NODE = "node-exporter";
  static final int NODE_PORT = 9100;
  static final String DCGM = "dcgm-exporter";
  static final int DCGM_PORT = 9400;

  /** Where the rules are: outside of the configuration's folder, into which nothing can be mounted. */
  static final String RULES = "/etc/prometheus-rules";

  private ComposePrometheus() {}

  static PrometheusConfiguration configuration(
      StackSettings stack,
      PrometheusSettings prometheus,
      CollectorSettings collector,
      ComposeSettings settings) {
    Target first = prometheus.targets(stack).get(0);
    Target services = first
        .caFile()
        .map(file -> first.withCaFileAt(Services.secret(Secrets.METRICS_CA)))
        .orElse(first)
        .withAddresses(settings.targets())
        .withCredentials(Credentials.token(secret(Secrets.METRICS_TOKEN)));
    PrometheusSettings inside = prometheus
        .withVersion(PrometheusVersion.V3)
        .withTargets(List.of(services))
        .withExporters(exporters(collector));
    return new PrometheusConfiguration(
        prometheus
            .remoteWrite()
            .map(store -> inside.withRemoteWrite(store.withSecretAt(secret(Secrets.REMOTE_WRITE))))
            .orElse(inside),
        stack.withAddresses(stack
            .addresses()
            .withServers(
                address(PROMETHEUS, PROMETHEUS_PORT), address(ALERTMANAGER, ALERTMANAGER_PORT))),
        RULES,
        List.of(
            ScrapeJob.at(PROMETHEUS, List.of("localhost:" + PROMETHEUS_PORT)),
            ScrapeJob.at(ALERTMANAGER, List.of(ALERTMANAGER + ":" + ALERTMANAGER_PORT)),
            // Only there with its profile.
            ScrapeJob.ifPresent("dcgm", DCGM, DCGM_PORT)));
  }

  private static Exporters exporters(CollectorSettings collector) {
    return new Exporters(
        List.of(NODE + ":" + NODE_PORT),
        collector.isMetering()
            ? List.of(CollectorPipelines.JOB + ":" + CollectorPipelines.METRICS_PORT)
            : List.of(),
        List.of());
  }

  private static SecretFile secret(String name) {
    return new SecretFile(Services.secret(name));
  }

  private static URI address(String host, int port) {
    return URI.create("http://" + host + ":" + port);
  }
}
