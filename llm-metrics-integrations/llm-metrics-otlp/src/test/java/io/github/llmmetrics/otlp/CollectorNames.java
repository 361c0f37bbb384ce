package io.github.llmmetrics.otlp;

import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The name that a Collector's Prometheus exporter makes of a metric, as the OpenTelemetry specification of the
 * compatibility with Prometheus has it with suffixes on: the unit in words unless the name has it, {@code total} at the
 * end of a counter, {@code ratio} at the end of a gauge of unit 1.
 */
final class CollectorNames {

  private static final Map<String, String> WORDS = Map.of(
      "s", "seconds",
      "By", "bytes",
      "Cel", "celsius",
      "W", "watts",
      "J", "joules",
      "Hz", "hertz",
      "%", "percent");

  private CollectorNames() {}

  static String withSuffixes(Metric metric) {
    List<String> words = new ArrayList<>(List.of(metric.getName().split("[^a-zA-Z0-9:]+")));
    String unit = metric.getUnit().replaceAll("\\{.*}", "");
    String word = unit.equals("1") ? "" : WORDS.getOrDefault(unit, unit);
    if (!word.isEmpty() && !words.contains(word)) {
      words.add(word);
    }
    if (metric.hasSum() && metric.getSum().getIsMonotonic()) {
      moveToEnd(words, "total");
    } else if (metric.hasGauge() && unit.equals("1")) {
      moveToEnd(words, "ratio");
    }
    return String.join("_", words);
  }

  private static void moveToEnd(List<String> words, String word) {
    words.removeIf(word::equals);
    words.add(word);
  }
}
