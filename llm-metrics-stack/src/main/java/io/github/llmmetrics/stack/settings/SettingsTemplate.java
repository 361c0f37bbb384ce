package io.github.llmmetrics.stack.settings;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.stack.alert.AlertCatalogue;
import io.github.llmmetrics.stack.alert.AlertDefinition;
import io.github.llmmetrics.stack.alert.AlertGroup;
import io.github.llmmetrics.stack.alert.Objectives;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.alert.Tuning;
import io.github.llmmetrics.stack.collector.CollectorSettings;
import io.github.llmmetrics.stack.compose.ComposeSettings;
import io.github.llmmetrics.stack.engine.Engines;
import io.github.llmmetrics.stack.kubernetes.KubernetesSettings;
import io.github.llmmetrics.stack.kubernetes.MonitoredPods;
import io.github.llmmetrics.stack.promql.Durations;
import io.github.llmmetrics.stack.promql.Numbers;
import io.github.llmmetrics.stack.scrape.PrometheusSettings;
import io.github.llmmetrics.stack.scrape.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A settings file to start from: every setting with its default, commented out, so that a file that was begun with it still
 * follows the defaults in what nobody changed.
 */
public final class SettingsTemplate {

  private static final String INTRODUCTION = """
      # Settings of llm-metrics generate. Each setting is shown with its default and commented out:
      # take the # before it away where yours differs. Lines with a blank after the # explain.
      """;

  private static final String ALERTMANAGER = """

      # Alertmanager: who is told of a page, of what is critical, of warnings and of the rest, in one or more ways:
      # slack: {channel: "#llm", webhook_file: /run/secrets/slack}
      # pagerduty: {routing_key_file: /run/secrets/pagerduty}
      # webhook: {address: "https://hooks.example.com/llm", credentials_file: /run/secrets/hook}
      # webhook: {address_file: /run/secrets/hook_address}, where the address is a secret, for Alertmanager 0.26 and later
      # email: {to: o@example.com, from: l@example.com, server: "mail.example.com:587", user: l, password_file: /run/secrets/mail}
      # Nobody is told in a maintenance window: {name: weekly, days: [sunday], from: "02:00", to: "04:00",
      # zone: Europe/Berlin}.
      #alertmanager:
      #  address: %s
      #  page:
      #    - pagerduty: {routing_key_file: /etc/alertmanager/secrets/pagerduty_routing_key}
      #  critical:
      #    - slack: {channel: "#llm-critical", webhook_file: /etc/alertmanager/secrets/slack_webhook_url}
      #  warnings:
      #    - slack: {channel: "#llm-warnings", webhook_file: /etc/alertmanager/secrets/slack_webhook_url}
      #  rest:
      #    - slack: {channel: "#llm-alerts", webhook_file: /etc/alertmanager/secrets/slack_webhook_url}
      #  maintenance: []
      """;

  private SettingsTemplate() {}

  /**
   * Writes the file.
   *
   * @return YAML of comments only
   */
  public static String text() {
    StackSettings defaults = StackSettings.DEFAULT;
    Objectives objectives = defaults.objectives();
    return INTRODUCTION
        + """

        # The Prometheus jobs of the LLM services.
        #jobs: [%s]

        # The label owner of each alert that has no owner of its own.
        #owner: %s

        # Where the playbooks are, with <AlertName>.md added, and Grafana, with /d/<uid> added.
        #runbooks: %s
        #grafana: %s

        # What the services promise: shares from 0 to 1, the latency that counts as in time (%s), the period in days.
        #objectives:
        #  availability: %s
        #  latency: %s
        #  latency_seconds: %s
        #  period: %s

        # How many events a ratio or a quantile needs before it may alert.
        #minimum_events: %s

        # By how much all waits, windows and intervals are shortened, those of scrapes, too, to whole seconds, for a fire
        # drill; 1 in production.
        #drill: %d

        # The alerts. enabled: false leaves one out; owner: gives it an owner of its own.
        #alerts:
        """.formatted(
                String.join(", ", defaults.jobs()),
                defaults.owner(),
                defaults.addresses().runbooks(),
                defaults.addresses().grafana(),
                bounds(),
                Numbers.text(objectives.availability()),
                Numbers.text(objectives.latency()),
                Numbers.text(objectives.latencySeconds()),
                Durations.text(objectives.period()),
                Numbers.text(defaults.minimumEvents()),
                defaults.drill())
        + AlertCatalogue.all().stream().map(SettingsTemplate::alert).collect(Collectors.joining())
        + prometheus()
        + ALERTMANAGER.formatted(defaults.addresses().alertmanager())
        + engines()
        + deployment();
  }

  private static String engines() {
    return """

        # Engines that are not ours, whose series are recorded under our names: %s.
        #engines: []
        """.formatted(String.join(", ", Engines.names()));
  }

  private static String deployment() {
    CollectorSettings collector = CollectorSettings.DEFAULT;
    ComposeSettings compose = ComposeSettings.DEFAULT;
    KubernetesSettings kubernetes = KubernetesSettings.DEFAULT;
    return """

        # OpenTelemetry's Collector: where it takes OTLP by gRPC, what it takes, and where the traces go.
        #collector:
        #  address: %s
        #  environment: %s
        #  tracing: %s
        #  metrics: %s
        #  trace_store: %s
        #  listen: %s

        # Docker compose: the services as a container reaches them.
        #compose:
        #  project: %s
        #  targets: [%s]
        #  traces_retention: %s

        # Kubernetes: the Helm release whose Prometheus selects our objects; which Services and GPU exporters are scraped, in
        # which namespaces (all if it is []), at the port of which name. Services that ask for a token:
        # token: {secret: llm-metrics, key: token}, a Secret in the namespace.
        #kubernetes:
        #  namespace: %s
        #  release: %s
        #  services: %s
        #  gpus: %s
        """.formatted(
            StackSettings.DEFAULT.addresses().collector(),
            collector.environment(),
            collector.isTracing(),
            collector.isMetering(),
            collector.traceStore(),
            collector.listen(),
            compose.project(),
            String.join(", ", compose.targets()),
            text(compose.tracesRetention()),
            kubernetes.namespace(),
            kubernetes.labels().get("release"),
            text(kubernetes.services()),
            text(kubernetes.gpus()));
  }

  private static String text(MonitoredPods pods) {
    String labels = pods.labels().entrySet().stream()
        .map(label -> label.getKey() + ": " + label.getValue())
        .collect(Collectors.joining(", "));
    return "{labels: {" + labels + "}, namespaces: " + pods.namespaces() + ", port: " + pods.port()
        + "}";
  }

  private static String prometheus() {
    StackSettings stack = StackSettings.DEFAULT;
    PrometheusSettings defaults = PrometheusSettings.DEFAULT;
    Target service = defaults.targets(stack).get(0);
    return """

        # The LLM services that Prometheus scrapes. For one that asks who comes: credentials_file with a token, or with the
        # password of user. A secret is never written here, only the path of a file that holds it. With scheme https, ca_file
        # has the certificates (PEM) to trust; without it, those of the system.
        #targets:
        #  - job: %s
        #    addresses: [%s]
        #    path: %s
        #    scheme: %s
        #    interval: %s

        # What else is scraped; [] for none. The DCGM exporter is for NVIDIA's GPUs, usually at localhost:9400.
        #exporters:
        #  node: %s
        #  collector: %s
        #  dcgm: %s

        # Prometheus: version 3, or 2.42 for all before 3; retention %s days, or five more than the objectives' period.
        #prometheus:
        #  address: %s
        #  version: 3
        #  scrape_interval: %s
        #  evaluation_interval: %s
        #  retention: %s
        #  native_histograms: %s

        # A store that gets a copy of all series: mimir, thanos, victoriametrics or prometheus.
        # remote_write: {store: mimir, address: "https://mimir.example.com", user: llm, credentials_file: /run/secrets/mimir}
        """.formatted(
            service.job(),
            String.join(", ", service.addresses()),
            service.path(),
            service.scheme(),
            text(service.interval()),
            defaults.exporters().node(),
            defaults.exporters().collector(),
            defaults.exporters().dcgm(),
            PrometheusSettings.RETENTION.toDays(),
            stack.addresses().prometheus(),
            text(defaults.intervals().scrape()),
            text(defaults.intervals().evaluation()),
            text(defaults.retention(stack)),
            defaults.hasNativeHistograms());
  }

  private static String bounds() {
    return ApplicationMetrics.REQUEST_LATENCY.requiredBounds().stream()
        .map(Numbers::text)
        .collect(Collectors.joining(", "));
  }

  private static String alert(AlertDefinition alert) {
    Tuning numbers = alert.numbers(StackSettings.DEFAULT);
    List<String> lines = new ArrayList<>();
    if (isFirst(alert)) {
      lines.add("# " + alert.group().label() + ".");
    }
    lines.add("#  " + alert.name() + ":");
    lines.add("#    enabled: true");
    numbers.threshold().ifPresent(t -> lines.add("#    threshold: " + Numbers.text(t)));
    numbers.window().ifPresent(w -> lines.add("#    window: " + text(w)));
    numbers.pending().ifPresent(p -> lines.add("#    for: " + text(p)));
    numbers.minimumEvents().ifPresent(e -> lines.add("#    minimum_events: " + Numbers.text(e)));
    return String.join("\n", lines) + "\n";
  }

  private static boolean isFirst(AlertDefinition alert) {
    AlertGroup group = alert.group();
    return AlertCatalogue.all().stream()
        .filter(other -> other.group() == group)
        .findFirst()
        .orElseThrow()
        .equals(alert);
  }

  private static String text(Duration duration) {
    return duration.isZero() ? "0s" : Durations.text(duration);
  }
}
