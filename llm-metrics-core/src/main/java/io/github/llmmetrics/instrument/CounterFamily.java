package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/** A counter of the catalogue. A cell is exposed, as 0, from the moment it is asked for. Thread-safe. */
public final class CounterFamily extends Family<CounterCell> {

  CounterFamily(MetricDefinition definition, InstrumentSet set) {
    super(definition, set);
  }

  /**
   * The cell of one set of label values; resolve it once and keep it.
   *
   * @param labelValues one for each label of the definition, in its order; repaired already
   * @return the series' own cell, or the one of {@code other} where the metric's cap is reached
   */
  public CounterCell cell(String... labelValues) {
    return resolve(labelValues);
  }

  /**
   * Whether a cell is the series of exactly these label values, and not the one of {@code other}.
   *
   * @param cell of this family
   * @param labelValues one for each label of the definition, in its order
   * @return false, too, if there is no such series
   */
  public boolean isOwn(CounterCell cell, String... labelValues) {
    return has(cell, labelValues);
  }

  @Override
  CounterCell newCell(Labels labels) {
    return new CounterCell(labels);
  }

  @Override
  CounterCell overflowCell(List<String> labelValues) {
    return otherCell(labelValues);
  }

  @Override
  Labels labels(CounterCell cell) {
    return cell.labels();
  }

  @Override
  boolean isExposed(CounterCell cell) {
    return true;
  }

  @Override
  MetricSnapshot snapshot(List<CounterCell> cells) {
    return new CounterSnapshot(
        descriptor().metadata(), cells.stream().map(CounterCell::snapshot).toList());
  }
}
