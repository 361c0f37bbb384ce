package io.github.llmmetrics.stack.tuning;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.prometheus.PrometheusClient;
import io.github.llmmetrics.stack.prometheus.Series;
import io.github.llmmetrics.stack.promql.PrometheusSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which alerts fired how often, those that cost most attention first. */
public final class NoiseReport {

  static final Duration STEP = Duration.ofMinutes(1);

  private final PrometheusClient prometheus;
  private final StackSettings settings;

  /**
   * A report.
   *
   * @param prometheus evaluates the alerts
   * @param settings with the present numbers of the alerts
   */
  public NoiseReport(PrometheusClient prometheus, StackSettings settings) {
    this.prometheus = prometheus;
    this.settings = settings;
  }

  /** What tells an alert from another one. */
  private record Alert(String name, String severity) {}

  /**
   * Looks at the alerts that fired.
   *
   * @param range when
   * @return a table, with what to do about each
   */
  public String text(TimeRange range) {
    String firing = PrometheusSeries.firingAlerts(List.of()).text();
    Map<Alert, List<Duration>> lengths =
        new TreeMap<>(Comparator.comparing(Alert::name).thenComparing(Alert::severity));
    for (Series series : prometheus.range(firing, range.start(), range.end(), STEP)) {
      Alert alert = new Alert(series.label("alertname"), series.label("severity"));
      List<Duration> all = lengths.computeIfAbsent(alert, key -> new ArrayList<>());
      Firings.runs(series.points(), STEP)
          // The last point stands for the step that it begins.
          .forEach(run -> all.add(run.length().plus(STEP)));
    }
    List<Noise> noises = lengths.entrySet().stream()
        .map(entry -> new Noise(
            entry.getKey().name(),
            entry.getKey().severity(),
            entry.getValue().stream().sorted().toList()))
        .sorted(Comparator.comparingLong(Noise::cost).reversed())
        .toList();
    return NoiseText.of(noises, new Advice(settings, range.length()), range);
  }
}
