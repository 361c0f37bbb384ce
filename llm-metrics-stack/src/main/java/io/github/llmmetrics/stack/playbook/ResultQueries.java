package io.github.llmmetrics.stack.playbook;

import static io.github.llmmetrics.catalogue.LabelDefinitions.ERROR_TYPE;
import static io.github.llmmetrics.catalogue.LabelDefinitions.FINISH_REASON;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.STATUS;
import static io.github.llmmetrics.stack.playbook.Windows.DAY;
import static io.github.llmmetrics.stack.playbook.Windows.NOW;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.stack.alert.Measurements;
import io.github.llmmetrics.stack.promql.CounterSeries;
import io.github.llmmetrics.stack.promql.HistogramSeries;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.promql.Vector;
import java.util.List;

/** How requests end, and how long they take. */
final class ResultQueries {

  private static final double P99 = 0.99;

  private static final Measurements MEASUREMENTS = Measurements.OF_ALL;
  private static final CounterSeries REQUESTS = Scope.ALL.counter(ApplicationMetrics.REQUESTS);
  private static final HistogramSeries TTFT = Scope.ALL.histogram(ApplicationMetrics.TTFT);
  private static final HistogramSeries TPOT = Scope.ALL.histogram(ApplicationMetrics.TPOT);
  private static final HistogramSeries LATENCY = MEASUREMENTS.latency();

  static final List<PlaybookQuery> ALL = List.of(
      new PlaybookQuery("latency-p50", LATENCY.quantile(0.5, NOW, MODEL)),
      new PlaybookQuery("latency-p99", LATENCY.quantile(P99, NOW, MODEL)),
      PlaybookQuery.greatest(
          "latency-p99-by-instance", LATENCY.quantile(P99, NOW, TargetLabels.INSTANCE, MODEL)),
      new PlaybookQuery("latency-p99-by-status", LATENCY.quantile(P99, NOW, MODEL, STATUS)),
      new PlaybookQuery("ttft-p50", TTFT.quantile(0.5, NOW, MODEL)),
      new PlaybookQuery("ttft-p99", TTFT.quantile(P99, NOW, MODEL)),
      PlaybookQuery.greatest(
          "ttft-p99-by-instance", TTFT.quantile(P99, NOW, TargetLabels.INSTANCE, MODEL)),
      new PlaybookQuery(
          "queue-time-p99",
          Scope.ALL.histogram(ApplicationMetrics.QUEUE_TIME).quantile(P99, NOW, MODEL)),
      new PlaybookQuery("tpot-p50", TPOT.quantile(0.5, NOW, MODEL)),
      new PlaybookQuery("tpot-p99", TPOT.quantile(P99, NOW, MODEL)),
      PlaybookQuery.greatest(
          "tpot-p99-by-instance", TPOT.quantile(P99, NOW, TargetLabels.INSTANCE, MODEL)),
      new PlaybookQuery(
          "itl-p99", Scope.ALL.histogram(ApplicationMetrics.ITL).quantile(P99, NOW, MODEL)),
      new PlaybookQuery("error-ratio", MEASUREMENTS.errorRatio(NOW)),
      new PlaybookQuery("error-ratio-of-day", MEASUREMENTS.errorRatio(DAY)),
      PlaybookQuery.greatest("error-ratio-by-instance", errorRatioByInstance()),
      PlaybookQuery.happened(
          "errors-by-type",
          Scope.ALL.counter(ApplicationMetrics.REQUEST_ERRORS).rate(NOW).sumBy(MODEL, ERROR_TYPE)),
      PlaybookQuery.happened(
          "errors-by-type-and-instance",
          Scope.ALL
              .counter(ApplicationMetrics.REQUEST_ERRORS)
              .rate(NOW)
              .sumBy(TargetLabels.INSTANCE, ERROR_TYPE)),
      new PlaybookQuery("requests-by-status", REQUESTS.rate(NOW).sumBy(MODEL, STATUS)),
      new PlaybookQuery("status-shares", shares(REQUESTS, STATUS)),
      new PlaybookQuery(
          "finish-reasons",
          shares(Scope.ALL.counter(ApplicationMetrics.FINISH_REASONS), FINISH_REASON)));

  private ResultQueries() {}

  private static Vector errorRatioByInstance() {
    return Vector.ratio(
        MEASUREMENTS.badRequests().rate(NOW).sumBy(TargetLabels.INSTANCE, MODEL),
        MEASUREMENTS.validRequests().rate(NOW).sumBy(TargetLabels.INSTANCE, MODEL));
  }

  /** Of the requests of each model, the share that has each value of a label. */
  private static Vector shares(CounterSeries counter, LabelDefinition label) {
    return counter
        .rate(NOW)
        .sumBy(MODEL, label)
        .dividedBy(counter.rate(NOW).sumBy(MODEL).above(0));
  }
}
