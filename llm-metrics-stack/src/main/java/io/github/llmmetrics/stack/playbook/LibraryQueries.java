package io.github.llmmetrics.stack.playbook;

import static io.github.llmmetrics.catalogue.LabelDefinitions.CALLBACK_SOURCE;
import static io.github.llmmetrics.catalogue.LabelDefinitions.DROP_REASON;
import static io.github.llmmetrics.catalogue.LabelDefinitions.METRIC;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.OVERFLOWED_LABEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.STATUS;
import static io.github.llmmetrics.stack.playbook.Windows.HOUR;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.SelfMetrics;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.promql.Vector;
import java.util.List;

/** The library that records all this. */
final class LibraryQueries {

  static final List<PlaybookQuery> ALL = List.of(
      new PlaybookQuery("records-dropped", inAnHour(SelfMetrics.METRICS_DROPPED, DROP_REASON)),
      new PlaybookQuery(
          "callback-failures", inAnHour(SelfMetrics.CALLBACK_FAILURES, CALLBACK_SOURCE)),
      PlaybookQuery.greatest("series-budget", seriesBudget()),
      new PlaybookQuery("overflow", inAnHour(SelfMetrics.METRICS_OVERFLOW, OVERFLOWED_LABEL)),
      PlaybookQuery.greatest(
          "requests-abandoned",
          Scope.ALL
              .counter(ApplicationMetrics.REQUESTS)
              .where(STATUS, "abandoned")
              .increase(HOUR)
              .sumBy(TargetLabels.INSTANCE, MODEL)),
      PlaybookQuery.greatest(
          "requests-active",
          Scope.ALL
              .gauge(ApplicationMetrics.ACTIVE_REQUESTS)
              .now()
              .sumBy(TargetLabels.INSTANCE, MODEL)),
      new PlaybookQuery(
          "library-versions",
          Scope.ALL
              .gauge(SelfMetrics.BUILD_INFO)
              .now()
              .countBy(LabelDefinitions.VERSION, TargetLabels.INSTANCE)));

  private LibraryQueries() {}

  private static Vector inAnHour(MetricDefinition metric, LabelDefinition label) {
    return Scope.ALL.counter(metric).increase(HOUR).sumBy(TargetLabels.INSTANCE, label);
  }

  private static Vector seriesBudget() {
    return Scope.ALL
        .gauge(SelfMetrics.METRICS_SERIES)
        .now()
        .maxBy(TargetLabels.INSTANCE, METRIC)
        .dividedBy(Scope.ALL
            .gauge(SelfMetrics.METRICS_SERIES_LIMIT)
            .now()
            .maxBy(TargetLabels.INSTANCE, METRIC)
            .above(0));
  }
}
