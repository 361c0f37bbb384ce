package io.github.llmmetrics.stack.playbook;

import static io.github.llmmetrics.catalogue.LabelDefinitions.EVALUATOR;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.REFUSAL_REASON;
import static io.github.llmmetrics.catalogue.LabelDefinitions.SAFETY_CATEGORY;
import static io.github.llmmetrics.catalogue.LabelDefinitions.SEGMENT;
import static io.github.llmmetrics.stack.playbook.Windows.DAY;
import static io.github.llmmetrics.stack.playbook.Windows.HOUR;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.ModelMetrics;
import io.github.llmmetrics.stack.promql.CounterSeries;
import io.github.llmmetrics.stack.promql.HistogramSeries;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.promql.Window;
import java.util.List;

/** What the model says, and what is thought of it. */
final class ProductQueries {

  private static final CounterSeries REQUESTS = Scope.ALL.counter(ApplicationMetrics.REQUESTS);
  private static final CounterSeries TRIGGERS = Scope.ALL.counter(ModelMetrics.SAFETY_TRIGGERS);
  private static final CounterSeries REFUSALS = Scope.ALL.counter(ModelMetrics.REFUSALS);
  private static final HistogramSeries QUALITY = Scope.ALL.histogram(ModelMetrics.QUALITY_SCORES);

  static final List<PlaybookQuery> ALL = List.of(
      new PlaybookQuery("safety-by-category", perRequest(TRIGGERS, HOUR, SAFETY_CATEGORY)),
      new PlaybookQuery("safety-by-category-of-day", perRequest(TRIGGERS, DAY, SAFETY_CATEGORY)),
      PlaybookQuery.greatest(
          "safety-by-instance", TRIGGERS.rate(HOUR).sumBy(TargetLabels.INSTANCE, MODEL)),
      new PlaybookQuery("refusals", perRequest(REFUSALS, HOUR, REFUSAL_REASON)),
      new PlaybookQuery("refusals-of-day", perRequest(REFUSALS, DAY, REFUSAL_REASON)),
      new PlaybookQuery("quality", QUALITY.mean(HOUR, MODEL, EVALUATOR)),
      new PlaybookQuery("quality-of-day", QUALITY.mean(DAY, MODEL, EVALUATOR)),
      new PlaybookQuery("quality-p10", QUALITY.quantile(0.1, HOUR, MODEL, EVALUATOR)),
      new PlaybookQuery("quality-samples", QUALITY.increase(HOUR).sumBy(MODEL, EVALUATOR)),
      new PlaybookQuery(
          "quality-by-instance", QUALITY.mean(HOUR, TargetLabels.INSTANCE, MODEL, EVALUATOR)),
      new PlaybookQuery(
          "satisfaction",
          Scope.ALL.histogram(BusinessMetrics.SATISFACTION_SCORES).mean(HOUR, MODEL, SEGMENT)));

  private ProductQueries() {}

  private static Vector perRequest(CounterSeries events, Window window, LabelDefinition label) {
    return events
        .rate(window)
        .sumBy(MODEL, label)
        .dividedBy(REQUESTS.rate(window).sumBy(MODEL).above(0));
  }
}
