package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.CounterSeries;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.Vector;

/** What the tokens cost, and what the estimate leaves out. Empty without a price table. */
final class CostRow {

  private static final double THOUSAND = 1_000;

  private CostRow() {}

  static Row of(Scope scope) {
    return Row.of("Cost", byModel(scope), perThousandTokens(scope), unpriced(scope));
  }

  private static Panel byModel(Scope scope) {
    return Panel.of(
            TimeSeries.STACKED,
            "Cost in an hour by model",
            Unit.DOLLARS,
            "Estimated. The widest band is where a cheaper model, a shorter prompt or a better cache saves most.")
        .query(cost(scope).increase(Windows.HOUR).sumBy(MODEL), "{{model}}")
        .sized(8, 8);
  }

  private static Panel perThousandTokens(Scope scope) {
    Vector tokens =
        scope.counter(ApplicationMetrics.TOKENS).increase(Windows.HOUR).sumBy(MODEL);
    return Panel.of(
            TimeSeries.LINES,
            "Cost of 1,000 tokens by model",
            Unit.DOLLARS,
            "It falls with cached prompts and rises with long answers, as completion tokens cost more than prompt tokens.")
        .query(
            cost(scope)
                .increase(Windows.HOUR)
                .sumBy(MODEL)
                .times(THOUSAND)
                .dividedBy(tokens.above(0)),
            "{{model}}")
        .decimals(4)
        .sized(8, 8);
  }

  private static Panel unpriced(Scope scope) {
    return Panel.of(
            TimeSeries.STACKED,
            "Requests without a price, in an hour",
            Unit.COUNT,
            "The model is not in the price table, or token counts are missing: their cost is not in any number here. "
                + "Should be none: complete the table.")
        .query(
            scope
                .counter(BusinessMetrics.UNPRICED_REQUESTS)
                .increase(Windows.HOUR)
                .sumBy(MODEL),
            "{{model}}")
        .sized(8, 8);
  }

  private static CounterSeries cost(Scope scope) {
    return scope.counter(BusinessMetrics.COST);
  }
}
