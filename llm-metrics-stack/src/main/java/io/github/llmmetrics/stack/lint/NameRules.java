package io.github.llmmetrics.stack.lint;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.stack.promql.Matcher;
import io.github.llmmetrics.stack.promql.parse.Expression;
import io.github.llmmetrics.stack.promql.parse.Expression.Aggregation;
import io.github.llmmetrics.stack.promql.parse.Expression.Call;
import io.github.llmmetrics.stack.promql.parse.Expression.SeriesSelector;
import io.github.llmmetrics.stack.suggest.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of series, labels and their values. */
final class NameRules {

  private static final Set<String> MAKES_LABELS =
      Set.of("label_replace", "label_join", "info", "count_values");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d+");
  private static final Pattern BAR = Pattern.compile("\\|");
  private static final Pattern CHOICE = Pattern.compile("[\\w-]+(\\|[\\w-]+)*");

  private final LintOptions options;
  private final Consumer<Problem> problems;

  NameRules(LintOptions options, Consumer<Problem> problems) {
    this.options = options;
    this.problems = problems;
  }

  void check(Expression expression) {
    expression.all().forEach(part -> {
      if (part instanceof SeriesSelector selector) {
        check(selector);
      } else if (part instanceof Aggregation aggregation) {
        checkGrouping(aggregation);
      }
    });
  }

  private void check(SeriesSelector selector) {
    String name = selector.name();
    if (isTemplate(name) || options.recorded().contains(name)) {
      return;
    }
    Optional<SeriesName> series = SeriesName.of(name);
    if (series.isEmpty() && Names.isOurKind(name)) {
      report(LintRule.UNKNOWN_SERIES, name + " is not in the catalogue", Names.fix(name));
    }
    series
        .filter(known -> !known.isOurs())
        .ifPresent(known -> report(
            LintRule.RENAMED_SERIES,
            name + " is what others call " + known.text() + " (" + remark(name) + ")",
            "use " + known.text()));
    series
        .filter(SeriesName::isOurs)
        .ifPresent(known -> selector.matchers().forEach(matcher -> check(known, matcher)));
  }

  private static String remark(String name) {
    return Aliases.remark(name.replaceFirst("_(bucket|count|sum)$", ""));
  }

  private void check(SeriesName series, Matcher matcher) {
    String label = matcher.label();
    if (isTemplate(label)) {
      return;
    }
    if (!labels(series).contains(label)) {
      report(
          LintRule.UNKNOWN_LABEL,
          series.text() + " has no label " + label,
          labelFix(label, labels(series)));
    } else if (label.equals("le")) {
      checkBucket(matcher);
    } else {
      series.metric().labels().stream()
          .filter(definition -> definition.name().equals(label))
          .filter(definition -> !definition.values().isEmpty())
          .findFirst()
          .ifPresent(definition -> checkValues(series, definition, matcher));
    }
  }

  private void checkBucket(Matcher matcher) {
    if (matcher.operator().equals("=") && WHOLE_NUMBER.matcher(matcher.value()).matches()) {
      report(
          LintRule.BUCKET_SPELLING,
          matcher + " finds nothing where the bound is stored as " + matcher.value()
              + ".0, as Prometheus 3 and this library do",
          "use le=~\"" + matcher.value() + "(\\\\.0)?\"");
    }
  }

  private void checkValues(SeriesName series, LabelDefinition label, Matcher matcher) {
    boolean isRegex = matcher.operator().endsWith("~");
    if (matcher.value().isEmpty()
        || (isRegex && !CHOICE.matcher(matcher.value()).matches())) {
      return;
    }
    List<String> values =
        isRegex ? BAR.splitAsStream(matcher.value()).toList() : List.of(matcher.value());
    values.stream()
        .filter(value -> !isTemplate(value) && !label.values().contains(value))
        .forEach(value -> report(
            LintRule.UNKNOWN_VALUE,
            "the label " + label.name() + " of " + series.text() + " is never " + value,
            NearestName.of(value, label.values())
                .map(nearest -> "use " + nearest)
                .orElse("use one of " + String.join(", ", label.values()))));
  }

  private void checkGrouping(Aggregation aggregation) {
    if (aggregation.grouping().isWithout() || mayHaveMore(aggregation.of())) {
      return;
    }
    List<SeriesName> series = new ArrayList<>();
    aggregation.of().all().forEach(part -> {
      if (part instanceof SeriesSelector selector) {
        SeriesName.of(selector.name()).ifPresent(series::add);
      }
    });
    Set<String> legal =
        series.stream().flatMap(s -> labels(s).stream()).collect(Collectors.toSet());
    aggregation.grouping().labels().stream()
        .filter(label -> !isTemplate(label) && !legal.contains(label))
        .forEach(label -> report(
            LintRule.UNKNOWN_LABEL,
            "by (" + label + "): none of "
                + series.stream().map(SeriesName::text).distinct().collect(Collectors.joining(", "))
                + " has this label",
            labelFix(label, legal)));
  }

  /** Whether it has series, or labels of series, that the catalogue does not know. */
  private static boolean mayHaveMore(Expression expression) {
    return expression.all().anyMatch(part -> {
          if (part instanceof SeriesSelector selector) {
            return SeriesName.of(selector.name()).filter(SeriesName::isOurs).isEmpty();
          }
          return (part instanceof Call call && MAKES_LABELS.contains(call.function()))
              || (part instanceof Aggregation inner && MAKES_LABELS.contains(inner.operator()));
        })
        || expression.all().noneMatch(SeriesSelector.class::isInstance);
  }

  private Set<String> labels(SeriesName series) {
    Set<String> labels = new TreeSet<>(options.targetLabels());
    labels.addAll(series.metric().labelNames());
    if (series.part() == SeriesName.Part.BUCKET) {
      labels.add("le");
    }
    return labels;
  }

  private static String labelFix(String label, Set<String> legal) {
    return NearestName.of(label, legal).map(nearest -> "use " + nearest).orElse("leave it out")
        + ", or name it in --target-label if your targets have it";
  }

  private static boolean isTemplate(String text) {
    return text.indexOf('$') >= 0 || text.indexOf('[') >= 0;
  }

  private void report(LintRule rule, String message, String fix) {
    problems.accept(new Problem(rule, message, fix));
  }
}
