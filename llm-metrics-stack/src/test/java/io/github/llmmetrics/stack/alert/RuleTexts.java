package io.github.llmmetrics.stack.alert;

import io.github.llmmetrics.stack.rule.RuleGroup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Generated rules as single texts, so that a test can say what a setting changed. */
final class RuleTexts {

  private RuleTexts() {}

  /** Every text by its place, such as {@code llm-slo LLMErrorBudgetBurnFast[long=1h, slo_latency] for}. */
  static Map<String, String> of(StackSettings settings) {
    Map<String, String> texts = new TreeMap<>();
    RuleSet.of(settings).groups().forEach(group -> add(group, texts));
    return texts;
  }

  /** What is different: the text before and the text after. */
  static List<String> changes(StackSettings before, StackSettings after) {
    Map<String, String> old = of(before);
    Map<String, String> now = of(after);
    Set<String> places = new LinkedHashSet<>(old.keySet());
    places.addAll(now.keySet());
    List<String> changes = new ArrayList<>();
    for (String place : places) {
      String was = old.getOrDefault(place, "nothing");
      String is = now.getOrDefault(place, "nothing");
      if (!was.equals(is)) {
        changes.add(place + ": " + was + " -> " + is);
      }
    }
    return changes;
  }

  private static void add(RuleGroup group, Map<String, String> texts) {
    Map<String, Object> tree = group.tree();
    texts.put(group.name() + " interval", String.valueOf(tree.get("interval")));
    group.rules().forEach(rule -> add(group.name(), rule.tree(), texts));
  }

  private static void add(String group, Map<String, Object> rule, Map<String, String> texts) {
    String name = String.valueOf(rule.getOrDefault("alert", rule.get("record")));
    Map<?, ?> labels = (Map<?, ?>) rule.getOrDefault("labels", Map.of());
    StringBuilder place = new StringBuilder(group + " " + name);
    for (String distinct : List.of("slo", "long", "cause")) {
      if (labels.get(distinct) != null) {
        place.append(' ').append(labels.get(distinct));
      }
    }
    if (name.startsWith("LLMErrorBudget")) {
      place.append(' ').append(labels.get("symptom"));
    }
    rule.forEach((key, value) -> {
      if (value instanceof Map<?, ?> map) {
        map.forEach((label, text) -> texts.put(place + " " + label, String.valueOf(text)));
      } else {
        texts.put(place + " " + key, String.valueOf(value).replaceAll("\\s+", " "));
      }
    });
  }
}
