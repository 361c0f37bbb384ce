package io.github.llmmetrics.stack.promql;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.MetricDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The series of one metric that some conditions select.
 *
 * @param metric whose series they are
 * @param labels the names of its labels, those of the target too
 * @param matchers the conditions
 */
record Selector(MetricDefinition metric, List<String> labels, List<Matcher> matchers) {

  Selector where(Matcher matcher) {
    if (!labels.contains(matcher.label())) {
      throw new IllegalArgumentException(
          metric.name() + " has no label " + matcher.label() + ", but " + labels);
    }
    List<Matcher> all = new ArrayList<>(matchers);
    all.add(matcher);
    return new Selector(metric, labels, List.copyOf(all));
  }

  Selector where(LabelDefinition label, List<String> values) {
    return where(Matcher.is(label, values));
  }

  Selector whereNot(LabelDefinition label, List<String> values) {
    return where(Matcher.isNot(label, values));
  }

  String text() {
    return text("");
  }

  /** The selector of a part of a histogram. */
  String text(String suffix, Matcher... further) {
    List<Matcher> all = new ArrayList<>(matchers);
    all.addAll(List.of(further));
    return metric.name() + suffix + braced(all);
  }

  private static String braced(List<Matcher> matchers) {
    return matchers.isEmpty()
        ? ""
        : matchers.stream().map(Matcher::toString).collect(Collectors.joining(",", "{", "}"));
  }
}
