package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Labels that every series carries, and the names that they must not have. */
final class ConstantLabels {

  /** Prometheus or Kubernetes writes these itself, and would rename ours to {@code exported_…}. */
  private static final Set<String> OWNED_BY_OTHERS =
      Set.of("instance", "job", "pod", "namespace", "container", "node", "le", "quantile");

  private final Map<String, String> values = new TreeMap<>();

  void put(String name, String value) {
    Objects.requireNonNull(name, "constantLabel");
    Objects.requireNonNull(value, "constantLabel " + name);
    if (!PrometheusNaming.isValidLegacyLabelName(name) || name.startsWith("__")) {
      throw new IllegalArgumentException("constantLabel: '" + name
          + "' must be letters, digits and _, and not begin with __ or a digit");
    }
    if (OWNED_BY_OTHERS.contains(name)) {
      throw new IllegalArgumentException("constantLabel: '" + name + "' is one of "
          + new TreeSet<>(OWNED_BY_OTHERS) + ", which Prometheus or Kubernetes sets itself");
    }
    if (MetricCatalogue.all().stream().anyMatch(metric -> metric.labelNames().contains(name))) {
      throw new IllegalArgumentException(
          "constantLabel: '" + name + "' is a label of a metric already");
    }
    String before = values.putIfAbsent(name, value);
    if (before != null && !before.equals(value)) {
      throw new IllegalArgumentException("constantLabel: '" + name + "' is '" + before
          + "' already, and cannot be '" + value + "'");
    }
  }

  Labels toLabels() {
    return Labels.of(
        values.keySet().toArray(String[]::new), values.values().toArray(String[]::new));
  }
}
