package io.github.llmmetrics.stack.alert;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.stack.promql.Durations;
import io.github.llmmetrics.stack.promql.HistogramSeries;
import io.github.llmmetrics.stack.promql.RecordedSeries;
import java.util.Map;

/** Measurements by model that more than one rule uses, recorded once. A name tells the window that is meant, also in a drill. */
final class Recordings {

  private Recordings() {}

  static RecordedSeries errorRatio(AlertContext context) {
    return context.recorded(new RecordedSeries(
        "model:llm_requests:bad_ratio_rate" + window(context),
        Measurements.OF_ALL.errorRatio(context.window()),
        Map.of()));
  }

  static RecordedSeries p99(AlertContext context, MetricDefinition metric, HistogramSeries series) {
    return context.recorded(new RecordedSeries(
        "model:" + metric.name() + ":p99_rate" + window(context),
        // Of an hour without requests a quantile is NaN, and one NaN spoils every longer look back.
        series
            .quantile(0.99, context.window(), MODEL)
            .and(series.rate(context.window()).sumBy(MODEL).above(0)),
        Map.of()));
  }

  private static String window(AlertContext context) {
    return Durations.text(context.numbers().window().orElseThrow());
  }
}
