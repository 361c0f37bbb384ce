package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.label.LabelGuard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The label values that a host declares before they occur. */
final class DeclaredValues {

  private final Map<String, List<String>> byLabel = new LinkedHashMap<>();

  void add(String setting, LabelDefinition label, String... values) {
    for (String value : values) {
      LabelGuard.requireClean(setting, value);
    }
    byLabel.computeIfAbsent(label.name(), name -> new ArrayList<>()).addAll(List.of(values));
  }

  DeclaredValues copy() {
    DeclaredValues copy = new DeclaredValues();
    byLabel.forEach((label, values) -> copy.byLabel.put(label, List.copyOf(values)));
    return copy;
  }

  List<String> values(LabelDefinition label) {
    return Collections.unmodifiableList(byLabel.getOrDefault(label.name(), List.of()));
  }

  /** Gives each value a place among its label's values, whatever comes first. */
  void admitTo(LabelGuard labels) {
    byLabel.forEach((label, values) -> values.forEach(value -> labels.declare(label, value)));
  }
}
