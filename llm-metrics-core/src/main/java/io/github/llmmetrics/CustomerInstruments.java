package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.instrument.CounterCell;
import io.github.llmmetrics.instrument.CounterFamily;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.internal.NanoClock;
import io.github.llmmetrics.label.CustomerPolicy;
import io.github.llmmetrics.label.HeavyHitters;
import io.github.llmmetrics.label.LabelGuard;
import io.github.llmmetrics.label.Place;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The counters by customer; there are no histograms by customer, which would cost a hundred times as much. The heaviest
 * customers have series of their own, the rest is {@code other}.
 */
final class CustomerInstruments {

  private static final String CUSTOMER_ID = LabelDefinitions.CUSTOMER_ID.name();

  private final CounterFamily requests;
  private final CounterFamily tokens;
  private final @Nullable CounterFamily cost;
  private final LabelGuard labels;
  private final CustomerPolicy policy;
  private final InstantSource wallClock;
  private final HeavyHitters<CustomerSeries> customers;
  private final Map<String, CustomerCells> others = new ConcurrentHashMap<>();

  CustomerInstruments(
      InstrumentSet set,
      LabelGuard labels,
      CustomerPolicy policy,
      InstantSource wallClock,
      boolean withCost,
      int limit,
      @Nullable Duration idleLimit,
      NanoClock clock) {
    this.labels = labels;
    this.policy = policy;
    this.wallClock = wallClock;
    requests = set.counter(BusinessMetrics.CUSTOMER_REQUESTS);
    tokens = set.counter(BusinessMetrics.CUSTOMER_TOKENS);
    cost = withCost ? set.counter(BusinessMetrics.CUSTOMER_COST) : null;
    customers =
        new HeavyHitters<>(limit, idleLimit, clock, customer -> new CustomerSeries(), this::remove);
    set.beforeScrape(customers::turnOver);
  }

  /** Exposes a customer's series, as 0, from now on; they are never given up. */
  void declare(String customerId, String model) {
    String customer = policy.label(customerId, wallClock);
    if (customer.equals(LabelDefinition.OTHER)) {
      CustomerCells unused = others(model);
      return;
    }
    Place<CustomerSeries> place = customers.declare(customer);
    place.series().add(model);
    CustomerCells unused = newCells(place, customer, model);
  }

  /** The cells of any customer's request, which must be left when it has ended. */
  CustomerCells begin(String customerId, String model) {
    String customer = policy.label(labels.repair(CUSTOMER_ID, customerId), wallClock);
    if (customer.equals(LabelDefinition.OTHER)) {
      return others(model);
    }
    Place<CustomerSeries> place = customers.enter(customer);
    if (place != null) {
      CustomerCells cells = cells(place, model);
      if (!place.isPromoted() || place.series().isShown(model, customers::shown)) {
        return cells;
      }
      // Series that may have been there before must be seen as 0 first, or what they count until
      // the next scrape would be taken for what they had counted then.
      place.leave();
    }
    labels.overflowed(CUSTOMER_ID);
    return others(model);
  }

  private CustomerCells cells(Place<CustomerSeries> place, String model) {
    CustomerCells known = place.series().own(model);
    if (known != null) {
      return known;
    }
    place.series().add(model);
    CustomerCells cells = newCells(place, place.value(), model);
    // What goes to the `other` of a metric that is full is counted at each request.
    if (isOwn(cells, place.value(), model)) {
      place.series().own(model, cells);
    }
    return cells;
  }

  private CustomerCells others(String model) {
    CustomerCells known = others.get(model);
    if (known != null) {
      return known;
    }
    CustomerCells cells = newCells(null, LabelDefinition.OTHER, model);
    if (isOwn(cells, LabelDefinition.OTHER, model)) {
      others.put(model, cells);
    }
    return cells;
  }

  /** They are exposed, as 0, from now on. */
  private CustomerCells newCells(
      @Nullable Place<CustomerSeries> place, String customer, String model) {
    return new CustomerCells(
        place,
        requests.cell(customer, model),
        tokens.cell(customer, model, TokenType.PROMPT),
        tokens.cell(customer, model, TokenType.COMPLETION),
        cost == null ? null : cost.cell(customer, model));
  }

  /** Whether these are series of this very customer and model, and none of a metric's `other`. */
  private boolean isOwn(CustomerCells cells, String customer, String model) {
    return requests.isOwn(cells.requests(), customer, model)
        && tokens.isOwn(cells.promptTokens(), customer, model, TokenType.PROMPT)
        && tokens.isOwn(cells.completionTokens(), customer, model, TokenType.COMPLETION)
        && (cost == null || cells.cost() == null || cost.isOwn(cells.cost(), customer, model));
  }

  private void remove(Place<CustomerSeries> place) {
    for (String model : place.series().models()) {
      requests.remove(place.value(), model);
      tokens.remove(place.value(), model, TokenType.PROMPT);
      tokens.remove(place.value(), model, TokenType.COMPLETION);
      if (cost != null) {
        cost.remove(place.value(), model);
      }
    }
  }

  /**
   * One customer's counters for one model.
   *
   * @param place whose they are; null for those of {@code other}
   */
  record CustomerCells(
      @Nullable Place<CustomerSeries> place,
      CounterCell requests,
      CounterCell promptTokens,
      CounterCell completionTokens,
      @Nullable CounterCell cost) {

    /** The request that had these cells has written what it had to. */
    void leave() {
      if (place != null) {
        place.leave();
      }
    }
  }
}
