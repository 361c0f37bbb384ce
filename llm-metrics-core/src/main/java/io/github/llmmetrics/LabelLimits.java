package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.internal.SettingRange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** How many values each open label may have. */
final class LabelLimits {

  private static final SettingRange<Integer> RANGE = new SettingRange<>(1, 100_000);

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
    limits.put(label, RANGE.check("labelLimit of " + label, limit));
  }

  int of(LabelDefinition label) {
    return Objects.requireNonNull(limits.get(label.name()), label.name());
  }

  Map<String, Integer> asMap() {
    return new LinkedHashMap<>(limits);
  }
}
