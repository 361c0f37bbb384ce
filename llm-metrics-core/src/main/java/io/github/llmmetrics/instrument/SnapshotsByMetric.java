package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.dialect.DialectMetric;
import io.github.llmmetrics.dialect.DialectTerm;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a scrape has read of our own metrics. */
record SnapshotsByMetric(Map<MetricDefinition, MetricSnapshot> snapshots) {

  private static final String MODEL = LabelDefinitions.MODEL.name();

  /** The models that any metric has a series of which a foreign one is made of. */
  Set<String> models(DialectMetric metric) {
    Set<String> models = new TreeSet<>();
    for (MetricDefinition source : metric.sources()) {
      points(source).forEach(point -> models.add(point.getLabels().get(MODEL)));
    }
    return models;
  }

  /** The series that a term sums for one model. */
  Stream<? extends DataPointSnapshot> points(DialectTerm term, String model) {
    List<String> others = term.metric().labels().stream()
        .map(LabelDefinition::name)
        .filter(name -> !name.equals(MODEL))
        .toList();
    return points(term.metric())
        .filter(point -> model.equals(point.getLabels().get(MODEL)))
        .filter(point -> term.values().isEmpty()
            || others.stream()
                .anyMatch(name -> term.values().contains(point.getLabels().get(name))));
  }

  private Stream<? extends DataPointSnapshot> points(MetricDefinition metric) {
    MetricSnapshot snapshot = snapshots.get(metric);
    return snapshot == null ? Stream.empty() : snapshot.getDataPoints().stream();
  }
}
