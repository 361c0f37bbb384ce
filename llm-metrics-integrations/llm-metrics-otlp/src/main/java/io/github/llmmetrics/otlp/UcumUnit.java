package io.github.llmmetrics.otlp;

import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.util.Map;

/** A unit as OTLP writes it, in UCUM, such that a Collector that spells it out again finds it in the name already. */
final class UcumUnit {

  private static final Map<String, String> BY_NAME = Map.of(
      "seconds", "s",
      "bytes", "By",
      "celsius", "Cel",
      "joules", "J",
      "watts", "W",
      "hertz", "Hz",
      "volts", "V",
      "amperes", "A",
      "meters", "m",
      "grams", "g");

  private UcumUnit() {}

  /** Empty where there is none; any other unit as an annotation in braces, which adds nothing to a name. */
  static String of(MetricMetadata metadata) {
    if (!metadata.hasUnit()) {
      return "";
    }
    String name = metadata.getUnit().toString();
    return BY_NAME.getOrDefault(name, "{" + name + "}");
  }
}
