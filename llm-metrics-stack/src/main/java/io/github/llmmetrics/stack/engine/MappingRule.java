package io.github.llmmetrics.stack.engine;

import io.github.llmmetrics.catalogue.SelfMetrics;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.rule.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Records one series of a metric of the catalogue from an engine's own.
 *
 * @param engine the value of the label {@code engine}
 * @param mapping from what it is made
 * @param suffix which part of the metric: empty, or of a histogram
 * @param labels what is done to the labels
 */
record MappingRule(String engine, Mapping mapping, String suffix, List<LabelChange> labels)
    implements Rule {

  private static final String ON_TARGET = TargetLabels.ALL.stream()
      .map(label -> label.name())
      .collect(Collectors.joining(", ", " on (", ") "));

  /** No rule records it, so a target that has it runs the library, and no rule can put itself out. */
  private static final String OURS =
      Scope.ALL.gauge(SelfMetrics.BUILD_INFO).now().text();

  /** The name of the series that it writes. */
  String series() {
    return mapping.metric().name() + suffix;
  }

  Map<String, String> fixedLabels() {
    Map<String, String> fixed = new TreeMap<>(mapping.fixed());
    fixed.put(Engines.LABEL, engine);
    return fixed;
  }

  String expression() {
    String expression = converted() + "\nunless" + ON_TARGET + OURS;
    List<LabelChange> changes = suffix.equals("_bucket")
        ? Stream.concat(mapping.conversion().bounds().stream(), labels.stream()).toList()
        : labels;
    for (LabelChange change : changes) {
      expression = change.of(expression);
    }
    return expression;
  }

  private String converted() {
    boolean isCount = suffix.equals("_bucket") || suffix.equals("_count");
    String source = source();
    return isCount ? source : mapping.conversion().of(source);
  }

  /** The first of the sources that a target has: not all of them, as it may show an old name beside the new one. */
  private String source() {
    String text = mapping.sources().stream()
        .map(source -> source.text(suffix))
        .collect(Collectors.joining("\n  or" + ON_TARGET));
    boolean isOperand =
        mapping.sources().size() == 1 && mapping.sources().get(0).isOperand();
    return isOperand ? text : "(" + text + ")";
  }

  @Override
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("record", series());
    tree.put("expr", expression());
    tree.put("labels", fixedLabels());
    return tree;
  }
}
