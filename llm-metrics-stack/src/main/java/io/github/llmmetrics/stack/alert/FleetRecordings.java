package io.github.llmmetrics.stack.alert;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.STATUS;
import static io.github.llmmetrics.catalogue.LabelDefinitions.TOKEN_TYPE;
import static io.github.llmmetrics.stack.promql.TargetLabels.JOB;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.stack.promql.Durations;
import io.github.llmmetrics.stack.promql.HistogramSeries;
import io.github.llmmetrics.stack.promql.RecordedSeries;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.promql.Window;
import io.github.llmmetrics.stack.rule.RecordingRule;
import io.github.llmmetrics.stack.rule.RuleGroup;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a fleet is asked for as a whole, without the instances: as many series for two hundred services as for one. They are
 * not among the rules of {@link RuleSet}, as a team of a few instances gains nothing by them.
 *
 * <pre>{@code
 * job_model_le:llm_time_to_first_token_seconds_bucket:rate5m{job="llm",model="llama-3-8b",le="0.5"} 12.4
 * }</pre>
 */
public final class FleetRecordings {

  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private FleetRecordings() {}

  /**
   * The latency of requests that were served or timed out.
   *
   * @return rates of buckets, by job and model
   */
  public static RecordedSeries latency() {
    return buckets(ApplicationMetrics.REQUEST_LATENCY, Measurements.OF_ALL.latency());
  }

  /**
   * The group that records all.
   *
   * @return {@code llm-fleet}
   */
  public static RuleGroup group() {
    Stream<RecordedSeries> histograms = Stream.of(
            ApplicationMetrics.TTFT,
            ApplicationMetrics.TPOT,
            ApplicationMetrics.ITL,
            ApplicationMetrics.QUEUE_TIME)
        .map(metric -> buckets(metric, Scope.ALL.histogram(metric)));
    Stream<RecordedSeries> counters = Stream.of(
        counter(ApplicationMetrics.REQUESTS, JOB, MODEL, STATUS),
        counter(ApplicationMetrics.TOKENS, JOB, MODEL, TOKEN_TYPE));
    return new RuleGroup(
        "llm-fleet",
        Optional.of(INTERVAL),
        Stream.of(Stream.of(latency()), histograms, counters)
            .flatMap(series -> series)
            .map(RecordingRule::new)
            .toList());
  }

  private static RecordedSeries buckets(MetricDefinition metric, HistogramSeries series) {
    return recorded(
        "job_model_le:" + metric.name() + "_bucket", series.buckets(Window.of(WINDOW), JOB, MODEL));
  }

  private static RecordedSeries counter(MetricDefinition metric, LabelDefinition... by) {
    String level = Arrays.stream(by).map(LabelDefinition::name).collect(Collectors.joining("_"));
    return recorded(
        level + ":" + metric.name().replaceFirst("_total$", ""),
        Scope.ALL.counter(metric).rate(Window.of(WINDOW)).sumBy(by));
  }

  private static RecordedSeries recorded(String name, Vector value) {
    return new RecordedSeries(name + ":rate" + Durations.text(WINDOW), value, Map.of());
  }
}
