package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A histogram of the catalogue: classic buckets of our own, or client_java's where native ones are asked for. Thread-safe. */
public final class HistogramFamily extends Family<HistogramCell> {

  private final double[] bounds;
  private final BucketIndex index;
  private final BucketIndex nanosIndex;
  private final double stepsPerUnit;
  private final boolean exemplarsEnabled;
  private final @Nullable NativeHistogram nativeHistogram;

  HistogramFamily(MetricDefinition definition, InstrumentSet set, HistogramSettings settings) {
    super(definition, set);
    this.bounds = settings.bounds().stream().mapToDouble(Double::doubleValue).toArray();
    this.index = new BucketIndex(bounds);
    this.nanosIndex = index.ofSteps(FixedPoint.STEPS_PER_SECOND);
    this.stepsPerUnit = FixedPoint.stepsPerUnit(definition.unit());
    this.exemplarsEnabled = settings.exemplars();
    this.nativeHistogram = settings.form() == HistogramForm.CLASSIC
        ? null
        : new NativeHistogram(descriptor(), settings, bounds);
  }

  /**
   * The cell of one set of label values; resolve it once and keep it.
   *
   * @param labelValues one for each label of the definition, in its order; repaired already
   * @return the series' own cell, or the one of {@code other} where the metric's cap is reached
   */
  public HistogramCell cell(String... labelValues) {
    return resolve(labelValues);
  }

  /** The buckets with the one of all, the sum and the count. */
  @Override
  public int seriesPerLabelSet() {
    return bounds.length + 3;
  }

  @Override
  HistogramCell newCell(Labels labels) {
    ExemplarSlots exemplars = exemplarsEnabled ? new ExemplarSlots(index) : null;
    return nativeHistogram == null
        ? new ClassicCell(labels, exemplars, index, nanosIndex, stepsPerUnit)
        : nativeHistogram.cell(labels, exemplars);
  }

  @Override
  HistogramCell overflowCell(List<String> labelValues) {
    return otherCell(labelValues);
  }

  @Override
  Labels labels(HistogramCell cell) {
    return cell.labels();
  }

  @Override
  boolean isExposed(HistogramCell cell) {
    return !cell.isEmpty();
  }

  @Override
  MetricSnapshot snapshot(List<HistogramCell> cells) {
    return new HistogramSnapshot(
        descriptor().metadata(),
        nativeHistogram == null ? classic(cells) : nativeHistogram.snapshots());
  }

  private static List<HistogramDataPointSnapshot> classic(List<HistogramCell> cells) {
    List<HistogramDataPointSnapshot> points = new ArrayList<>(cells.size());
    for (HistogramCell cell : cells) {
      if (cell instanceof ClassicCell classic && !classic.isEmpty()) {
        points.add(classic.snapshot());
      }
    }
    return points;
  }
}
