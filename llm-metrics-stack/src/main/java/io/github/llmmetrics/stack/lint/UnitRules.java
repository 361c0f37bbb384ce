package io.github.llmmetrics.stack.lint;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricUnit;
import io.github.llmmetrics.stack.lint.Quantity.Form;
import io.github.llmmetrics.stack.promql.Numbers;
import io.github.llmmetrics.stack.promql.parse.Expression;
import io.github.llmmetrics.stack.promql.parse.Expression.Aggregation;
import io.github.llmmetrics.stack.promql.parse.Expression.Binary;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/** Numbers and panels that take a series for something in another unit, and sums of what does not add up. */
final class UnitRules {

  /** Units of Grafana that show a wrong number, by what the series is in. */
  private static final Map<MetricUnit, Set<String>> WRONG = Map.of(
      MetricUnit.SECONDS,
      Set.of("ms", "µs", "us", "ns", "m", "h", "d", "percent", "percentunit", "bytes"),
      MetricUnit.PERCENT,
      Set.of("percentunit", "s", "ms", "bytes"),
      MetricUnit.SCORE,
      Set.of("percent", "s", "ms", "bytes"),
      MetricUnit.BYTES,
      Set.of("kbytes", "mbytes", "gbytes", "deckbytes", "decmbytes", "decgbytes", "percent", "s"),
      MetricUnit.HERTZ,
      Set.of("rotmhz", "percent", "s"));

  /** The unit of Grafana that is right. */
  private static final Map<MetricUnit, String> RIGHT = Map.of(
      MetricUnit.SECONDS, "s",
      MetricUnit.PERCENT, "percent",
      MetricUnit.SCORE, "percentunit",
      MetricUnit.BYTES, "bytes",
      MetricUnit.HERTZ, "hertz");

  private final Consumer<Problem> problems;

  UnitRules(Consumer<Problem> problems) {
    this.problems = problems;
  }

  void check(Expression expression) {
    expression.all().forEach(part -> {
      if (part instanceof Aggregation aggregation) {
        checkAggregation(aggregation);
      } else if (part instanceof Binary binary && binary.isComparison()) {
        binary
            .right()
            .constant()
            .ifPresent(bound -> checkNumber(Quantities.of(binary.left()), bound, "compared with"));
      }
    });
  }

  /** Checks how a panel shows it: its unit, and the steps where its colour changes. */
  void checkPanel(Expression expression, String unit, List<Double> steps) {
    Quantity quantity = Quantities.of(expression);
    MetricUnit shown = quantity.is(Form.SHARE) ? MetricUnit.SCORE : quantity.unit();
    boolean hasUnit = quantity.is(Form.SHARE) || quantity.isIn(quantity.unit());
    if (hasUnit && !unit.isEmpty() && WRONG.getOrDefault(shown, Set.of()).contains(unit)) {
      report(
          "the panel's unit is " + unit + ", but the values are " + words(quantity),
          "set the unit to " + RIGHT.get(shown));
    }
    steps.stream()
        .max(Double::compare)
        .ifPresent(greatest -> checkNumber(quantity, greatest, "coloured at"));
  }

  private void checkAggregation(Aggregation aggregation) {
    Quantity quantity = Quantities.of(aggregation.of());
    boolean isSum = aggregation.operator().equals("sum");
    boolean isMean = aggregation.operator().equals("avg");
    if ((isSum || isMean) && (quantity.is(Form.QUANTILE) || quantity.is(Form.SHARE))) {
      String what = quantity.is(Form.QUANTILE) ? "quantiles" : "ratios";
      problems.accept(new Problem(
          LintRule.MEAN_OF_QUANTILES,
          aggregation.operator() + " of " + what + " weighs an idle instance like a busy one",
          quantity.is(Form.QUANTILE)
              ? "sum the buckets' rates by (le, …) and take one quantile, or use max"
              : "divide one sum by the other"));
    } else if (isSum && (quantity.is(Form.MEAN) || isIntensive(quantity))) {
      problems.accept(new Problem(
          LintRule.SUM_OF_LEVELS,
          "a sum of values that are " + words(quantity) + " means nothing",
          "use max or avg"));
    }
  }

  private static boolean isIntensive(Quantity quantity) {
    return quantity.is(Form.LEVEL) && !quantity.unit().isAdditive();
  }

  private void checkNumber(Quantity quantity, double number, String verb) {
    String text = Double.isFinite(number) ? Numbers.text(number) : String.valueOf(number);
    if (quantity.isIn(MetricUnit.PERCENT) && number > 0 && number <= 1) {
      report(verb + " " + text + ", but it is " + words(quantity), percent(number));
    } else if (quantity.isIn(MetricUnit.PERCENT) && number > 100) {
      report(verb + " " + text + ", but it is " + words(quantity), "use a number up to 100");
    } else if (quantity.isShare() && number > 1) {
      report(
          verb + " " + text + ", but it is " + words(quantity),
          number <= 100 ? "use " + Numbers.text(number / 100) : "use a number up to 1");
    } else if (isBeyondBuckets(quantity, number)) {
      report(
          verb + " " + text + ", which a quantile or mean of "
              + quantity.metric().orElseThrow().name() + ", in seconds, does not reach",
          "use " + Numbers.text(number / 1000) + " if milliseconds were meant");
    }
  }

  private static String percent(double number) {
    return "use " + Numbers.text(number * 100);
  }

  /** No quantile of a classic histogram is above its greatest bound. */
  private static boolean isBeyondBuckets(Quantity quantity, double number) {
    boolean isInSeconds = quantity.isIn(MetricUnit.SECONDS);
    OptionalDouble greatest = quantity.metric().map(MetricDefinition::buckets).stream()
        .flatMap(List::stream)
        .mapToDouble(Double::doubleValue)
        .max();
    return isInSeconds && greatest.isPresent() && number > greatest.getAsDouble();
  }

  private static String words(Quantity quantity) {
    if (quantity.is(Form.SHARE)) {
      return "a ratio from 0 to 1";
    }
    return switch (quantity.unit()) {
      case PERCENT -> "percent from 0 to 100";
      case SCORE -> "a score from 0 to 1";
      default -> quantity.unit().label();
    };
  }

  private void report(String message, String fix) {
    problems.accept(new Problem(LintRule.WRONG_UNIT, message, fix));
  }
}
