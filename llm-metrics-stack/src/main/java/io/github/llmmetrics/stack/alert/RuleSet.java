package io.github.llmmetrics.stack.alert;

import io.github.llmmetrics.stack.format.Yaml;
import io.github.llmmetrics.stack.promql.RecordedSeries;
import io.github.llmmetrics.stack.rule.AlertRule;
import io.github.llmmetrics.stack.rule.RecordingRule;
import io.github.llmmetrics.stack.rule.RuleGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All rules of a team: what is recorded, then what alerts.
 *
 * @param recordings the groups that record
 * @param alerts the groups that alert, named as {@link AlertGroup}
 */
public record RuleSet(List<RuleGroup> recordings, List<RuleGroup> alerts) {

  private static final Duration INTERVAL = Duration.ofSeconds(30);

  /**
   * Copies the lists.
   *
   * @param recordings the groups that record
   * @param alerts the groups that alert
   */
  public RuleSet {
    recordings = List.copyOf(recordings);
    alerts = List.copyOf(alerts);
  }

  /**
   * Makes the rules.
   *
   * @param settings of the team
   * @return all of them
   */
  public static RuleSet of(StackSettings settings) {
    Set<RecordedSeries> needed = new LinkedHashSet<>();
    List<RuleGroup> alerts = Arrays.stream(AlertGroup.values())
        .map(group -> alerts(group, settings, needed))
        .filter(group -> !group.rules().isEmpty())
        .toList();
    List<RuleGroup> recordings = new ArrayList<>();
    if (!needed.isEmpty()) {
      recordings.add(new RuleGroup(
          "llm-recordings",
          Optional.of(settings.scaled(INTERVAL)),
          needed.stream().map(RecordingRule::new).toList()));
    }
    Arrays.stream(Slo.values())
        .flatMap(slo -> new SloRecordings(slo, settings).groups().stream())
        .forEach(recordings::add);
    return new RuleSet(recordings, alerts);
  }

  private static RuleGroup alerts(
      AlertGroup group, StackSettings settings, Set<RecordedSeries> needed) {
    List<AlertRule> rules = AlertCatalogue.all().stream()
        .filter(alert -> alert.group() == group)
        .flatMap(alert -> alert.rules(settings, needed::add).stream())
        .toList();
    return new RuleGroup(group.label(), Optional.of(settings.scaled(INTERVAL)), rules);
  }

  /**
   * All alerting rules.
   *
   * @return by group
   */
  public List<AlertRule> alertRules() {
    return alerts.stream()
        .flatMap(group -> group.rules().stream())
        .map(AlertRule.class::cast)
        .toList();
  }

  /**
   * The rule files.
   *
   * @return texts by file name: {@code llm-recordings.yml}, and one for each group of alerts
   */
  public Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("llm-recordings.yml", Yaml.text(RuleGroup.file(recordings)));
    alerts.forEach(
        group -> files.put(group.name() + ".yml", Yaml.text(RuleGroup.file(List.of(group)))));
    return files;
  }

  /**
   * All groups.
   *
   * @return those that record first
   */
  public Stream<RuleGroup> groups() {
    return Stream.concat(recordings.stream(), alerts.stream());
  }
}
