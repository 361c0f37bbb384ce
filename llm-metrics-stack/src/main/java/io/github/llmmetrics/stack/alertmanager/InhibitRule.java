package io.github.llmmetrics.stack.alertmanager;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.stack.promql.Matcher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which alerts need not be told while others fire.
 *
 * @param sources conditions on the alerts that are told
 * @param targets conditions on the alerts that are not
 * @param equal labels whose values must be the same for both; one that neither has is the same, too
 */
public record InhibitRule(
    List<Matcher> sources, List<Matcher> targets, List<LabelDefinition> equal) {

  /**
   * Copies the lists.
   *
   * @param sources conditions on the alerts that are told
   * @param targets conditions on the alerts that are not
   * @param equal labels
   */
  public InhibitRule {
    sources = List.copyOf(sources);
    targets = List.copyOf(targets);
    equal = List.copyOf(equal);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("source_matchers", Route.texts(sources));
    tree.put("target_matchers", Route.texts(targets));
    tree.put("equal", equal.stream().map(LabelDefinition::name).toList());
    return tree;
  }
}
