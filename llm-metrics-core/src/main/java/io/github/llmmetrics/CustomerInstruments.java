package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.instrument.CounterCell;
import io.github.llmmetrics.instrument.CounterFamily;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.label.LabelGuard;
import org.jspecify.annotations.Nullable;

/** The counters by customer; there are no histograms by customer, which would cost a hundred times as much. */
final class CustomerInstruments {

  private static final String CUSTOMER_ID = LabelDefinitions.CUSTOMER_ID.name();

  private final CounterFamily requests;
  private final CounterFamily tokens;
  private final @Nullable CounterFamily cost;
  private final LabelGuard labels;

  CustomerInstruments(InstrumentSet set, LabelGuard labels, boolean withCost) {
    this.labels = labels;
    requests = set.counter(BusinessMetrics.CUSTOMER_REQUESTS);
    tokens = set.counter(BusinessMetrics.CUSTOMER_TOKENS);
    cost = withCost ? set.counter(BusinessMetrics.CUSTOMER_COST) : null;
  }

  /** The cells of any customer; they are exposed, as 0, from now on, so that the first increase is seen. */
  CustomerCells cells(String customerId, String model) {
    String customer = labels.admit(CUSTOMER_ID, customerId);
    return new CustomerCells(
        requests.cell(customer, model),
        tokens.cell(customer, model, TokenType.PROMPT),
        tokens.cell(customer, model, TokenType.COMPLETION),
        cost == null ? null : cost.cell(customer, model));
  }

  /** Whether these are series of this very customer and model, and none of `other`. */
  boolean isOwn(CustomerCells cells, String customerId, String model) {
    return requests.isOwn(cells.requests(), customerId, model)
        && tokens.isOwn(cells.promptTokens(), customerId, model, TokenType.PROMPT)
        && tokens.isOwn(cells.completionTokens(), customerId, model, TokenType.COMPLETION)
        && (cost == null || cells.cost() == null || cost.isOwn(cells.cost(), customerId, model));
  }

  /** One customer's counters for one model. */
  record CustomerCells(
      CounterCell requests,
      CounterCell promptTokens,
      CounterCell completionTokens,
      @Nullable CounterCell cost) {}
}
