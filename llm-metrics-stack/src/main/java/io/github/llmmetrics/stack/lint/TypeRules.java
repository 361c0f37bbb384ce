package io.github.llmmetrics.stack.lint;

import io.github.llmmetrics.stack.promql.parse.Expression;
import io.github.llmmetrics.stack.promql.parse.Expression.Aggregation;
import io.github.llmmetrics.stack.promql.parse.Expression.Binary;
import io.github.llmmetrics.stack.promql.parse.Expression.Call;
import io.github.llmmetrics.stack.promql.parse.Expression.Range;
import io.github.llmmetrics.stack.promql.parse.Expression.SeriesSelector;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What may be done with a counter, a gauge and a histogram. */
final class TypeRules {

  private static final Set<String> CHANGES =
      Set.of("rate", "irate", "increase", "resets", "changes");
  private static final Set<String> EXISTENCE = Set.of(
      "absent",
      "absent_over_time",
      "count_over_time",
      "present_over_time",
      "timestamp",
      "count",
      "group");
  private static final String QUANTILE = "histogram_quantile";

  /** What an expression's value is used for. */
  private enum Use {
    VALUE,
    CHANGE,
    EXISTENCE,
    QUANTILE
  }

  private final Consumer<Problem> problems;

  TypeRules(Consumer<Problem> problems) {
    this.problems = problems;
  }

  void check(Expression expression) {
    check(expression, Use.VALUE, "");
  }

  /** Checks a part that is used for something, by a function. */
  private void check(Expression part, Use use, String function) {
    if (part instanceof SeriesSelector selector) {
      SeriesName.of(selector.name())
          .ifPresent(series -> check(selector.name(), series, use, function));
    } else if (part instanceof Call call) {
      checkCall(call, use);
    } else if (part instanceof Aggregation aggregation) {
      Use below = EXISTENCE.contains(aggregation.operator()) ? Use.EXISTENCE : use;
      part.parts().forEach(inner -> check(inner, below, function));
    } else if (part instanceof Binary binary
        && binary.isSet()
        && !binary.operator().equals("or")) {
      check(binary.left(), use, function);
      // and, unless: what is on the right must be there; its value does not matter.
      boolean isSeries = binary.right() instanceof SeriesSelector;
      check(binary.right(), isSeries ? Use.EXISTENCE : Use.VALUE, "");
    } else {
      if (part instanceof Range range && use == Use.CHANGE && range.of() instanceof Aggregation) {
        report(
            LintRule.RATE_OF_SUM,
            function + " of an aggregation takes the restart of one process for traffic",
            "take " + function + " of the series first, then aggregate");
      }
      part.parts().forEach(inner -> check(inner, use, function));
    }
  }

  private void checkCall(Call call, Use use) {
    String function = call.function();
    if (function.equals(QUANTILE) && call.arguments().size() == 2) {
      Expression buckets = call.arguments().get(1);
      checkBoundsAreKept(buckets);
      check(buckets, Use.QUANTILE, function);
      return;
    }
    Use below = CHANGES.contains(function)
        ? Use.CHANGE
        : EXISTENCE.contains(function) ? Use.EXISTENCE : use == Use.QUANTILE ? use : Use.VALUE;
    call.arguments().forEach(argument -> check(argument, below, function));
  }

  private void checkBoundsAreKept(Expression buckets) {
    Optional<Aggregation> lossy = buckets
        .all()
        .filter(Aggregation.class::isInstance)
        .map(Aggregation.class::cast)
        .filter(aggregation -> !aggregation.grouping().keeps("le"))
        .findFirst();
    lossy.ifPresent(aggregation -> report(
        LintRule.QUANTILE_WITHOUT_LE,
        aggregation.operator() + " loses le, the bounds that histogram_quantile needs",
        "use " + aggregation.operator() + " by (le, …)"));
  }

  private void check(String name, SeriesName series, Use use, String function) {
    if (series.isHistogramWithoutSuffix()) {
      if (use != Use.EXISTENCE) {
        report(
            LintRule.HISTOGRAM_SUFFIX,
            name + " is a histogram, whose series end with _bucket, _count and _sum",
            "use " + name + "_bucket in a quantile, " + name
                + "_sum over _count for a mean (as it is it needs native histograms)");
      }
    } else if (series.isCumulative()) {
      checkCumulative(name, series, use, function);
    } else if (use == Use.CHANGE && !function.equals("changes")) {
      report(
          LintRule.RATE_OF_GAUGE,
          function + " is for counters, and " + name + " goes up and down",
          "use the value itself, avg_over_time or deriv");
    }
  }

  private void checkCumulative(String name, SeriesName series, Use use, String function) {
    if (use == Use.QUANTILE && series.part() == SeriesName.Part.BUCKET) {
      report(
          LintRule.QUANTILE_WITHOUT_RATE,
          "without a rate the quantile is over everything since the process started",
          "use sum by (le) (rate(" + name + "[5m]))");
    } else if (use == Use.VALUE || use == Use.QUANTILE) {
      String what = function.isEmpty() ? "the plain value" : function;
      report(
          LintRule.COUNTER_WITHOUT_RATE,
          what + " of " + name + " says how long the process has run, not what happens",
          "use rate(" + name + "[5m]) or increase(" + name + "[1h])");
    }
  }

  private void report(LintRule rule, String message, String fix) {
    problems.accept(new Problem(rule, message, fix));
  }
}
