package io.github.llmmetrics.stack.scrape;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.promql.TargetLabels;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The job that finds pods by the annotations {@code prometheus.io/scrape}, {@code …/path}, {@code …/port} and {@code …/scheme}. The
 * label {@code job} is the pod's label {@code app.kubernetes.io/name}, where it has one.
 */
final class AnnotatedPods {

  private static final String ANNOTATION = "__meta_kubernetes_pod_annotation_prometheus_io_";

  /** Slower than a service that is named: a cluster has many. */
  private static final Duration INTERVAL = Duration.ofSeconds(15);

  private AnnotatedPods() {}

  static Map<String, Object> tree(StackSettings stack, PrometheusSettings settings) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("job_name", stack.jobs().get(0));
    tree.putAll(PrometheusConfiguration.scraped(INTERVAL, stack));
    tree.putAll(settings.scrapeKeys());
    tree.put("kubernetes_sd_configs", List.of(Map.of("role", "pod")));
    tree.put(
        "relabel_configs",
        List.of(
            keep(ANNOTATION + "scrape", "true"),
            // A pod that has ended keeps its address for a while.
            drop("__meta_kubernetes_pod_phase", "Failed|Succeeded"),
            copy(ANNOTATION + "scheme", "(https?)", "__scheme__"),
            copy(ANNOTATION + "path", "(/.*)", "__metrics_path__"),
            port(),
            copy("__meta_kubernetes_pod_label_app_kubernetes_io_name", "(.+)", job()),
            copy("__meta_kubernetes_namespace", "(.+)", "namespace"),
            copy("__meta_kubernetes_pod_name", "(.+)", "pod"),
            copy("__meta_kubernetes_pod_node_name", "(.+)", "node")));
    return tree;
  }

  private static String job() {
    return TargetLabels.JOB.name();
  }

  private static Map<String, Object> keep(String source, String values) {
    return rule(List.of(source), values, Map.of("action", "keep"));
  }

  private static Map<String, Object> drop(String source, String values) {
    return rule(List.of(source), values, Map.of("action", "drop"));
  }

  private static Map<String, Object> copy(String source, String values, String target) {
    return rule(List.of(source), values, Map.of("target_label", target));
  }

  /** The pod's address with the annotated port, whatever ports its containers name. */
  private static Map<String, Object> port() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("replacement", "$1:$2");
    result.put("target_label", "__address__");
    return rule(List.of("__meta_kubernetes_pod_ip", ANNOTATION + "port"), "([^;]+);(\\d+)", result);
  }

  private static Map<String, Object> rule(
      List<String> sources, String values, Map<String, Object> result) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("source_labels", sources);
    rule.put("regex", values);
    rule.putAll(result);
    return rule;
  }
}
