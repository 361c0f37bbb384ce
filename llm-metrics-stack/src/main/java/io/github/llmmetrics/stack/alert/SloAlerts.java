package io.github.llmmetrics.stack.alert;

import io.github.llmmetrics.stack.promql.Comparison;
import io.github.llmmetrics.stack.promql.Durations;
import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.rule.Condition;
import io.github.llmmetrics.stack.rule.Severity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Objectives that are missed now, and error budgets that burn. */
final class SloAlerts {

  static final List<AlertDefinition> ALL = List.of(
      breach(
          "LLMSLOLatencyBreach",
          Slo.LATENCY,
          Tuning.of(Duration.ofMinutes(10)).over(Duration.ofMinutes(5)),
          "{{ $labels.model }}: {{ $value | humanizePercentage }} of requests end in time",
          "Of the requests of {{ $labels.model }} that were served, {{ $value | humanizePercentage }} ended within the objective's "
              + "time, which is fewer than promised. Users feel it now; the burn-rate alerts say whether it matters for the month."),
      breach(
          "LLMSLOAvailabilityBreach",
          Slo.AVAILABILITY,
          Tuning.of(Duration.ofMinutes(30)).over(Duration.ofHours(1)),
          "{{ $labels.model }}: availability is {{ $value | humanizePercentage }}",
          "Of the valid requests of {{ $labels.model }}, {{ $value | humanizePercentage }} did not fail, which is fewer than "
              + "promised. The burn-rate alerts say whether it matters for the month."),
      burn("LLMErrorBudgetBurnFast", Severity.PAGE, BurnWindows.HOUR, BurnWindows.SIX_HOURS),
      burn("LLMErrorBudgetBurnSlow", Severity.WARNING, BurnWindows.DAY, BurnWindows.THREE_DAYS));

  private SloAlerts() {}

  private static AlertDefinition breach(
      String name, Slo slo, Tuning defaults, String summary, String description) {
    return AlertDefinition.named(name)
        .in(AlertGroup.SLO, Severity.CRITICAL, symptom(slo))
        .says(summary, description)
        .shownOn("llm-slo")
        .when(defaults.withMinimumEvents(Tuning.EVENTS), context -> {
          SloRecordings recordings = new SloRecordings(slo, context.settings());
          Duration window = context.numbers().window().orElseThrow();
          Vector good = recordings.errorRatio(window).now().complement();
          return Variant.only(Condition.of(
                  good, Comparison.BELOW, slo.objective(context.settings().objectives()))
              .withEvents(recordings.eventsOver(window), context.minimumEvents()));
        });
  }

  private static AlertDefinition burn(String name, Severity severity, BurnWindows... windows) {
    return AlertDefinition.named(name)
        .in(AlertGroup.SLO, severity, "error_budget")
        .says(
            "{{ $labels.model }}: the {{ $labels.slo }} budget burns, {{ $value | humanizePercentage }} bad over {{ $labels.long }}",
            "{{ $value | humanizePercentage }} of the requests of {{ $labels.model }} over {{ $labels.long }} count against the "
                + "{{ $labels.slo }} objective, and it goes on. At this rate the error budget ends before its period does.")
        .shownOn("llm-slo")
        .when(
            Tuning.NONE.withMinimumEvents(Tuning.EVENTS),
            context -> Stream.of(Slo.values())
                .flatMap(slo -> burning(slo, windows, context))
                .toList());
  }

  /** Leaves out a pair of windows that a small objective makes impossible: its condition could never be true. */
  private static Stream<Variant> burning(Slo slo, BurnWindows[] windows, AlertContext context) {
    Objectives objectives = context.settings().objectives();
    return Arrays.stream(windows)
        .filter(pair -> pair.canSee(slo.errorBudget(objectives), objectives.period()))
        .map(pair -> burning(slo, pair, context));
  }

  private static Variant burning(Slo slo, BurnWindows windows, AlertContext context) {
    Objectives objectives = context.settings().objectives();
    SloRecordings recordings = new SloRecordings(slo, context.settings());
    double tooMany = windows.factor(objectives.period()) * slo.errorBudget(objectives);
    Condition condition = above(recordings, windows.longWindow(), tooMany)
        .and(above(recordings, windows.shortWindow(), tooMany))
        .withEvents(recordings.eventsOver(windows.longWindow()), context.minimumEvents());
    return new Variant(
        condition,
        Optional.of(windows.pending()),
        Optional.of(symptom(slo)),
        Map.of("long", Durations.text(windows.longWindow())));
  }

  private static Condition above(SloRecordings recordings, Duration window, double bound) {
    return Condition.of(recordings.errorRatio(window).now(), Comparison.ABOVE, bound);
  }

  private static String symptom(Slo slo) {
    return "slo_" + slo.label();
  }
}
