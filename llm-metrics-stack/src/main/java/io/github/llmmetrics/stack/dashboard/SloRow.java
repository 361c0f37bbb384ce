package io.github.llmmetrics.stack.dashboard;

import io.github.llmmetrics.catalogue.Direction;
import io.github.llmmetrics.stack.alert.Slo;
import io.github.llmmetrics.stack.alert.SloRecordings;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.grafana.Colour;
import io.github.llmmetrics.stack.grafana.FieldOverride;
import io.github.llmmetrics.stack.grafana.Legend;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.Stat;
import io.github.llmmetrics.stack.grafana.ThresholdSteps;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.Durations;
import io.github.llmmetrics.stack.promql.Matcher;
import io.github.llmmetrics.stack.promql.Vector;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One objective: its budget, how fast it burns, and the requests behind it. */
final class SloRow {

  private static final Unit TIMES = Unit.suffix("x");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SIX_HOURS = Duration.ofHours(6);
  private static final Duration THREE_DAYS = Duration.ofDays(3);
  private static final String BURN_FAST = "LLMErrorBudgetBurnFast";
  private static final String BURN_SLOW = "LLMErrorBudgetBurnSlow";

  private final Slo slo;
  private final StackSettings settings;
  private final Alerts alerts;
  private final SloRecordings recorded;
  private final List<Matcher> chosen;

  SloRow(Slo slo, StackSettings settings, Selection selection) {
    this.slo = slo;
    this.settings = settings;
    this.alerts = new Alerts(settings);
    this.recorded = new SloRecordings(slo, settings);
    this.chosen = selection.scope().matchers();
  }

  Row row() {
    return Row.of(
        "Objective: " + slo.label(),
        alerts.linking(remaining(), BURN_FAST, BURN_SLOW),
        burnRate(),
        period(),
        objective(),
        burnDown(),
        alerts.linking(burnRates(), BURN_FAST, BURN_SLOW),
        alerts.watching(goodNow(), Direction.LOW_IS_BAD, breach()),
        events());
  }

  private Panel remaining() {
    return stat(
            "budget left",
            Unit.SHARE,
            "What is left of the period's error budget. Below a quarter: no risky changes; below zero: the objective was missed, "
                + "and reliability comes first.")
        .query(recorded.budgetRemaining().now(chosen), "{{model}}")
        .thresholds(budgetColours());
  }

  private Panel burnRate() {
    return stat(
            "burn rate",
            TIMES,
            "How fast the budget went in the last hour. 1 uses it up in exactly the period; the colours begin where the alerts do.")
        .query(recorded.burnRate().now(chosen), "{{model}}")
        .decimals(1)
        .thresholds(alerts.burnRates(slo));
  }

  private Panel period() {
    return stat(
            "good requests, " + days(),
            Unit.SHARE,
            "The share of good requests in the period so far: what is compared with the objective, and reported.")
        .query(
            recorded.errorRatio(settings.objectives().period()).now(chosen).complement(),
            "{{model}}")
        .decimals(3)
        .thresholds(ThresholdSteps.of(
            Direction.LOW_IS_BAD,
            new TreeMap<>(Map.of(slo.objective(settings.objectives()), Colour.RED)),
            ThresholdSteps.Line.DASHED));
  }

  private Panel objective() {
    return stat(
            "objective",
            Unit.SHARE,
            "What was promised, from the settings. If it is kept with ease for months, or never, it is the wrong one: change it.")
        .instant(recorded.objective().now(), "Objective");
  }

  private Panel burnDown() {
    return lines(
            "burn-down",
            Unit.SHARE,
            "What is left of the budget over time. Cliffs are incidents: did each have a follow-up? A steady slope is everyday "
                + "loss: it is mended by work on the cause, not by faster reaction.")
        .query(recorded.budgetRemaining().now(chosen), "{{model}}")
        .thresholds(budgetColours());
  }

  private Panel burnRates() {
    return Panel.of(
            TimeSeries.LINES.scale(TimeSeries.Scale.SYMLOG).legend(Legend.TABLE),
            titled("burn rates"),
            TIMES,
            "The rates that the alerts compare with the lines. High over an hour and low over six: a short incident, perhaps over.")
        .query(burnRateOver(HOUR), "1 h {{model}}")
        .query(burnRateOver(SIX_HOURS), "6 h {{model}}")
        .query(burnRateOver(THREE_DAYS), "3 d {{model}}")
        .thresholds(alerts.burnRates(slo));
  }

  private Vector burnRateOver(Duration window) {
    return recorded
        .errorRatio(window)
        .now(chosen)
        .dividedBy(recorded.errorBudget().now());
  }

  private Panel goodNow() {
    Duration window = alerts.window(breach());
    return lines(
            "good requests, " + Durations.text(window),
            Unit.SHARE,
            "What the alert on a breach watches; its threshold is the line, the objective. Short dips are what the budget is for.")
        .query(recorded.errorRatio(window).now(chosen).complement(), "{{model}}");
  }

  private Panel events() {
    return lines(
            "all and bad requests",
            Unit.REQUESTS_PER_SECOND,
            "What the ratios are made of. Few requests: a single failure burns much of the budget, and proves little.")
        .query(recorded.events().now(chosen), "all {{model}}")
        .query(recorded.badEvents().now(chosen), "bad {{model}}")
        .override(FieldOverride.byRegexp("^bad ").colour(Colour.RED));
  }

  private Panel stat(String what, Unit unit, String description) {
    return Panel.of(Stat.NUMBER, titled(what), unit, description).sized(6, 4);
  }

  private Panel lines(String what, Unit unit, String description) {
    return Panel.of(TimeSeries.LINES, titled(what), unit, description);
  }

  private String titled(String what) {
    String name = slo.label();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + ": " + what;
  }

  private String days() {
    return settings.objectives().period().toDays() + " days";
  }

  private String breach() {
    return switch (slo) {
      case AVAILABILITY -> "LLMSLOAvailabilityBreach";
      case LATENCY -> "LLMSLOLatencyBreach";
    };
  }

  private static ThresholdSteps budgetColours() {
    return ThresholdSteps.of(
        Direction.LOW_IS_BAD,
        new TreeMap<>(Map.of(0.0, Colour.RED, 0.25, Colour.ORANGE, 0.5, Colour.YELLOW)),
        ThresholdSteps.Line.DASHED);
  }
}
