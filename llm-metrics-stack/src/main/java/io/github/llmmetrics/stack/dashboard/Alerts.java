package io.github.llmmetrics.stack.dashboard;

import io.github.llmmetrics.catalogue.Direction;
import io.github.llmmetrics.stack.alert.AlertCatalogue;
import io.github.llmmetrics.stack.alert.AlertDefinition;
import io.github.llmmetrics.stack.alert.Slo;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.grafana.Colour;
import io.github.llmmetrics.stack.grafana.Link;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.ThresholdSteps;
import io.github.llmmetrics.stack.promql.Numbers;
import io.github.llmmetrics.stack.rule.AlertRule;
import io.github.llmmetrics.stack.rule.Severity;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A team's alerts, as its dashboards show them: lines at their thresholds, links to their playbooks.
 *
 * @param settings of the team
 */
record Alerts(StackSettings settings) {

  /** A panel of a value that alerts watch: a line at each threshold, and a link to each playbook. */
  Panel watching(Panel panel, Direction direction, String... alerts) {
    SortedMap<Double, Colour> bounds = new TreeMap<>();
    for (String alert : alerts) {
      rules(alert)
          .forEach(rule -> rule.condition()
              .threshold()
              .ifPresent(threshold -> bounds.put(threshold, colour(rule.severity()))));
    }
    Panel linked = linking(panel, alerts);
    return bounds.isEmpty()
        ? linked
        : linked.thresholds(ThresholdSteps.of(direction, bounds, ThresholdSteps.Line.SOLID));
  }

  /** A panel of what alerts watch in another form: links to their playbooks only. */
  Panel linking(Panel panel, String... alerts) {
    Panel linked = panel;
    for (String alert : alerts) {
      List<AlertRule> rules = rules(alert);
      if (!rules.isEmpty()) {
        linked = linked.link(new Link("Playbook: " + alert, playbook(rules.get(0))));
      }
    }
    return linked;
  }

  /** The burn rates at which alerts on an objective's error budget fire. */
  ThresholdSteps burnRates(Slo slo) {
    SortedMap<Double, Colour> bounds = new TreeMap<>();
    Stream.of("LLMErrorBudgetBurnSlow", "LLMErrorBudgetBurnFast")
        .flatMap(alert -> rules(alert).stream())
        .filter(rule -> symptom(slo).equals(rule.labels().get("symptom")))
        .forEach(rule -> rule.condition()
            .threshold()
            .ifPresent(ratio -> bounds.put(burnRate(slo, ratio), colour(rule.severity()))));
    return bounds.isEmpty()
        ? ThresholdSteps.NONE
        : ThresholdSteps.of(Direction.HIGH_IS_BAD, bounds, ThresholdSteps.Line.SOLID);
  }

  /** The alerts compare ratios, which hold the rate and the budget multiplied. */
  private double burnRate(Slo slo, double errorRatio) {
    double rate = errorRatio / slo.errorBudget(settings.objectives());
    return Double.parseDouble(Numbers.text(rate));
  }

  private static String symptom(Slo slo) {
    return "slo_" + slo.label();
  }

  /** What an alert looks back over. */
  Duration window(String alert) {
    return definition(alert).numbers(settings).window().orElseThrow();
  }

  /** None if the team switched the alert off. */
  private List<AlertRule> rules(String alert) {
    return definition(alert).rules(settings);
  }

  private static AlertDefinition definition(String alert) {
    return AlertCatalogue.byName(alert)
        .orElseThrow(() -> new IllegalArgumentException("no alert " + alert));
  }

  private static String playbook(AlertRule rule) {
    return rule.annotations().getOrDefault("runbook_url", "");
  }

  private static Colour colour(Severity severity) {
    return switch (severity) {
      case INFO -> Colour.BLUE;
      case WARNING -> Colour.ORANGE;
      case CRITICAL, PAGE -> Colour.RED;
    };
  }
}
