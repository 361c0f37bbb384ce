package io.github.llmmetrics.stack.settings;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.stack.alert.AlertCatalogue;
import io.github.llmmetrics.stack.alert.AlertDefinition;
import io.github.llmmetrics.stack.alert.AlertGroup;
import io.github.llmmetrics.stack.alert.Objectives;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.alert.Tuning;
import io.github.llmmetrics.stack.promql.Durations;
import io.github.llmmetrics.stack.promql.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A settings file to start from: every setting with its default, commented out, so that a file that was begun with it still
 * follows the defaults in what nobody changed.
 */
public final class SettingsTemplate {

  private static final String INTRODUCTION = """
      # Settings of llm-metrics generate. Each setting is shown with its default and commented out:
      # take the # before it away where yours differs. Lines with a blank after the # explain.
      """;

  private SettingsTemplate() {}

  /**
   * Writes the file.
   *
   * @return YAML of comments only
   */
  public static String text() {
    StackSettings defaults = StackSettings.DEFAULT;
    Objectives objectives = defaults.objectives();
    return INTRODUCTION
        + """

        # The Prometheus jobs of the LLM services.
        #jobs: [%s]

        # The label owner of each alert that has no owner of its own.
        #owner: %s

        # Where the playbooks are, with <AlertName>.md added, and Grafana, with /d/<uid> added.
        #runbooks: %s
        #grafana: %s

        # What the services promise: shares from 0 to 1, the latency that counts as in time (%s), the period in days.
        #objectives:
        #  availability: %s
        #  latency: %s
        #  latency_seconds: %s
        #  period: %s

        # How many events a ratio or a quantile needs before it may alert.
        #minimum_events: %s

        # By how much all waits and windows are shortened, for a fire drill; 1 in production.
        #drill: %d

        # The alerts. enabled: false leaves one out; owner: gives it an owner of its own.
        #alerts:
        """.formatted(
                String.join(", ", defaults.jobs()),
                defaults.owner(),
                defaults.runbooks(),
                defaults.grafana(),
                bounds(),
                Numbers.text(objectives.availability()),
                Numbers.text(objectives.latency()),
                Numbers.text(objectives.latencySeconds()),
                Durations.text(objectives.period()),
                Numbers.text(defaults.minimumEvents()),
                defaults.drill())
        + AlertCatalogue.all().stream().map(SettingsTemplate::alert).collect(Collectors.joining());
  }

  private static String bounds() {
    return ApplicationMetrics.REQUEST_LATENCY.requiredBounds().stream()
        .map(Numbers::text)
        .collect(Collectors.joining(", "));
  }

  private static String alert(AlertDefinition alert) {
    Tuning numbers = alert.numbers(StackSettings.DEFAULT);
    List<String> lines = new ArrayList<>();
    if (isFirst(alert)) {
      lines.add("# " + alert.group().label() + ".");
    }
    lines.add("#  " + alert.name() + ":");
    lines.add("#    enabled: true");
    numbers.threshold().ifPresent(t -> lines.add("#    threshold: " + Numbers.text(t)));
    numbers.window().ifPresent(w -> lines.add("#    window: " + text(w)));
    numbers.pending().ifPresent(p -> lines.add("#    for: " + text(p)));
    numbers.minimumEvents().ifPresent(e -> lines.add("#    minimum_events: " + Numbers.text(e)));
    return String.join("\n", lines) + "\n";
  }

  private static boolean isFirst(AlertDefinition alert) {
    AlertGroup group = alert.group();
    return AlertCatalogue.all().stream()
        .filter(other -> other.group() == group)
        .findFirst()
        .orElseThrow()
        .equals(alert);
  }

  private static String text(Duration duration) {
    return duration.isZero() ? "0s" : Durations.text(duration);
  }
}
