package io.github.llmmetrics.stack.settings;

import io.github.llmmetrics.stack.collector.CollectorSettings;
import io.github.llmmetrics.stack.compose.ComposeSettings;
import io.github.llmmetrics.stack.kubernetes.KubernetesSettings;
import io.github.llmmetrics.stack.kubernetes.MonitoredPods;
import io.github.llmmetrics.stack.kubernetes.SecretKey;
import java.util.List;

/** Reads where the programs run. */
final class DeploymentSection {

  static final List<String> COLLECTOR_KEYS =
      List.of("address", "environment", "tracing", "metrics", "trace_store", "listen");
  private static final List<String> COMPOSE_KEYS =
      List.of("project", "targets", "traces_retention");
  private static final List<String> KUBERNETES_KEYS =
      List.of("namespace", "release", "services", "gpus", "token");
  private static final List<String> POD_KEYS = List.of("labels", "namespaces", "port");
  private static final List<String> TOKEN_KEYS = List.of("secret", "key");

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
        section.duration("traces_retention").orElse(defaults.tracesRetention()));
  }

  private static KubernetesSettings kubernetes(Section section) {
    KubernetesSettings defaults = KubernetesSettings.DEFAULT;
    KubernetesSettings inNamespace = new KubernetesSettings(
        section.text("namespace").orElse(defaults.namespace()),
        defaults.labels(),
        pods(section, "services", defaults.services()),
        pods(section, "gpus", defaults.gpus()),
        section
            .section("token", TOKEN_KEYS)
            .map(token -> token.checked(() -> new SecretKey(
                token.required("secret", token.text("secret")),
                token.required("key", token.text("key"))))));
    return section.text("release").map(inNamespace::withRelease).orElse(inNamespace);
  }

  private static MonitoredPods pods(Section section, String key, MonitoredPods defaults) {
    return section
        .section(key, POD_KEYS)
        .map(pods -> pods.checked(() -> new MonitoredPods(
            pods.textsByName("labels").orElse(defaults.labels()),
            pods.texts("namespaces").orElse(defaults.namespaces()),
            pods.text("port").orElse(defaults.port()))))
        .orElse(defaults);
  }
}
