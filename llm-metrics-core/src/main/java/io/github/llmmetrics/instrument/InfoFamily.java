package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/** An info metric of the catalogue: series that are always 1 and say something by their labels. Thread-safe. */
public final class InfoFamily extends Family<InfoDataPointSnapshot> {

  private static final InfoDataPointSnapshot SKIPPED = new InfoDataPointSnapshot(Labels.EMPTY);

  InfoFamily(MetricDefinition definition, InstrumentSet set) {
    super(definition, set);
  }

  /**
   * Adds a series, or skips and counts it where the metric's cap is reached. Adding one that is there changes nothing.
   *
   * @param labelValues one for each label of the definition, in its order
   */
  public void add(String... labelValues) {
    resolve(labelValues);
  }

  @Override
  InfoDataPointSnapshot newCell(Labels labels) {
    return new InfoDataPointSnapshot(labels);
  }

  @Override
  InfoDataPointSnapshot overflowCell(List<String> labelValues) {
    listener().skipped(definition);
    return SKIPPED;
  }

  @Override
  Labels labels(InfoDataPointSnapshot point) {
    return point.getLabels();
  }

  @Override
  boolean isExposed(InfoDataPointSnapshot point) {
    return true;
  }

  @Override
  MetricSnapshot snapshot(List<InfoDataPointSnapshot> points) {
    return new InfoSnapshot(descriptor().metadata(), points);
  }
}
