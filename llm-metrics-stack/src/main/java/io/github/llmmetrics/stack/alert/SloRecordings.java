package io.github.llmmetrics.stack.alert;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;

import io.github.llmmetrics.stack.promql.Durations;
import io.github.llmmetrics.stack.promql.PrometheusSeries;
import io.github.llmmetrics.stack.promql.RecordedSeries;
import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.promql.Window;
import io.github.llmmetrics.stack.rule.RecordingRule;
import io.github.llmmetrics.stack.rule.RuleGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is recorded of one objective: the names are those of the tool sloth, so that what reads its series reads these.
 *
 * <pre>{@code
 * slo:sli_error:ratio_rate5m{model="llama-3-8b",slo="availability"} 0.002
 * slo:period_error_budget_remaining:ratio{model="llama-3-8b",slo="availability"} 0.71
 * }</pre>
 *
 * <p>Short windows are rates of the counters. Long ones are sums of recorded rates: cheap, and weighted by requests, as a mean
 * of ratios would not be.
 *
 * @param slo the objective
 * @param settings of the team
 */
public record SloRecordings(Slo slo, StackSettings settings) {

  private static final Duration BASE = Duration.ofMinutes(5);
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration LONG_INTERVAL = Duration.ofMinutes(2);
  private static final List<Duration> SHORT_WINDOWS = List.of(
      BASE, Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(6));
  private static final List<Duration> LONG_WINDOWS =
      List.of(Duration.ofDays(1), Duration.ofDays(3));

  /**
   * The rate of events over five minutes.
   *
   * @return by model and slo
   */
  public RecordedSeries events() {
    return recorded("slo:sli_events:rate" + text(BASE), slo.events(window(BASE)));
  }

  /**
   * The rate of bad events over five minutes; 0 before the first one.
   *
   * @return by model and slo
   */
  public RecordedSeries badEvents() {
    Vector bad = slo.badEvents(settings.objectives(), window(BASE));
    return recorded("slo:sli_bad_events:rate" + text(BASE), bad.orZeroOf(slo.events(window(BASE))));
  }

  /**
   * The share of bad events.
   *
   * @param window one of those that are recorded: 5 min, 30 min, 1 h, 2 h, 6 h, 1 d, 3 d, and the period
   * @return by model and slo
   */
  public RecordedSeries errorRatio(Duration window) {
    if (!windows().contains(window)) {
      throw new IllegalArgumentException("window: " + window + " must be one of " + windows());
    }
    return recorded(
        "slo:sli_error:ratio_rate" + text(window),
        SHORT_WINDOWS.contains(window) ? shortRatio(window(window)) : longRatio(window(window)));
  }

  private Vector shortRatio(Window window) {
    return Vector.ratio(slo.badEvents(settings.objectives(), window), slo.events(window));
  }

  private Vector longRatio(Window window) {
    return Vector.ratio(
        badEvents().sumOver(window).sumBy(MODEL), events().sumOver(window).sumBy(MODEL));
  }

  /**
   * How many events a window had.
   *
   * @param window to look back over
   * @return by model and slo
   */
  Vector eventsOver(Duration window) {
    return events().sumOver(window(window)).times((double)
        settings.scaled(INTERVAL).toSeconds());
  }

  /**
   * The objective, as a series for panels.
   *
   * @return by slo
   */
  public RecordedSeries objective() {
    return recorded(
        "slo:objective:ratio", PrometheusSeries.constant(slo.objective(settings.objectives())));
  }

  /**
   * The share of events that may be bad, as a series for panels.
   *
   * @return by slo
   */
  public RecordedSeries errorBudget() {
    return recorded(
        "slo:error_budget:ratio",
        PrometheusSeries.constant(slo.errorBudget(settings.objectives())));
  }

  /**
   * How fast the budget is used now: 1 uses it up in exactly the period.
   *
   * @return by model and slo
   */
  public RecordedSeries burnRate() {
    return recorded(
        "slo:current_burn_rate:ratio",
        errorRatio(Duration.ofHours(1)).now().dividedBy(errorBudget().now()));
  }

  /**
   * What is left of the period's budget: 1 all, 0 none, negative when the objective was missed.
   *
   * @return by model and slo
   */
  public RecordedSeries budgetRemaining() {
    return recorded(
        "slo:period_error_budget_remaining:ratio",
        errorRatio(settings.objectives().period())
            .now()
            .dividedBy(errorBudget().now())
            .complement());
  }

  /** The rule groups that record all this. */
  List<RuleGroup> groups() {
    Stream<RecordedSeries> rates = Stream.concat(
        Stream.of(events(), badEvents()), SHORT_WINDOWS.stream().map(this::errorRatio));
    Stream<RecordedSeries> period = Stream.concat(
        longWindows().map(this::errorRatio),
        Stream.of(objective(), errorBudget(), burnRate(), budgetRemaining()));
    return List.of(
        group("sli", INTERVAL, rates.toList()), group("period", LONG_INTERVAL, period.toList()));
  }

  private List<Duration> windows() {
    return Stream.concat(SHORT_WINDOWS.stream(), longWindows()).toList();
  }

  private Stream<Duration> longWindows() {
    return Stream.concat(LONG_WINDOWS.stream(), Stream.of(settings.objectives().period()))
        .distinct();
  }

  private RuleGroup group(String name, Duration interval, List<RecordedSeries> series) {
    return new RuleGroup(
        "llm-slo-" + slo.label() + "-" + name,
        Optional.of(settings.scaled(interval)),
        series.stream().map(RecordingRule::new).toList());
  }

  private RecordedSeries recorded(String name, Vector value) {
    return new RecordedSeries(name, value, Map.of("slo", slo.label()));
  }

  private Window window(Duration duration) {
    return Window.of(settings.scaled(duration));
  }

  /** A window as a name has it: the one that is meant, also in a drill. */
  private static String text(Duration window) {
    return Durations.text(window);
  }
}
