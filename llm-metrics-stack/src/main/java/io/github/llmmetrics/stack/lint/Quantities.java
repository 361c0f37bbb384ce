package io.github.llmmetrics.stack.lint;

import io.github.llmmetrics.catalogue.MetricType;
import io.github.llmmetrics.catalogue.MetricUnit;
import io.github.llmmetrics.stack.lint.Quantity.Form;
import io.github.llmmetrics.stack.promql.parse.Expression;
import io.github.llmmetrics.stack.promql.parse.Expression.Aggregation;
import io.github.llmmetrics.stack.promql.parse.Expression.Binary;
import io.github.llmmetrics.stack.promql.parse.Expression.Call;
import io.github.llmmetrics.stack.promql.parse.Expression.Range;
import io.github.llmmetrics.stack.promql.parse.Expression.SeriesSelector;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Follows a metric's unit through an expression. Where it is not sure it says unknown. */
final class Quantities {

  private static final Set<String> KEEP_UNIT_CALLS = Set.of(
      "abs",
      "avg_over_time",
      "ceil",
      "clamp",
      "clamp_max",
      "clamp_min",
      "first_over_time",
      "floor",
      "label_join",
      "label_replace",
      "last_over_time",
      "max_over_time",
      "min_over_time",
      "round",
      "sort",
      "sort_desc");
  private static final Set<String> KEEP_UNIT_AGGREGATIONS =
      Set.of("sum", "avg", "min", "max", "topk", "bottomk", "quantile");
  private static final Set<String> CHANGES = Set.of("rate", "irate", "increase");

  /** Units of which a part over the whole is a share. */
  private static final Set<MetricUnit> PARTS_OF_A_WHOLE =
      Set.of(MetricUnit.REQUESTS, MetricUnit.BYTES);

  private Quantities() {}

  static Quantity of(Expression expression) {
    if (expression instanceof SeriesSelector selector) {
      return SeriesName.of(selector.name())
          .filter(SeriesName::isOurs)
          .filter(series -> series.metric().type() == MetricType.GAUGE)
          .map(series -> Quantity.of(Form.LEVEL, series.metric()))
          .orElse(Quantity.UNKNOWN);
    }
    if (expression instanceof Call call) {
      return ofCall(call);
    }
    if (expression instanceof Aggregation aggregation) {
      return KEEP_UNIT_AGGREGATIONS.contains(aggregation.operator())
          ? of(aggregation.of())
          : Quantity.UNKNOWN;
    }
    if (expression instanceof Range range) {
      return of(range.of());
    }
    return expression instanceof Binary binary ? ofBinary(binary) : Quantity.UNKNOWN;
  }

  private static Quantity ofCall(Call call) {
    if (call.arguments().isEmpty()) {
      return Quantity.UNKNOWN;
    }
    if (call.function().equals("histogram_quantile")) {
      return series(call)
          .map(series -> Quantity.of(Form.QUANTILE, series.metric()))
          .orElse(Quantity.UNKNOWN);
    }
    if (CHANGES.contains(call.function())) {
      return series(call)
          .map(series -> Quantity.of(change(series), series.metric()))
          .orElse(Quantity.UNKNOWN);
    }
    return KEEP_UNIT_CALLS.contains(call.function())
        ? of(call.arguments().get(0))
        : Quantity.UNKNOWN;
  }

  /** The only series in it. */
  private static Optional<SeriesName> series(Expression expression) {
    return expression
        .all()
        .filter(SeriesSelector.class::isInstance)
        .map(SeriesSelector.class::cast)
        .findFirst()
        .flatMap(selector -> SeriesName.of(selector.name()))
        .filter(SeriesName::isOurs);
  }

  private static Form change(SeriesName series) {
    return switch (series.part()) {
      case SUM -> Form.CHANGE_OF_SUM;
      case COUNT, BUCKET -> Form.CHANGE_OF_COUNT;
      case WHOLE -> Form.CHANGE;
    };
  }

  private static Quantity ofBinary(Binary binary) {
    if (binary.isSet()) {
      return of(binary.left());
    }
    if (binary.isComparison()) {
      return binary.isBool() ? Quantity.UNKNOWN : of(binary.left());
    }
    return switch (binary.operator()) {
      case "/" -> quotient(binary);
      case "*" -> product(binary);
      case "+", "-" -> sum(binary);
      default -> Quantity.UNKNOWN;
    };
  }

  private static Quantity quotient(Binary binary) {
    Quantity left = of(binary.left());
    OptionalDouble divisor = binary.right().constant();
    if (divisor.isPresent()) {
      return left.isIn(MetricUnit.PERCENT) && divisor.getAsDouble() == 100
          ? Quantity.SHARE
          : Quantity.UNKNOWN;
    }
    Quantity right = of(binary.right());
    boolean isSameMetric = left.metric().equals(right.metric());
    if (left.is(Form.CHANGE_OF_SUM) && right.is(Form.CHANGE_OF_COUNT) && isSameMetric) {
      return left.metric().map(metric -> Quantity.of(Form.MEAN, metric)).orElse(Quantity.UNKNOWN);
    }
    boolean isShare = left.form() == right.form()
        && left.unit() == right.unit()
        && (left.is(Form.CHANGE_OF_COUNT) ? isSameMetric : isPartOfAWhole(left));
    return isShare ? Quantity.SHARE : Quantity.UNKNOWN;
  }

  private static boolean isPartOfAWhole(Quantity part) {
    boolean isOne = part.is(Form.CHANGE) || part.is(Form.LEVEL);
    return isOne && PARTS_OF_A_WHOLE.contains(part.unit());
  }

  private static Quantity product(Binary binary) {
    OptionalDouble factor = binary.right().constant();
    Quantity of = of(factor.isPresent() ? binary.left() : binary.right());
    OptionalDouble constant = factor.isPresent() ? factor : binary.left().constant();
    return of.isShare() && constant.isPresent() && constant.getAsDouble() == 100
        ? Quantity.PERCENT
        : Quantity.UNKNOWN;
  }

  private static Quantity sum(Binary binary) {
    Quantity left = of(binary.left());
    Quantity right = of(binary.right());
    boolean isComplement = binary.left().constant().equals(OptionalDouble.of(1));
    if (isComplement && binary.operator().equals("-") && right.isShare()) {
      return Quantity.SHARE;
    }
    return left.form() == right.form() && left.unit() == right.unit() ? left : Quantity.UNKNOWN;
  }
}
