package io.github.llmmetrics.stack.alert;

import java.net.URI;

/**
 * Where people and programs find what watches the services.
 *
 * @param runbooks where the playbooks are: {@code <AlertName>.md} is added
 * @param grafana where Grafana is: {@code /d/<uid>} is added
 * @param prometheus where Prometheus is: Grafana asks it
 * @param alertmanager where Alertmanager is: Prometheus tells it, and people silence alerts there
 * @param collector where OpenTelemetry's Collector takes OTLP by gRPC
 */
public record Addresses(
    URI runbooks, URI grafana, URI prometheus, URI alertmanager, URI collector) {

  /** Each program on this machine, at its usual port; the playbooks of this project. */
  public static final Addresses DEFAULT = new Addresses(
      URI.create("https://github.com/llm-metrics/llm-metrics/blob/main/docs/playbooks/"),
      URI.create("http://localhost:3000"),
      URI.create("http://localhost:9090"),
      URI.create("http://localhost:9093"),
      URI.create("http://localhost:4317"));

  /**
   * Checks the addresses.
   *
   * @param runbooks http or https
   * @param grafana http or https
   * @param prometheus http or https
   * @param alertmanager http or https
   * @param collector http or https
   */
  public Addresses {
    Settings.requireWebAddress("runbooks", runbooks);
    Settings.requireWebAddress("grafana", grafana);
    Settings.requireWebAddress("prometheus.address", prometheus);
    Settings.requireWebAddress("alertmanager.address", alertmanager);
    Settings.requireWebAddress("collector.address", collector);
  }

  /**
   * The same, with playbooks elsewhere.
   *
   * @param runbooks http or https
   * @return new addresses
   */
  public Addresses withRunbooks(URI runbooks) {
    return new Addresses(runbooks, grafana, prometheus, alertmanager, collector);
  }

  /**
   * The same, with Grafana elsewhere.
   *
   * @param grafana http or https
   * @return new addresses
   */
  public Addresses withGrafana(URI grafana) {
    return new Addresses(runbooks, grafana, prometheus, alertmanager, collector);
  }

  /**
   * The same, with Prometheus and Alertmanager elsewhere.
   *
   * @param prometheus http or https
   * @param alertmanager http or https
   * @return new addresses
   */
  public Addresses withServers(URI prometheus, URI alertmanager) {
    return new Addresses(runbooks, grafana, prometheus, alertmanager, collector);
  }
}
