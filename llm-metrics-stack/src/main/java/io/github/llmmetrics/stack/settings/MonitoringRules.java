package io.github.llmmetrics.stack.settings;

import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.engine.EngineRules;
import io.github.llmmetrics.stack.engine.EngineSettings;
import io.github.llmmetrics.stack.rule.RuleGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All rules that a Prometheus reads for some settings, wherever it runs: those of the alerts, and those that record the series of
 * engines that are not ours.
 *
 * @param alerts what is recorded for alerts and dashboards, and what alerts
 * @param engines which engines are recorded, and how often: more often in a drill
 */
public record MonitoringRules(RuleSet alerts, EngineSettings engines) {

  /**
   * Makes the rules.
   *
   * @param settings of the team
   * @return all of them
   */
  public static MonitoringRules of(MonitoringSettings settings) {
    EngineSettings engines = settings.engines();
    return new MonitoringRules(
        RuleSet.of(settings.stack()),
        engines.withInterval(settings.stack().scaled(engines.interval())));
  }

  /**
   * The rule files.
   *
   * @return texts by file name: those of the alerts, then one for each engine
   */
  public Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>(alerts.files());
    files.putAll(engineFiles());
    return files;
  }

  /**
   * The rule files of the engines alone.
   *
   * @return texts by file name; none if no engine is named
   */
  public Map<String, String> engineFiles() {
    return EngineRules.files(engines);
  }

  /**
   * The groups of all rule files.
   *
   * @return in the files' order
   */
  public List<RuleGroup> groups() {
    return Stream.concat(alerts.groups(), EngineRules.groups(engines).stream()).toList();
  }
}
