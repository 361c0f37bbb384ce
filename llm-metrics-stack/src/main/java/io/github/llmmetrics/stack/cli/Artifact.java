package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.alertmanager.AlertRouting;
import io.github.llmmetrics.stack.collector.CollectorPipelines;
import io.github.llmmetrics.stack.compose.ComposeFiles;
import io.github.llmmetrics.stack.dashboard.Dashboards;
import io.github.llmmetrics.stack.kubernetes.KubernetesManifests;
import io.github.llmmetrics.stack.playbook.Playbooks;
import io.github.llmmetrics.stack.scrape.PrometheusConfiguration;
import io.github.llmmetrics.stack.settings.MonitoringRules;
import io.github.llmmetrics.stack.settings.MonitoringSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A kind of files that can be generated.
 *
 * @param name on the command line
 * @param folder of the files below the output folder: empty, or ending with a slash
 * @param generator makes the files for some settings: texts by name
 */
record Artifact(
    String name, String folder, Function<MonitoringSettings, Map<String, String>> generator) {

  private static final String PROMETHEUS = "prometheus";
  private static final String COMPOSE = "compose";

  /** The name of the rules for engines that are not ours, alone: they are among the rules, too. */
  static final String ENGINES = "engines";

  /** All kinds. */
  static final List<Artifact> ALL = List.of(
      new Artifact("dashboards", "dashboards/", settings -> Dashboards.files(settings.stack())),
      new Artifact("rules", "rules/", settings -> MonitoringRules.of(settings).files()),
      new Artifact(ENGINES, "rules/", settings -> MonitoringRules.of(settings).engineFiles()),
      new Artifact(
          PROMETHEUS,
          "",
          settings -> Map.of("prometheus.yml", configuration(settings).text())),
      new Artifact(
          "prometheus-kubernetes",
          "",
          settings ->
              Map.of("prometheus-kubernetes.yml", configuration(settings).kubernetesText())),
      new Artifact(
          "alertmanager",
          "",
          settings -> AlertRouting.files(settings.alertmanager(), settings.stack())),
      new Artifact("playbooks", "playbooks/", settings -> Playbooks.all(settings.stack())),
      new Artifact(
          "collector",
          "",
          settings -> CollectorPipelines.files(settings.deployment().collector())),
      new Artifact(
          COMPOSE,
          COMPOSE + "/",
          settings -> ComposeFiles.of(
              settings.stack(),
              settings.prometheus(),
              settings.deployment().collector(),
              settings.deployment().compose())),
      new Artifact(
          "kubernetes",
          "kubernetes/",
          settings -> KubernetesManifests.of(
              settings.stack(),
              MonitoringRules.of(settings).groups(),
              settings.deployment().kubernetes())));

  private static PrometheusConfiguration configuration(MonitoringSettings settings) {
    return new PrometheusConfiguration(settings.prometheus(), settings.stack());
  }

  /** The files for these settings: texts by their path below the output folder. */
  Map<String, String> files(MonitoringSettings settings) {
    Map<String, String> files = new LinkedHashMap<>();
    generator.apply(settings).forEach((file, text) -> files.put(folder + file, text));
    return files;
  }

  /** Whether the targets of the settings are all that is scraped by files of this kind. */
  boolean namesTargets() {
    return name.equals(PROMETHEUS);
  }

  /** Whether files of this kind need secrets beside them. */
  boolean hasSecrets() {
    return name.equals(COMPOSE);
  }
}
