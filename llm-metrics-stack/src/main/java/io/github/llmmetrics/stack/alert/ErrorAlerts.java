package io.github.llmmetrics.stack.alert;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;

import io.github.llmmetrics.stack.promql.Comparison;
import io.github.llmmetrics.stack.promql.PrometheusSeries;
import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.rule.Condition;
import io.github.llmmetrics.stack.rule.Severity;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** Requests that fail, and services that are gone. */
final class ErrorAlerts {

  private static final Duration WINDOW = Duration.ofMinutes(5);

  static final List<AlertDefinition> ALL = List.of(
      errorRate("LLMHighErrorRate", Severity.WARNING, 0.01, Duration.ofMinutes(5)),
      errorRate("LLMHighErrorRateCritical", Severity.PAGE, 0.05, Duration.ofMinutes(2)),
      AlertDefinition.named("LLMServiceDown")
          .in(AlertGroup.ERRORS, Severity.PAGE, "availability")
          .says(
              "{{ with $labels.instance }}LLM service {{ . }} does not answer{{ else }}There is no LLM service of job {{ $labels.job }} left{{ end }}",
              "{{ with $labels.instance }}Prometheus cannot scrape {{ . }}: the process is gone, hangs, or cannot be reached."
                  + "{{ else }}Prometheus knows no target of job {{ $labels.job }}: all are gone, or service discovery lost them.{{ end }}")
          .shownOn("llm-ops")
          .when(
              Tuning.of(Duration.ofMinutes(1)),
              context -> Variant.only(down(context.settings().jobs()))));

  private ErrorAlerts() {}

  private static AlertDefinition errorRate(
      String name, Severity severity, double threshold, Duration pending) {
    return AlertDefinition.named(name)
        .in(AlertGroup.ERRORS, severity, "errors")
        .says(
            "{{ $labels.model }}: {{ $value | humanizePercentage }} of requests fail",
            "Of the valid requests of {{ $labels.model }}, {{ $value | humanizePercentage }} ended as error, timeout or "
                + "rejected. Requests that clients cancelled are in neither number. Look at the errors by type first.")
        .of(ThresholdRange.SHARE)
        .shownOn("llm-ops")
        .when(
            Tuning.of(threshold, pending).over(WINDOW).withMinimumEvents(Tuning.EVENTS),
            context -> Variant.only(Condition.of(
                    Recordings.errorRatio(context).now(), Comparison.ABOVE, context.threshold())
                .withEvents(
                    Measurements.OF_ALL
                        .validRequests()
                        .increase(context.window())
                        .sumBy(MODEL),
                    context.minimumEvents())));
  }

  /** Each job is missed by itself: one that is gone is no less gone where another is there. */
  private static Condition down(List<String> jobs) {
    Vector up = PrometheusSeries.up(jobs);
    Vector down = up.compare(Comparison.EQUAL, 0);
    for (String job : jobs) {
      down = down.or(PrometheusSeries.absent(PrometheusSeries.up(List.of(job))));
    }
    return new Condition(down, List.of(up), OptionalDouble.empty());
  }
}
