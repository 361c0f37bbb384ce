package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/** An info metric with one series that never changes. */
final class InfoSource implements Source {

  private final Descriptor descriptor;
  private final MetricSnapshot snapshot;

  InfoSource(MetricDefinition definition, Labels constantLabels, List<String> labelValues) {
    this.descriptor = new Descriptor(definition, constantLabels);
    this.snapshot = new InfoSnapshot(
        descriptor.metadata(), List.of(new InfoDataPointSnapshot(descriptor.labels(labelValues))));
  }

  @Override
  public List<Descriptor> descriptors() {
    return List.of(descriptor);
  }

  @Override
  public List<MetricSnapshot> collect() {
    return List.of(snapshot);
  }
}
