package io.github.llmmetrics.stack.alert;

import io.github.llmmetrics.stack.promql.RecordedSeries;
import io.github.llmmetrics.stack.rule.AlertRule;
import io.github.llmmetrics.stack.rule.Severity;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One alert: all that is to be known about it before a team's settings make rules of it.
 *
 * @param name unique; also the name of its playbook
 * @param group the rule group it is in
 * @param severity how urgent it is
 * @param symptom what is wrong, in a word that it shares with its twins of other severities: it is what they inhibit by
 * @param defaults its numbers
 * @param range what its threshold may be, if it has one
 * @param dashboard the uid of the dashboard that shows it
 * @param summary one line, which may name labels of the condition and of its variant
 * @param description what it means and what to look at first; {@code $value} is the value of the condition
 * @param form makes the conditions
 */
public record AlertDefinition(
    String name,
    AlertGroup group,
    Severity severity,
    String symptom,
    Tuning defaults,
    ThresholdRange range,
    String dashboard,
    String summary,
    String description,
    Form form) {

  /** Makes the conditions of an alert; most have one. */
  @FunctionalInterface
  interface Form {

    /** The conditions for these numbers. */
    List<Variant> variants(AlertContext context);
  }

  /**
   * Its rules.
   *
   * @param settings of the team
   * @return one or more; none if the team switched it off
   */
  public List<AlertRule> rules(StackSettings settings) {
    return rules(settings, recorded -> {});
  }

  /** Its rules; tells which recordings they need. */
  List<AlertRule> rules(StackSettings settings, Consumer<RecordedSeries> recordings) {
    if (!settings.override(name).isEnabled()) {
      return List.of();
    }
    Tuning numbers = numbers(settings);
    AlertContext context = new AlertContext(settings, numbers, recordings);
    return named(() -> form.variants(context)).stream()
        .map(variant -> rule(variant, numbers, settings))
        .toList();
  }

  /**
   * Its numbers.
   *
   * @param settings of the team
   * @return the defaults with the team's changes
   */
  public Tuning numbers(StackSettings settings) {
    Tuning general = defaults.minimumEvents().isPresent()
        ? defaults.withMinimumEvents(settings.minimumEvents())
        : defaults;
    return named(() -> general.with(settings.override(name).numbers()));
  }

  /** The defaults with these changes, refused where the alert has no such number, or its value makes no sense. */
  Tuning tuned(Tuning changes) {
    return named(() -> {
      Tuning numbers = defaults.with(changes);
      range.require(numbers.threshold());
      return numbers;
    });
  }

  /** Puts the alert's place in the settings before what a number is refused with. */
  private <T> T named(Supplier<T> numbers) {
    try {
      return numbers.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("alerts." + name + "." + e.getMessage(), e);
    }
  }

  private AlertRule rule(Variant variant, Tuning numbers, StackSettings settings) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("symptom", variant.symptom().orElse(symptom));
    labels.put("owner", settings.override(name).owner().orElse(settings.owner()));
    labels.putAll(variant.labels());
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("summary", filled(summary, variant.labels()));
    annotations.put("description", filled(description, variant.labels()));
    annotations.put(
        "runbook_url", withoutSlash(settings.addresses().runbooks()) + "/" + name + ".md");
    annotations.put(
        "dashboard_url", withoutSlash(settings.addresses().grafana()) + "/d/" + dashboard);
    Duration pending = variant.pending().or(numbers::pending).orElse(Duration.ZERO);
    return new AlertRule(
        name, variant.condition(), settings.scaled(pending), severity, labels, annotations);
  }

  /** Writes a variant's own labels into a text: Prometheus fills in those of the condition alone. */
  private static String filled(String text, Map<String, String> labels) {
    String filled = text;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      filled = filled.replace("{{ $labels." + label.getKey() + " }}", label.getValue());
    }
    return filled;
  }

  private static String withoutSlash(URI address) {
    return address.toString().replaceAll("/+$", "");
  }

  static Builder named(String name) {
    return new Builder(name);
  }

  /** Collects a definition's parts, so that the catalogue of alerts reads as a list. */
  static final class Builder {
    private final String name;
    private AlertGroup group = AlertGroup.SELF;
    private Severity severity = Severity.INFO;
    private String symptom = "";
    private ThresholdRange range = ThresholdRange.COUNT;
    private String dashboard = "";
    private String summary = "";
    private String description = "";

    private Builder(String name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    Builder in(AlertGroup group, Severity severity, String symptom) {
      this.group = group;
      this.severity = severity;
      this.symptom = symptom;
      return this;
    }

    Builder says(String summary, String description) {
      this.summary = summary;
      this.description = description;
      return this;
    }

    /** What the threshold may be, where it is no count. */
    Builder of(ThresholdRange range) {
      this.range = range;
      return this;
    }

    Builder shownOn(String dashboard) {
      this.dashboard = dashboard;
      return this;
    }

    AlertDefinition when(Tuning defaults, Form form) {
      return new AlertDefinition(
          name, group, severity, symptom, defaults, range, dashboard, summary, description, form);
    }
  }
}
