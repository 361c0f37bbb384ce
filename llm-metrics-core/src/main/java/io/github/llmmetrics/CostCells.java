package io.github.llmmetrics;

import io.github.llmmetrics.instrument.CounterCell;
import io.github.llmmetrics.instrument.HistogramCell;

/** The cost of one model's requests. */
record CostCells(HistogramCell perRequest, CounterCell total, CounterCell unpriced) {}
