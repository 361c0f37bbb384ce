package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * A gauge of the catalogue. A gauge has no series {@code other}, as values of different models do not add up: what is
 * over a cap is skipped and counted. Thread-safe.
 */
public final class GaugeFamily extends Family<GaugeCell> {

  private final GaugeCell skipping = new GaugeCell(Labels.EMPTY, this::skipped);

  GaugeFamily(MetricDefinition definition, InstrumentSet set) {
    super(definition, set);
  }

  /**
   * The cell of one set of label values; resolve it once and keep it.
   *
   * @param labelValues one for each label of the definition, in its order; repaired already
   * @return the series' own cell, or one that counts and forgets its values where a cap is reached
   */
  public GaugeCell cell(String... labelValues) {
    for (int i = 0; i < labelValues.length; i++) {
      if (definition.labels().get(i).isOpen() && labelValues[i].equals(LabelDefinition.OTHER)) {
        return skipping;
      }
    }
    return resolve(labelValues);
  }

  @Override
  GaugeCell newCell(Labels labels) {
    return new GaugeCell(labels, () -> {});
  }

  @Override
  GaugeCell overflowCell(List<String> labelValues) {
    return skipping;
  }

  @Override
  Labels labels(GaugeCell cell) {
    return cell.labels();
  }

  @Override
  boolean isExposed(GaugeCell cell) {
    return !Double.isNaN(cell.value());
  }

  @Override
  MetricSnapshot snapshot(List<GaugeCell> cells) {
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    for (GaugeCell cell : cells) {
      double value = cell.value();
      if (!Double.isNaN(value)) {
        points.add(cell.snapshot(value));
      }
    }
    return new GaugeSnapshot(descriptor().metadata(), points);
  }

  private void skipped() {
    listener().skipped(definition);
  }
}
