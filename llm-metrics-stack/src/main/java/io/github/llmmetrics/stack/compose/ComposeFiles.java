package io.github.llmmetrics.stack.compose;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.collector.CollectorSettings;
import io.github.llmmetrics.stack.format.Tree;
import io.github.llmmetrics.stack.format.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole stack for docker compose. Thread-safe. */
public final class ComposeFiles {

  private ComposeFiles() {}

  /**
   * The files. What they mount is among them, or in the folder above: {@code rules}, {@code dashboards}, {@code alertmanager.yml},
   * {@code collector.yml}; and what {@link Secrets} makes.
   *
   * @param stack whose first job the targets get
   * @param collector whose switches say which services there are
   * @param settings of the team
   * @return texts by file name
   */
  public static Map<String, String> of(
      StackSettings stack, CollectorSettings collector, ComposeSettings settings) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("compose.yml", services(stack, collector, settings));
    files.put("prometheus/prometheus.yml", PrometheusFile.text(stack, collector, settings));
    files.put("grafana/datasources.yml", Provisioning.dataSources(collector));
    files.put("grafana/dashboards.yml", Provisioning.dashboards());
    if (collector.isTracing()) {
      files.put("jaeger.yml", JaegerFile.text(settings));
    }
    return files;
  }

  private static String services(
      StackSettings stack, CollectorSettings collector, ComposeSettings settings) {
    Map<String, Object> services = new LinkedHashMap<>();
    Services.all(stack, collector, settings)
        .forEach(service -> services.put(service.name(), service.tree()));
    Tree volumes = Tree.EMPTY;
    for (String name : Services.volumes(collector)) {
      volumes = volumes.with(name, Tree.of("driver", "local"));
    }
    return Yaml.text(Tree.of("name", settings.project())
        .with("services", services)
        .with("volumes", volumes)
        .with("secrets", secrets()));
  }

  private static Tree secrets() {
    Tree secrets = Tree.EMPTY;
    for (String name : List.of(Secrets.GRAFANA_PASSWORD, Secrets.METRICS_TOKEN)) {
      secrets = secrets.with(name, Tree.of("file", "./" + Secrets.FOLDER + "/" + name));
    }
    return secrets;
  }
}
