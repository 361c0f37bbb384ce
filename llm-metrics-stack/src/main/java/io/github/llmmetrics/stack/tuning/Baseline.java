package io.github.llmmetrics.stack.tuning;

import io.github.llmmetrics.stack.alert.AlertCatalogue;
import io.github.llmmetrics.stack.alert.AlertDefinition;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.prometheus.PrometheusClient;
import io.github.llmmetrics.stack.prometheus.Series;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Thresholds from what was measured.
 *
 * <p>Of each series the worst hundredth of its values is left out, so that an incident in the measured time does not become
 * the norm; the worst of what is left, over all series, gets half as much again. Where low is bad, as for scores from 0 to 1,
 * the distance from 1 gets it. An alert and its twin of another severity keep the proportion of their present thresholds. The
 * result is never less than a tenth of the present threshold and never more than ten times as much.
 */
public final class Baseline {

  static final Duration STEP = Duration.ofMinutes(5);

  /** A day of values. Less does not know the busiest hour. */
  static final int FEWEST_VALUES = 288;

  private static final double NORMAL_SHARE = 0.99;
  private static final double MARGIN = 1.5;
  private static final double WIDEST = 10;
  private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);

  /** Alerts on what a device can bear. What is usual does not change it. */
  static final Set<String> LIMITS = Set.of(
      "GPUHighUtilization",
      "GPUMemoryNearFull",
      "GPUHighTemperature",
      "GPUHighTemperatureCritical",
      "LLMKVCacheNearFull");

  private final PrometheusClient prometheus;
  private final StackSettings settings;
  private final Optional<String> job;
  private final Map<String, List<Series>> answers = new LinkedHashMap<>();

  /**
   * A baseline.
   *
   * @param prometheus has the data
   * @param settings with the present thresholds
   * @param job whose data are taken; empty: all
   */
  public Baseline(PrometheusClient prometheus, StackSettings settings, Optional<String> job) {
    this.prometheus = prometheus;
    this.settings = settings;
    this.job = job;
  }

  /**
   * Measures.
   *
   * @param range which data are taken
   * @return settings as YAML, with what was measured as comments
   */
  public String yaml(TimeRange range) {
    List<Suggestion> suggestions = new ArrayList<>();
    Map<String, Double> factors = new LinkedHashMap<>();
    for (AlertDefinition alert : AlertCatalogue.all()) {
      Operand.of(alert, settings)
          .ifPresent(operand -> suggestions.add(suggestion(operand, range, factors)));
    }
    return BaselineText.of(suggestions, range, job);
  }

  private Suggestion suggestion(Operand operand, TimeRange range, Map<String, Double> factors) {
    List<Series> series = answers.computeIfAbsent(operand.query(), query -> measure(query, range));
    List<Series> enough =
        series.stream().filter(s -> values(s).count() >= FEWEST_VALUES).toList();
    List<Suggestion.Measured> measured = series.stream()
        .filter(s -> values(s).count() > 0)
        .map(s -> new Suggestion.Measured(labels(s), values(s)))
        .toList();
    if (LIMITS.contains(operand.alert())) {
      return none(operand, measured, "a limit of the device, whatever is usual");
    }
    if (enough.isEmpty()) {
      long most = measured.stream().mapToLong(m -> m.values().count()).max().orElse(0);
      return none(
          operand,
          measured,
          "too little data: " + most + " values of " + FEWEST_VALUES + " that are needed");
    }
    double factor = factors.computeIfAbsent(operand.query(), query -> factor(operand, enough));
    double threshold = threshold(operand, factor);
    return new Suggestion(
        operand,
        measured,
        OptionalDouble.of(threshold),
        "",
        firings(series, operand, operand.threshold()),
        firings(series, operand, threshold));
  }

  private static Suggestion none(
      Operand operand, List<Suggestion.Measured> measured, String reason) {
    return new Suggestion(operand, measured, OptionalDouble.empty(), reason, 0, 0);
  }

  private List<Series> measure(String query, TimeRange range) {
    String narrowed = job.map(name -> JobFilter.narrow(query, name)).orElse(query);
    return prometheus.range(narrowed, range.start(), range.end(), STEP);
  }

  /** By how much what is wanted differs from the default of the alert that comes first. */
  private static double factor(Operand operand, List<Series> series) {
    double wanted = series.stream()
        .map(Baseline::values)
        .mapToDouble(values -> distance(operand, normal(operand, values)) * MARGIN)
        .max()
        .orElseThrow();
    double factor = wanted / distance(operand, operand.threshold());
    return Math.min(WIDEST, Math.max(1 / WIDEST, factor));
  }

  private static double normal(Operand operand, Distribution values) {
    return values.quantile(operand.isHighBad() ? NORMAL_SHARE : 1 - NORMAL_SHARE);
  }

  /** How far from what is best. */
  private static double distance(Operand operand, double value) {
    return operand.isHighBad() ? value : 1 - value;
  }

  private static double threshold(Operand operand, double factor) {
    double distance = distance(operand, operand.threshold()) * factor;
    double threshold =
        operand.isHighBad() ? distance : Math.max(operand.threshold() / WIDEST, 1 - distance);
    return BigDecimal.valueOf(threshold).round(TWO_DIGITS).doubleValue();
  }

  private static int firings(List<Series> series, Operand operand, double threshold) {
    return series.stream()
        .mapToInt(s -> Firings.count(s, operand, threshold, STEP))
        .sum();
  }

  private static Distribution values(Series series) {
    return new Distribution(series.points().stream().map(Series.Point::value).toList());
  }

  private static String labels(Series series) {
    return series.labels().entrySet().stream()
        .flatMap(label -> Stream.of(label.getKey() + "=" + label.getValue()))
        .collect(Collectors.joining(","));
  }
}
