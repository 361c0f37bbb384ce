package io.github.llmmetrics.stack.settings;

import io.github.llmmetrics.stack.collector.CollectorSettings;
import io.github.llmmetrics.stack.compose.ComposeSettings;
import io.github.llmmetrics.stack.kubernetes.KubernetesSettings;
import java.util.List;

/** Reads where the programs run. */
final class DeploymentSection {

  static final List<String> COLLECTOR_KEYS =
      List.of("address", "environment", "tracing", "metrics", "trace_store", "listen");
  private static final List<String> COMPOSE_KEYS =
      List.of("project", "targets", "metrics_retention", "traces_retention");
  private static final List<String> KUBERNETES_KEYS = List.of("namespace", "release");

  private DeploymentSection() {}

  static DeploymentSettings read(Section root) {
    DeploymentSettings defaults = DeploymentSettings.DEFAULT;
    return new DeploymentSettings(
        root.section("collector", COLLECTOR_KEYS)
            .map(section -> section.checked(() -> collector(section)))
            .orElse(defaults.collector()),
        root.section("compose", COMPOSE_KEYS)
            .map(section -> section.checked(() -> compose(section)))
            .orElse(defaults.compose()),
        root.section("kubernetes", KUBERNETES_KEYS)
            .map(section -> section.checked(() -> kubernetes(section)))
            .orElse(defaults.kubernetes()));
  }

  private static CollectorSettings collector(Section section) {
    CollectorSettings defaults = CollectorSettings.DEFAULT;
    return new CollectorSettings(
        section.text("environment").orElse(defaults.environment()),
        section.flag("tracing").orElse(defaults.isTracing()),
        section.flag("metrics").orElse(defaults.isMetering()),
        section.text("trace_store").orElse(defaults.traceStore()),
        section.text("listen").orElse(defaults.listen()));
  }

  private static ComposeSettings compose(Section section) {
    ComposeSettings defaults = ComposeSettings.DEFAULT;
    return new ComposeSettings(
        section.text("project").orElse(defaults.project()),
        section.texts("targets").orElse(defaults.targets()),
        section.duration("metrics_retention").orElse(defaults.metricsRetention()),
        section.duration("traces_retention").orElse(defaults.tracesRetention()));
  }

  private static KubernetesSettings kubernetes(Section section) {
    KubernetesSettings defaults = KubernetesSettings.DEFAULT;
    KubernetesSettings inNamespace = new KubernetesSettings(
        section.text("namespace").orElse(defaults.namespace()),
        defaults.labels(),
        defaults.services(),
        defaults.gpus(),
        defaults.token());
    return section.text("release").map(inNamespace::withRelease).orElse(inNamespace);
  }
}
