package io.github.llmmetrics.stack.rule;

import io.github.llmmetrics.stack.promql.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One alert of a rule file.
 *
 * @param name the alert's name
 * @param condition when it is active
 * @param pending how long it must be active before it fires; zero fires at once
 * @param severity the label {@code severity}
 * @param labels further labels, by name
 * @param annotations texts for a person, by name; they may name the labels of the condition
 */
public record AlertRule(
    String name,
    Condition condition,
    Duration pending,
    Severity severity,
    Map<String, String> labels,
    Map<String, String> annotations)
    implements Rule {

  private static final Pattern NAMED_LABEL = Pattern.compile("\\$labels\\.([a-zA-Z_0-9]+)");

  /**
   * Checks that the annotations name no label that the condition does not have: such a text would be empty where it matters.
   * That goes for the rule's own labels, too: Prometheus does not know them when it fills in the texts.
   *
   * @param name the alert's name
   * @param condition when it is active
   * @param pending how long before it fires
   * @param severity how urgent it is
   * @param labels further labels
   * @param annotations texts for a person
   */
  public AlertRule {
    Objects.requireNonNull(name, "name");
    labels = Ordered.copyOf(labels);
    annotations = Ordered.copyOf(annotations);
    for (Map.Entry<String, String> annotation : annotations.entrySet()) {
      Matcher named = NAMED_LABEL.matcher(annotation.getValue());
      while (named.find()) {
        String label = named.group(1);
        if (!condition.expression().labels().contains(label)) {
          throw new IllegalArgumentException("alert " + name + ": its " + annotation.getKey()
              + " names the label " + label + ", which its condition does not have, but "
              + condition.expression().labels());
        }
      }
    }
  }

  /**
   * All its fixed labels.
   *
   * @return {@code severity} first
   */
  public Map<String, String> fixedLabels() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("severity", severity.label());
    all.putAll(labels);
    return Ordered.copyOf(all);
  }

  @Override
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("alert", name);
    tree.put("expr", condition.expression().text());
    if (!pending.isZero()) {
      tree.put("for", Durations.text(pending));
    }
    tree.put("labels", fixedLabels());
    tree.put("annotations", annotations);
    return tree;
  }
}
