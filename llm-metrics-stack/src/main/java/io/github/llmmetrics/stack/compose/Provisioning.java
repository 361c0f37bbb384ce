package io.github.llmmetrics.stack.compose;

import io.github.llmmetrics.stack.collector.CollectorSettings;
import io.github.llmmetrics.stack.format.Tree;
import io.github.llmmetrics.stack.format.Yaml;
import io.github.llmmetrics.stack.promql.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What Grafana finds when it starts: where the data is, and our dashboards. */
final class Provisioning {

  static final String DASHBOARDS = "/etc/grafana/llm-dashboards";

  private Provisioning() {}

  static String dataSources(CollectorSettings collector, Duration scrapeInterval) {
    List<Tree> sources = new ArrayList<>();
    Tree details = Tree.of("httpMethod", "POST")
        .with("timeInterval", Durations.text(scrapeInterval))
        .with("prometheusType", "Prometheus");
    sources.add(source(
            "Prometheus",
            ComposePrometheus.PROMETHEUS,
            ComposePrometheus.PROMETHEUS,
            ComposePrometheus.PROMETHEUS_PORT)
        .with("isDefault", true)
        .with("jsonData", collector.isTracing() ? withTraces(details) : details));
    sources.add(source(
            "Alertmanager",
            ComposePrometheus.ALERTMANAGER,
            ComposePrometheus.ALERTMANAGER,
            ComposePrometheus.ALERTMANAGER_PORT)
        .with("jsonData", Tree.of("implementation", "prometheus")));
    if (collector.isTracing()) {
      sources.add(source("Jaeger", JaegerFile.JAEGER, JaegerFile.JAEGER, JaegerFile.WEB_PORT));
    }
    return Yaml.text(Tree.of("apiVersion", 1).with("datasources", sources));
  }

  static String dashboards() {
    return Yaml.text(Tree.of("apiVersion", 1)
        .with(
            "providers",
            List.of(Tree.of("name", "llm-metrics")
                .with("folder", "LLM")
                .with("type", "file")
                .with("disableDeletion", true)
                .with("allowUiUpdates", false)
                .with("updateIntervalSeconds", 30)
                .with("options", Tree.of("path", DASHBOARDS)))));
  }

  /** From a point of an exemplar to its trace. */
  private static Tree withTraces(Tree details) {
    return details.with(
        "exemplarTraceIdDestinations",
        List.of(Tree.of("name", "trace_id").with("datasourceUid", JaegerFile.JAEGER)));
  }

  private static Tree source(String name, String type, String host, int port) {
    return Tree.of("name", name)
        .with("uid", type)
        .with("type", type)
        .with("access", "proxy")
        .with("url", "http://" + host + ":" + port);
  }
}
