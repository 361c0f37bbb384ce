package io.github.llmmetrics.stack.compose;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.collector.CollectorSettings;
import io.github.llmmetrics.stack.format.Tree;
import io.github.llmmetrics.stack.format.Yaml;
import io.github.llmmetrics.stack.scrape.PrometheusConfiguration;
import io.github.llmmetrics.stack.scrape.PrometheusSettings;
import io.github.llmmetrics.stack.secret.SecretFile;
import java.util.LinkedHashMap;
import java.util.Map;

/** The whole stack for docker compose. Thread-safe. */
public final class ComposeFiles {

  private ComposeFiles() {}

  /**
   * The files. What they mount is among them, or in the folder above: {@code rules}, {@code dashboards}, {@code alertmanager.yml},
   * {@code collector.yml}; and what {@link Secrets} makes.
   *
   * @param stack whose rules and dashboards these are
   * @param prometheus how long it keeps what, and how its first target is scraped: so are those of {@code settings}, which are asked
   *     with the token that {@link Secrets} makes
   * @param collector whose switches say which services there are
   * @param settings of the team
   * @return texts by file name
   */
  public static Map<String, String> of(
      StackSettings stack,
      PrometheusSettings prometheus,
      CollectorSettings collector,
      ComposeSettings settings) {
    PrometheusConfiguration configuration =
        ComposePrometheus.configuration(stack, prometheus, collector, settings);
    Map<String, SecretFile> secrets = Secrets.mounted(prometheus);
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "compose.yml",
        Yaml.text(Tree.of("name", settings.project())
            .with("services", services(stack, configuration, collector, secrets))
            .with("volumes", volumes(collector))
            .with("secrets", files(secrets))));
    files.put("prometheus/prometheus.yml", configuration.text());
    files.put(
        "grafana/datasources.yml",
        Provisioning.dataSources(collector, stack.scaled(prometheus.intervals().scrape())));
    files.put("grafana/dashboards.yml", Provisioning.dashboards());
    if (collector.isTracing()) {
      files.put("jaeger.yml", JaegerFile.text(settings));
    }
    return files;
  }

  private static Map<String, Object> services(
      StackSettings stack,
      PrometheusConfiguration prometheus,
      CollectorSettings collector,
      Map<String, SecretFile> secrets) {
    Map<String, Object> services = new LinkedHashMap<>();
    Services.all(stack, prometheus, collector, secrets)
        .forEach(service -> services.put(service.name(), service.tree()));
    return services;
  }

  private static Tree volumes(CollectorSettings collector) {
    Tree volumes = Tree.EMPTY;
    for (String name : Services.volumes(collector)) {
      volumes = volumes.with(name, Tree.of("driver", "local"));
    }
    return volumes;
  }

  private static Tree files(Map<String, SecretFile> secrets) {
    Tree files = Tree.EMPTY;
    for (Map.Entry<String, SecretFile> secret : secrets.entrySet()) {
      files = files.with(secret.getKey(), Tree.of("file", secret.getValue().path()));
    }
    return files;
  }
}
