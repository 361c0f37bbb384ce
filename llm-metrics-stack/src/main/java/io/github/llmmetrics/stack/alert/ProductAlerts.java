package io.github.llmmetrics.stack.alert;

import static io.github.llmmetrics.catalogue.LabelDefinitions.EVALUATOR;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.ModelMetrics;
import io.github.llmmetrics.stack.promql.Comparison;
import io.github.llmmetrics.stack.promql.CounterSeries;
import io.github.llmmetrics.stack.promql.HistogramSeries;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.promql.Window;
import io.github.llmmetrics.stack.rule.Condition;
import io.github.llmmetrics.stack.rule.Severity;
import java.time.Duration;
import java.util.List;

/** What the product's users see: safety filters and quality. */
final class ProductAlerts {

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final Duration PENDING = Duration.ofMinutes(15);

  private static final CounterSeries REQUESTS = Scope.ALL.counter(ApplicationMetrics.REQUESTS);
  private static final CounterSeries SAFETY_TRIGGERS =
      Scope.ALL.counter(ModelMetrics.SAFETY_TRIGGERS);
  private static final HistogramSeries QUALITY = Scope.ALL.histogram(ModelMetrics.QUALITY_SCORES);

  static final List<AlertDefinition> ALL = List.of(
      safety("LLMHighSafetyTriggerRate", Severity.WARNING, 0.01),
      safety("LLMHighSafetyTriggerRateCritical", Severity.CRITICAL, 0.05),
      quality("LLMLowQuality", Severity.WARNING, 0.7),
      quality("LLMLowQualityCritical", Severity.CRITICAL, 0.5));

  private ProductAlerts() {}

  private static AlertDefinition safety(String name, Severity severity, double threshold) {
    return AlertDefinition.named(name)
        .in(AlertGroup.SAFETY, severity, "safety")
        .says(
            "{{ $labels.model }}: safety filters act on {{ $value | humanizePercentage }} of requests",
            "Over the last hour {{ $labels.model }} had {{ $value | humanizePercentage }} as many safety triggers as requests. "
                + "An attack, one customer's use, a new prompt, or a filter that changed: look at the categories first.")
        .of(ThresholdRange.SHARE)
        .shownOn("llm-model")
        .when(
            Tuning.of(threshold, PENDING).over(WINDOW).withMinimumEvents(Tuning.EVENTS),
            context -> Variant.only(Condition.of(
                    triggersPerRequest(context.window()), Comparison.ABOVE, context.threshold())
                .withEvents(
                    REQUESTS.increase(context.window()).sumBy(MODEL), context.minimumEvents())));
  }

  private static Vector triggersPerRequest(Window window) {
    return Vector.ratio(
        SAFETY_TRIGGERS.rate(window).sumBy(MODEL), REQUESTS.rate(window).sumBy(MODEL));
  }

  private static AlertDefinition quality(String name, Severity severity, double threshold) {
    return AlertDefinition.named(name)
        .in(AlertGroup.QUALITY, severity, "quality")
        .says(
            "{{ $labels.model }}: mean quality by {{ $labels.evaluator }} is {{ printf \"%.2f\" $value }}",
            "The scores that {{ $labels.evaluator }} gave {{ $labels.model }} over the last hour have a mean of "
                + "{{ printf \"%.2f\" $value }}. Ask what was deployed: model, prompt, sampling, or the evaluator itself.")
        .of(ThresholdRange.SHARE)
        .shownOn("llm-model")
        .when(
            Tuning.of(threshold, PENDING).over(WINDOW).withMinimumEvents(Tuning.EVENTS),
            context -> Variant.only(Condition.of(
                    QUALITY.mean(context.window(), MODEL, EVALUATOR),
                    Comparison.BELOW,
                    context.threshold())
                .withEvents(
                    QUALITY.increase(context.window()).sumBy(MODEL, EVALUATOR),
                    context.minimumEvents())));
  }
}
