package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.CUSTOMER_ID;

import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.Table;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.promql.Window;

/** Who uses the services most. Empty where the host passes no customers. */
final class CustomersRow {

  private static final int MOST = 10;

  private CustomersRow() {}

  static Row of(Scope scope) {
    return Row.of("Customers", top(scope), trend(scope));
  }

  private static Panel top(Scope scope) {
    Vector requests = by(scope, BusinessMetrics.CUSTOMER_REQUESTS, Windows.DAY).top(MOST);
    return Panel.of(
            Table.of(CUSTOMER_ID).sortedBy("Requests"),
            "Top customers, 24 h",
            Unit.COUNT,
            "The " + MOST
                + " customers with the most requests. \"other\" are those beyond the label's cap. "
                + "One customer with most of the cost: agree on a price, or on a limit.")
        .column(requests, "Requests", Unit.COUNT)
        .column(
            by(scope, BusinessMetrics.CUSTOMER_TOKENS, Windows.DAY).and(requests),
            "Tokens",
            Unit.COUNT)
        .column(
            by(scope, BusinessMetrics.CUSTOMER_COST, Windows.DAY).and(requests),
            "Cost",
            Unit.DOLLARS)
        .sized(12, 9);
  }

  private static Panel trend(Scope scope) {
    return Panel.of(
            TimeSeries.STACKED,
            "Requests in an hour by customer",
            Unit.COUNT,
            "The greatest at each time. A customer that appears from nothing: a new user, or a key that was stolen.")
        .query(
            by(scope, BusinessMetrics.CUSTOMER_REQUESTS, Windows.HOUR).top(MOST), "{{customer_id}}")
        .sized(12, 9);
  }

  private static Vector by(Scope scope, MetricDefinition metric, Window window) {
    return scope.counter(metric).increase(window).sumBy(CUSTOMER_ID);
  }
}
