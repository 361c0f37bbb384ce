package io.github.llmmetrics.stack.playbook;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.stack.playbook.Windows.NOW;

import io.github.llmmetrics.stack.alert.Measurements;
import io.github.llmmetrics.stack.alert.Slo;
import io.github.llmmetrics.stack.alert.SloRecordings;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.promql.HistogramSeries;
import io.github.llmmetrics.stack.promql.RecordedSeries;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.promql.Vector;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Objectives and their error budgets, from what the rules record of them. */
final class SloQueries {

  private static final HistogramSeries LATENCY = Measurements.OF_ALL.latency();

  private SloQueries() {}

  static List<PlaybookQuery> all(StackSettings settings) {
    double inTime = settings.objectives().latencySeconds();
    return List.of(
        new PlaybookQuery("burn-rate", ofBoth(settings, SloRecordings::burnRate)),
        new PlaybookQuery("budget-remaining", ofBoth(settings, SloRecordings::budgetRemaining)),
        new PlaybookQuery("slo-errors-5m", errors(settings, Duration.ofMinutes(5))),
        new PlaybookQuery("slo-errors-1h", errors(settings, Duration.ofHours(1))),
        new PlaybookQuery("slo-errors-6h", errors(settings, Duration.ofHours(6))),
        new PlaybookQuery("slo-errors-1d", errors(settings, Duration.ofDays(1))),
        new PlaybookQuery("slo-errors-3d", errors(settings, Duration.ofDays(3))),
        new PlaybookQuery("slo-events", ofBoth(settings, SloRecordings::events)),
        new PlaybookQuery(
            "in-time-by-instance", LATENCY.shareWithin(inTime, NOW, TargetLabels.INSTANCE, MODEL)));
  }

  private static Vector errors(StackSettings settings, Duration window) {
    return ofBoth(settings, recordings -> recordings.errorRatio(window));
  }

  private static Vector ofBoth(
      StackSettings settings, Function<SloRecordings, RecordedSeries> series) {
    return Arrays.stream(Slo.values())
        .map(slo -> series.apply(new SloRecordings(slo, settings)).now())
        .reduce(Vector::or)
        .orElseThrow();
  }
}
