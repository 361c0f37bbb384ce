package io.github.llmmetrics.stack.settings;

import io.github.llmmetrics.stack.alert.Addresses;
import io.github.llmmetrics.stack.alert.AlertCatalogue;
import io.github.llmmetrics.stack.alert.AlertOverride;
import io.github.llmmetrics.stack.alert.Objectives;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.alert.Tuning;
import io.github.llmmetrics.stack.alertmanager.AlertmanagerSettings;
import io.github.llmmetrics.stack.engine.EngineSettings;
import io.github.llmmetrics.stack.format.YamlException;
import io.github.llmmetrics.stack.format.YamlReader;
import io.github.llmmetrics.stack.scrape.PrometheusSettings;
import io.github.llmmetrics.stack.scrape.Target;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the settings of a team from YAML. What the file leaves out stays as it is by default. */
public final class SettingsFile {

  private static final List<String> KEYS = List.of(
      "jobs",
      "owner",
      "runbooks",
      "grafana",
      "objectives",
      "minimum_events",
      "alerts",
      "drill",
      "targets",
      "exporters",
      "prometheus",
      "remote_write",
      "alertmanager",
      "engines",
      "collector",
      "compose",
      "kubernetes");
  private static final List<String> OBJECTIVE_KEYS =
      List.of("availability", "latency", "latency_seconds", "period");
  private static final List<String> ALERT_KEYS =
      List.of("enabled", "threshold", "window", "for", "minimum_events", "owner");

  private final Map<String, Integer> lines = new HashMap<>();

  private SettingsFile() {}

  /**
   * Reads settings.
   *
   * @param yaml the file's content
   * @return the settings; the defaults for a file without content
   * @throws SettingsException if a key is unknown, or a value has the wrong type or is out of range
   */
  public static MonitoringSettings read(String yaml) {
    return new SettingsFile().settings(yaml);
  }

  private MonitoringSettings settings(String yaml) {
    Optional<Node> document = compose(yaml);
    if (document.isEmpty()) {
      return MonitoringSettings.DEFAULT;
    }
    Section root = Section.root(document.get(), KEYS, lines);
    try {
      return settings(root);
    } catch (SettingsException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new SettingsException(lineOf(String.valueOf(e.getMessage())) + e.getMessage(), e);
    }
  }

  private static Optional<Node> compose(String yaml) {
    try {
      return YamlReader.node(yaml);
    } catch (YamlException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
  }

  private static MonitoringSettings settings(Section root) {
    PrometheusSettings prometheus = PrometheusSection.read(root);
    Optional<Section> alertmanager = root.section("alertmanager", AlertmanagerSection.KEYS);
    Addresses addresses = addresses(root, alertmanager);
    StackSettings stack = stack(root, prometheus, addresses);
    // Whether an alert has the number that a team sets is known to the alert only.
    stack.alerts().keySet().stream()
        .flatMap(name -> AlertCatalogue.byName(name).stream())
        .forEach(alert -> alert.numbers(stack));
    return new MonitoringSettings(
        stack,
        alertmanager.map(AlertmanagerSection::read).orElse(AlertmanagerSettings.DEFAULT),
        prometheus,
        EngineSettings.DEFAULT.withEngines(root.texts("engines").orElse(List.of())),
        DeploymentSection.read(root));
  }

  private static Addresses addresses(Section root, Optional<Section> alertmanager) {
    Addresses defaults = Addresses.DEFAULT;
    return new Addresses(
        root.address("runbooks").orElse(defaults.runbooks()),
        root.address("grafana").orElse(defaults.grafana()),
        root.section("prometheus", PrometheusSection.KEYS)
            .flatMap(prometheus -> prometheus.address("address"))
            .orElse(defaults.prometheus()),
        alertmanager.flatMap(section -> section.address("address")).orElse(defaults.alertmanager()),
        root.section("collector", DeploymentSection.COLLECTOR_KEYS)
            .flatMap(collector -> collector.address("address"))
            .orElse(defaults.collector()));
  }

  private static StackSettings stack(
      Section root, PrometheusSettings prometheus, Addresses addresses) {
    StackSettings defaults = StackSettings.DEFAULT;
    return new StackSettings(
        root.texts("jobs").orElseGet(() -> jobs(prometheus)),
        root.text("owner").orElse(defaults.owner()),
        addresses,
        root.section("objectives", OBJECTIVE_KEYS)
            .map(SettingsFile::objectives)
            .orElse(defaults.objectives()),
        root.number("minimum_events").orElse(defaults.minimumEvents()),
        root.section("alerts", AlertCatalogue.names())
            .map(SettingsFile::alerts)
            .orElse(defaults.alerts()),
        root.integer("drill").orElse(defaults.drill()));
  }

  /** Those of the targets, so that a job need not be named twice. */
  private static List<String> jobs(PrometheusSettings prometheus) {
    List<Target> targets = prometheus.targets();
    return targets.isEmpty()
        ? StackSettings.DEFAULT.jobs()
        : targets.stream().map(Target::job).toList();
  }

  private static Objectives objectives(Section section) {
    Objectives defaults = Objectives.DEFAULT;
    return new Objectives(
        section.number("availability").orElse(defaults.availability()),
        section.number("latency").orElse(defaults.latency()),
        section.number("latency_seconds").orElse(defaults.latencySeconds()),
        section.duration("period").orElse(defaults.period()));
  }

  private static Map<String, AlertOverride> alerts(Section section) {
    Map<String, AlertOverride> alerts = new LinkedHashMap<>();
    for (String name : section.keys()) {
      section.section(name, ALERT_KEYS).ifPresent(alert -> alerts.put(name, override(name, alert)));
    }
    return alerts;
  }

  private static AlertOverride override(String name, Section alert) {
    try {
      Tuning numbers = new Tuning(
          optional(alert.number("threshold")),
          alert.duration("window"),
          alert.duration("for"),
          optional(alert.number("minimum_events")));
      return new AlertOverride(alert.flag("enabled").orElse(true), numbers, alert.text("owner"));
    } catch (SettingsException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("alerts." + name + "." + e.getMessage(), e);
    }
  }

  private static OptionalDouble optional(Optional<Double> number) {
    return number.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
  }

  /** The line of the setting that a message begins with. */
  private String lineOf(String message) {
    String setting = message.substring(0, Math.max(0, message.indexOf(':')));
    return Optional.ofNullable(lines.get(setting))
        .map(line -> "line " + line + ": ")
        .orElse("");
  }
}
