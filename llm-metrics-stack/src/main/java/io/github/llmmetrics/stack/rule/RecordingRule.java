package io.github.llmmetrics.stack.rule;

import io.github.llmmetrics.stack.promql.RecordedSeries;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One recording of a rule file.
 *
 * @param series what it writes
 */
public record RecordingRule(RecordedSeries series) implements Rule {

  @Override
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("record", series.name());
    tree.put("expr", series.value().text());
    if (!series.fixed().isEmpty()) {
      tree.put("labels", new TreeMap<>(series.fixed()));
    }
    return tree;
  }
}
