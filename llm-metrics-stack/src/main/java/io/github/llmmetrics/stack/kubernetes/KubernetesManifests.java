package io.github.llmmetrics.stack.kubernetes;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.dashboard.Dashboards;
import io.github.llmmetrics.stack.format.Tree;
import io.github.llmmetrics.stack.grafana.Dashboard;
import io.github.llmmetrics.stack.promql.Durations;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.rule.RuleGroup;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The objects that a cluster is given. Thread-safe. */
public final class KubernetesManifests {

  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** What the sidecar of kube-prometheus-stack's Grafana looks for. */
  private static final Map<String, Object> DASHBOARD_LABEL = Tree.of("grafana_dashboard", "1");

  private static final String MONITOR = "llm-monitor";
  private static final String GPUS = "gpu-metrics";
  private static final String RULES = "llm-rules";

  private KubernetesManifests() {}

  /**
   * The files, one for each object.
   *
   * @param stack whose dashboards these are, and whose first job the services get
   * @param rules the groups of all rule files
   * @param settings of the team
   * @return texts by file name
   */
  public static Map<String, String> of(
      StackSettings stack, List<RuleGroup> rules, KubernetesSettings settings) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(MONITOR + ".yml", serviceMonitor(stack, settings).text());
    files.put(GPUS + ".yml", podMonitor(stack, settings).text());
    files.put(RULES + ".yml", rules(rules, settings).text());
    Dashboards.all(stack)
        .forEach(dashboard -> files.put(
            "dashboard-" + dashboard.uid() + ".yml",
            configMap(dashboard, settings).text()));
    return files;
  }

  /** The job is the one that the rules look for; without more, it would be the Service's name. */
  private static Manifest serviceMonitor(StackSettings stack, KubernetesSettings settings) {
    MonitoredPods services = settings.services();
    Tree endpoint = endpoint(services, stack)
        .with(
            "relabelings",
            List.of(Tree.of("targetLabel", TargetLabels.JOB.name())
                .with("replacement", stack.jobs().get(0))));
    return Manifest.monitoring(
        "ServiceMonitor",
        MONITOR,
        settings,
        selection(services)
            .with(
                "endpoints",
                List.of(settings
                    .token()
                    .map(token ->
                        endpoint.with("authorization", Tree.of("credentials", token.tree())))
                    .orElse(endpoint))));
  }

  private static Manifest podMonitor(StackSettings stack, KubernetesSettings settings) {
    return Manifest.monitoring(
        "PodMonitor",
        GPUS,
        settings,
        selection(settings.gpus())
            .with("podMetricsEndpoints", List.of(endpoint(settings.gpus(), stack))));
  }

  private static Manifest rules(List<RuleGroup> groups, KubernetesSettings settings) {
    return Manifest.monitoring("PrometheusRule", RULES, settings, RuleGroup.file(groups));
  }

  private static Manifest configMap(Dashboard dashboard, KubernetesSettings settings) {
    return new Manifest(
        "v1",
        "ConfigMap",
        Manifest.metadata("dashboard-" + dashboard.uid(), settings, DASHBOARD_LABEL)
            .with("annotations", Tree.of("grafana_folder", "LLM")),
        "data",
        Tree.of(dashboard.uid() + ".json", dashboard.toJson()));
  }

  private static Tree selection(MonitoredPods pods) {
    return Tree.of("selector", pods.selector()).with("namespaceSelector", pods.namespaceSelector());
  }

  private static Tree endpoint(MonitoredPods pods, StackSettings stack) {
    Duration interval = stack.scaled(INTERVAL);
    return Tree.of("port", pods.port())
        .with("path", "/metrics")
        .with("interval", Durations.text(interval))
        .with(
            "scrapeTimeout", Durations.text(interval.compareTo(TIMEOUT) < 0 ? interval : TIMEOUT));
  }
}
