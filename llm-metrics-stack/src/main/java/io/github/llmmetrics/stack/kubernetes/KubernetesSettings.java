package io.github.llmmetrics.stack.kubernetes;

import io.github.llmmetrics.stack.alert.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a team may set of its monitoring in Kubernetes.
 *
 * @param namespace where the objects are created
 * @param labels of the monitors and rules, by which the Prometheus of a Helm release selects them; none where it takes all
 * @param services the LLM services
 * @param gpus the pods that expose GPUs
 * @param token what the LLM services ask for
 */
public record KubernetesSettings(
    String namespace,
    Map<String, String> labels,
    MonitoredPods services,
    MonitoredPods gpus,
    Optional<SecretKey> token) {

  /** For a Helm release that is named as its chart, and charts that label their pods as they should. */
  public static final KubernetesSettings DEFAULT = new KubernetesSettings(
      "monitoring",
      Map.of("release", "kube-prometheus-stack"),
      MonitoredPods.labelled("app.kubernetes.io/name", "llm", "metrics"),
      MonitoredPods.labelled("app.kubernetes.io/name", "dcgm-exporter", "metrics"),
      Optional.empty());

  /**
   * Checks the names.
   *
   * @param namespace a name of Kubernetes
   * @param labels none or more
   * @param services the LLM services
   * @param gpus the pods that expose GPUs
   * @param token none, or where it is
   */
  public KubernetesSettings {
    requireName("namespace", namespace);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /**
   * The same, for the Prometheus of another Helm release.
   *
   * @param release its name
   * @return new settings
   */
  public KubernetesSettings withRelease(String release) {
    Settings.require(!release.isBlank(), "release", "'" + release + "'", "a name");
    return new KubernetesSettings(namespace, Map.of("release", release), services, gpus, token);
  }

  /**
   * The same, for services that ask for a token.
   *
   * @param secret where it is
   * @return new settings
   */
  public KubernetesSettings withToken(SecretKey secret) {
    return new KubernetesSettings(namespace, labels, services, gpus, Optional.of(secret));
  }

  static void requireName(String setting, String name) {
    Settings.require(
        name.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"),
        setting,
        "'" + name + "'",
        "1 to 63 lower-case letters, digits and hyphens");
  }
}
