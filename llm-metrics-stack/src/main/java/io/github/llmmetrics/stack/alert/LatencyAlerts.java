package io.github.llmmetrics.stack.alert;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.stack.promql.Comparison;
import io.github.llmmetrics.stack.promql.HistogramSeries;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.rule.Condition;
import io.github.llmmetrics.stack.rule.Severity;
import java.time.Duration;
import java.util.List;

/** Time to first token, time per token and latency, each with a warning and a critical one. */
final class LatencyAlerts {

  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Duration PENDING = Duration.ofMinutes(5);

  private static final HistogramSeries LATENCY = Measurements.OF_ALL.latency();
  private static final HistogramSeries TTFT = Scope.ALL.histogram(ApplicationMetrics.TTFT);
  private static final HistogramSeries TPOT = Scope.ALL.histogram(ApplicationMetrics.TPOT);

  static final List<AlertDefinition> ALL = List.of(
      latency("LLMHighLatencyP99", Severity.WARNING, 10),
      latency("LLMHighLatencyP99Critical", Severity.CRITICAL, 30),
      ttft("LLMHighTTFT", Severity.WARNING, 2),
      ttft("LLMHighTTFTCritical", Severity.CRITICAL, 5),
      tpot("LLMHighTPOT", Severity.WARNING, 0.1),
      tpot("LLMHighTPOTCritical", Severity.CRITICAL, 0.2));

  private LatencyAlerts() {}

  private static AlertDefinition latency(String name, Severity severity, double threshold) {
    return p99(
        AlertDefinition.named(name)
            .in(AlertGroup.LATENCY, severity, "latency")
            .says(
                "{{ $labels.model }}: 1 in 100 requests takes longer than {{ $value | humanizeDuration }}",
                "The 99th percentile of request latency of {{ $labels.model }} is {{ $value | humanizeDuration }}. "
                    + "Look at queue depth first, then at KV cache, GPUs and output length.")
            .shownOn("llm-ops"),
        threshold,
        ApplicationMetrics.REQUEST_LATENCY,
        LATENCY);
  }

  private static AlertDefinition ttft(String name, Severity severity, double threshold) {
    return p99(
        AlertDefinition.named(name)
            .in(AlertGroup.LATENCY, severity, "ttft")
            .says(
                "{{ $labels.model }}: 1 in 100 users waits longer than {{ $value | humanizeDuration }} for the first token",
                "The 99th percentile of time to first token of {{ $labels.model }} is {{ $value | humanizeDuration }}. "
                    + "It is queue time and prefill: look at queue depth, prompt length and prefix cache hits.")
            .shownOn("llm-model"),
        threshold,
        ApplicationMetrics.TTFT,
        TTFT);
  }

  private static AlertDefinition tpot(String name, Severity severity, double threshold) {
    return p99(
        AlertDefinition.named(name)
            .in(AlertGroup.LATENCY, severity, "tpot")
            .says(
                "{{ $labels.model }}: 1 in 100 answers takes {{ $value | humanizeDuration }} or more for each token",
                "The 99th percentile of time per output token of {{ $labels.model }} is {{ $value | humanizeDuration }}: "
                    + "users see the text stutter. Look at batch size, preemptions and GPU clocks.")
            .shownOn("llm-model"),
        threshold,
        ApplicationMetrics.TPOT,
        TPOT);
  }

  private static AlertDefinition p99(
      AlertDefinition.Builder alert,
      double threshold,
      MetricDefinition metric,
      HistogramSeries series) {
    return alert
        .of(ThresholdRange.SECONDS)
        .when(
            Tuning.of(threshold, PENDING).over(WINDOW).withMinimumEvents(Tuning.EVENTS),
            context -> Variant.only(Condition.of(
                    Recordings.p99(context, metric, series).now(),
                    Comparison.ABOVE,
                    context.threshold())
                .withEvents(
                    series.increase(context.window()).sumBy(MODEL), context.minimumEvents())));
  }
}
