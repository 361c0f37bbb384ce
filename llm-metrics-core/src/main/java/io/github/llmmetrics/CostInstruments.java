package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.cost.Price;
import io.github.llmmetrics.cost.PriceTable;
import io.github.llmmetrics.instrument.CounterFamily;
import io.github.llmmetrics.instrument.HistogramFamily;
import io.github.llmmetrics.instrument.InstrumentSet;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The families of cost, which exist where there is a price table. */
final class CostInstruments {

  private final PriceTable prices;
  private final InstantSource wallClock;
  private final HistogramFamily perRequest;
  private final CounterFamily total;
  private final CounterFamily unpriced;

  CostInstruments(InstrumentSet set, PriceTable prices, InstantSource wallClock) {
    this.prices = prices;
    this.wallClock = wallClock;
    perRequest = set.histogram(BusinessMetrics.REQUEST_COST);
    total = set.counter(BusinessMetrics.COST);
    unpriced = set.counter(BusinessMetrics.UNPRICED_REQUESTS);
    set.info(BusinessMetrics.PRICE_TABLE_INFO)
        .add(prices.version(), Integer.toString(prices.modelCount()));
  }

  /** The price at this moment of a model as the host names it; null if the table has none. */
  @Nullable
  Price priceNow(@Nullable String model) {
    return model == null ? null : prices.price(model, wallClock.instant()).orElse(null);
  }

  CostCells cells(String model) {
    return new CostCells(perRequest.cell(model), total.cell(model), unpriced.cell(model));
  }
}
