package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.alertmanager.AlertRouting;
import io.github.llmmetrics.stack.collector.CollectorPipelines;
import io.github.llmmetrics.stack.collector.CollectorSettings;
import io.github.llmmetrics.stack.compose.ComposeFiles;
import io.github.llmmetrics.stack.compose.ComposeSettings;
import io.github.llmmetrics.stack.dashboard.Dashboards;
import io.github.llmmetrics.stack.kubernetes.KubernetesManifests;
import io.github.llmmetrics.stack.kubernetes.KubernetesSettings;
import io.github.llmmetrics.stack.engine.EngineRules;
import io.github.llmmetrics.stack.engine.EngineSettings;
import io.github.llmmetrics.stack.playbook.Playbooks;
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
    String name, String folder, Function<StackSettings, Map<String, String>> generator) {

  private static final String COMPOSE = "compose";

  /** The name of what {@link #engines} makes. */
  static final String ENGINES = "engines";

  /** All kinds that depend on the settings of the stack only. */
  static final List<Artifact> ALL = List.of(
      new Artifact("dashboards", "dashboards/", Dashboards::files),
      new Artifact("rules", "rules/", settings -> RuleSet.of(settings).files()),
      new Artifact("alertmanager", "", AlertRouting::files),
      new Artifact("playbooks", "playbooks/", Playbooks::all),
      new Artifact(
          "collector", "", settings -> CollectorPipelines.files(CollectorSettings.DEFAULT)),
      new Artifact(
          COMPOSE,
          COMPOSE + "/",
          settings ->
              ComposeFiles.of(settings, CollectorSettings.DEFAULT, ComposeSettings.DEFAULT)),
      new Artifact(
          "kubernetes",
          "kubernetes/",
          settings -> KubernetesManifests.of(settings, KubernetesSettings.DEFAULT)));

  /** The rules that record the series of engines that are not ours. */
  static Artifact engines(EngineSettings engines) {
    return new Artifact(
        ENGINES,
        "rules/",
        settings -> EngineRules.files(engines.withInterval(settings.scaled(engines.interval()))));
  }

  /** The files for these settings: texts by their path below the output folder. */
  Map<String, String> files(StackSettings settings) {
    Map<String, String> files = new LinkedHashMap<>();
    generator.apply(settings).forEach((file, text) -> files.put(folder + file, text));
    return files;
  }

  /** Whether files of this kind need secrets beside them. */
  boolean hasSecrets() {
    return name.equals(COMPOSE);
  }
}
