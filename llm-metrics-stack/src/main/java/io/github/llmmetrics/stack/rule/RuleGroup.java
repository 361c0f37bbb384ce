package io.github.llmmetrics.stack.rule;

import io.github.llmmetrics.stack.promql.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules that are evaluated together, one after the other.
 *
 * @param name unique among all rule files
 * @param interval how often; empty: as often as Prometheus evaluates rules
 * @param rules in their order: one may use what an earlier one recorded
 */
public record RuleGroup(String name, Optional<Duration> interval, List<? extends Rule> rules) {

  /**
   * Copies the list.
   *
   * @param name unique among all rule files
   * @param interval how often
   * @param rules in their order
   */
  public RuleGroup {
    rules = List.copyOf(rules);
  }

  /**
   * The group as a rule file has it.
   *
   * @return keys and values, in their order
   */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    interval.ifPresent(every -> tree.put("interval", Durations.text(every)));
    tree.put("rules", rules.stream().map(Rule::tree).toList());
    return tree;
  }

  /**
   * Groups as a rule file has them.
   *
   * @param groups of one file
   * @return the whole file
   */
  public static Map<String, Object> file(List<RuleGroup> groups) {
    return Map.of("groups", groups.stream().map(RuleGroup::tree).toList());
  }
}
