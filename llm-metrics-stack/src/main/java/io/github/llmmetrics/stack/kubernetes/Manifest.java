package io.github.llmmetrics.stack.kubernetes;

import io.github.llmmetrics.stack.format.Tree;
import io.github.llmmetrics.stack.format.Yaml;
import java.util.Map;

/**
 * An object of Kubernetes.
 *
 * @param apiVersion group and version of its kind
 * @param kind what it is
 * @param metadata name, namespace, labels and annotations
 * @param field the key of what it holds
 * @param content what it holds
 */
record Manifest(
    String apiVersion, String kind, Tree metadata, String field, Map<String, Object> content) {

  private static final String OPERATOR = "monitoring.coreos.com/v1";

  /** One of the Prometheus Operator, with the labels by which a Prometheus selects it. */
  static Manifest monitoring(
      String kind, String name, KubernetesSettings settings, Map<String, Object> spec) {
    return new Manifest(OPERATOR, kind, metadata(name, settings, settings.labels()), "spec", spec);
  }

  static Tree metadata(String name, KubernetesSettings settings, Map<String, ?> labels) {
    return Tree.of("name", name).with("namespace", settings.namespace()).withAny("labels", labels);
  }

  String text() {
    return Yaml.text(Tree.of("apiVersion", apiVersion)
        .with("kind", kind)
        .with("metadata", metadata)
        .with(field, content));
  }
}
