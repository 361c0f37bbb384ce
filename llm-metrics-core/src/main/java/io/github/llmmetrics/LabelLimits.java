package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many values each open label may have. */
final class LabelLimits {

  private static final int MAX = 100_000;

  private final Map<String, Integer> limits = new LinkedHashMap<>();

  LabelLimits() {
    put(LabelDefinitions.MODEL, 100);
    put(LabelDefinitions.CUSTOMER_ID, 1_000);
    put(LabelDefinitions.EVALUATOR, 50);
    put(LabelDefinitions.REFUSAL_REASON, 50);
    put(LabelDefinitions.SAFETY_CATEGORY, 50);
    put(LabelDefinitions.SEGMENT, 50);
  }

  private void put(LabelDefinition label, int limit) {
    limits.put(label.name(), limit);
  }

  void set(String label, int limit) {
    if (!limits.containsKey(label)) {
      throw new IllegalArgumentException(
          "labelLimit: '" + label + "' is not one of " + limits.keySet());
    }
    if (limit < 1 || limit > MAX) {
      throw new IllegalArgumentException(
          "labelLimit of " + label + ": " + limit + " is not in 1.." + MAX);
    }
    limits.put(label, limit);
  }

  Map<String, Integer> asMap() {
    return new LinkedHashMap<>(limits);
  }
}
