package io.github.llmmetrics.stack.playbook;

import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.stack.alert.AlertCatalogue;
import io.github.llmmetrics.stack.alert.AlertDefinition;
import io.github.llmmetrics.stack.alert.AlertOverride;
import io.github.llmmetrics.stack.alert.Objectives;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.alert.Tuning;
import io.github.llmmetrics.stack.promql.Durations;
import io.github.llmmetrics.stack.promql.Numbers;
import io.github.llmmetrics.stack.rule.AlertRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** The page of one alert: its text, with the queries, numbers and names of this alert in it. */
final class Page {

  /** Absolute, as a team keeps its pages where it likes. */
  static final String DOCUMENTATION = "https://github.com/llm-metrics/llm-metrics/blob/main/docs/";

  private static final Set<String> COMMON_LABELS = Set.of("symptom", "owner");

  private final AlertDefinition alert;
  private final StackSettings settings;
  private final List<PlaybookQuery> queries;
  private final List<AlertRule> rules;
  private final Tuning numbers;

  Page(AlertDefinition alert, StackSettings settings, List<PlaybookQuery> queries) {
    this.alert = alert;
    this.settings = settings;
    this.queries = queries;
    this.rules = alert.rules(settings);
    this.numbers = alert.numbers(settings);
  }

  String text() {
    return """
        # %s

        %s

        %s

        ---

        Made by `llm-metrics generate playbooks`: change its text in llm-metrics-stack and its numbers in the settings.
        """.formatted(alert.name(), head(), filled(alert.name() + ".md"));
  }

  private String head() {
    String state = rules.isEmpty() ? " (switched off in the settings)" : "";
    String grafana = settings.addresses().grafana().toString().replaceAll("/+$", "");
    return """
        **Severity** %s%s · **Owner** %s · [Dashboard %s](%s/d/%s) · [Metrics](%smetrics.md) · [Alerting](%salerting.md)""".formatted(
            alert.severity().label(),
            state,
            owner(),
            alert.dashboard(),
            grafana,
            alert.dashboard(),
            DOCUMENTATION,
            DOCUMENTATION);
  }

  private String filled(String file) {
    return Template.read(file).fill(this::value);
  }

  /** What stands in the text for a placeholder. */
  String value(String place) {
    String[] words = place.split(" ", 2);
    String subject = words.length == 2 ? words[1] : "";
    return switch (words[0]) {
      case "part" -> filled("parts/" + subject + ".md");
      case "query" -> query(subject);
      case "metric" -> metric(subject);
      case "alert" -> page(subject);
      case "rule" -> rule();
      case "silence" ->
        new Silence(settings.addresses().alertmanager(), alert.name(), rules).command();
      case "owner" -> owner();
      case "threshold" -> number(numbers.threshold());
      case "percent" -> percent(required(numbers.threshold()));
      case "events" -> number(numbers.minimumEvents());
      case "window" -> duration(numbers.window());
      case "for" -> duration(numbers.pending());
      case "objective" -> objective(subject);
      default -> throw new IllegalArgumentException("no such placeholder");
    };
  }

  private String query(String name) {
    return queries.stream()
        .filter(query -> query.name().equals(name))
        .map(query -> block("promql", query.vector().text()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such query"));
  }

  private static String metric(String id) {
    MetricDefinition metric = MetricCatalogue.byId(id)
        .orElseThrow(() -> new IllegalArgumentException("no such metric in the catalogue"));
    return "[`%s`](%smetrics.md#%s)"
        .formatted(metric.name(), DOCUMENTATION, metric.dimension().label());
  }

  private static String page(String name) {
    return AlertCatalogue.byName(name)
        .map(other -> "[%s](%s.md)".formatted(other.name(), other.name()))
        .orElseThrow(() -> new IllegalArgumentException("no such alert"));
  }

  private String rule() {
    return rules.stream().map(this::rule).collect(Collectors.joining("\n\n"));
  }

  /** One of several rules says by its own labels which one it is. */
  private String rule(AlertRule rule) {
    String block = block("promql", rule.condition().expression().text());
    if (rules.size() == 1) {
      return block;
    }
    String which = rule.labels().entrySet().stream()
        .filter(label -> !COMMON_LABELS.contains(label.getKey()))
        .map(label -> "`" + label.getKey() + "=\"" + label.getValue() + "\"`, ")
        .collect(Collectors.joining());
    return which + "for " + text(rule.pending()) + ":\n\n" + block;
  }

  private String owner() {
    return settings
        .alerts()
        .getOrDefault(alert.name(), AlertOverride.NONE)
        .owner()
        .orElse(settings.owner());
  }

  private String objective(String what) {
    Objectives objectives = settings.objectives();
    return switch (what) {
      case "availability" -> percent(objectives.availability());
      case "latency" -> percent(objectives.latency());
      case "seconds" -> Numbers.text(objectives.latencySeconds());
      case "days" -> Long.toString(objectives.period().toDays());
      default -> throw new IllegalArgumentException("no such objective");
    };
  }

  private static String percent(double share) {
    return Numbers.text(share * 100) + " %";
  }

  private static String number(OptionalDouble value) {
    return Numbers.text(required(value));
  }

  private static double required(OptionalDouble value) {
    return value.orElseThrow(() -> new IllegalArgumentException("this alert has no such number"));
  }

  /** As it is in the rule: shorter in a drill. */
  private String duration(Optional<Duration> value) {
    return value
        .map(settings::scaled)
        .map(Page::text)
        .orElseThrow(() -> new IllegalArgumentException("this alert has no such duration"));
  }

  private static String text(Duration duration) {
    return duration.isZero() ? "0s" : Durations.text(duration);
  }

  static String block(String language, String text) {
    return "```" + language + "\n" + text + "\n```";
  }
}
