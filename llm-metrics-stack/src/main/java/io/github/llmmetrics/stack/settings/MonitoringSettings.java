package io.github.llmmetrics.stack.settings;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.alertmanager.AlertmanagerSettings;
import io.github.llmmetrics.stack.engine.EngineSettings;
import io.github.llmmetrics.stack.scrape.PrometheusSettings;

/**
 * All that a team may set of its monitoring.
 *
 * @param stack of rules, dashboards and playbooks, and where the programs are
 * @param alertmanager who is told, and when not
 * @param prometheus what is scraped, how often, and for how long it is kept
 * @param engines that are not ours, and are recorded under our names
 * @param deployment where the programs run
 */
public record MonitoringSettings(
    StackSettings stack,
    AlertmanagerSettings alertmanager,
    PrometheusSettings prometheus,
    EngineSettings engines,
    DeploymentSettings deployment) {

  /** What is generated if a team sets nothing. */
  public static final MonitoringSettings DEFAULT = new MonitoringSettings(
      StackSettings.DEFAULT,
      AlertmanagerSettings.DEFAULT,
      PrometheusSettings.DEFAULT,
      EngineSettings.DEFAULT,
      DeploymentSettings.DEFAULT);

  /**
   * Checks that the parts fit.
   *
   * @param stack of rules, dashboards and playbooks
   * @param alertmanager who is told
   * @param prometheus whose targets are of jobs that the rules watch, and which keeps what the objectives look at
   * @param engines that are not ours
   * @param deployment where the programs run
   */
  public MonitoringSettings {
    prometheus.requireFitting(stack);
  }

  /**
   * The same, with other settings of rules, dashboards and playbooks.
   *
   * @param stack new settings
   * @return new settings
   */
  public MonitoringSettings withStack(StackSettings stack) {
    return new MonitoringSettings(stack, alertmanager, prometheus, engines, deployment);
  }

  /**
   * The same, with other settings of Prometheus.
   *
   * @param prometheus new settings
   * @return new settings
   */
  public MonitoringSettings withPrometheus(PrometheusSettings prometheus) {
    return new MonitoringSettings(stack, alertmanager, prometheus, engines, deployment);
  }

  /**
   * The same, for other engines.
   *
   * @param engines new settings
   * @return new settings
   */
  public MonitoringSettings withEngines(EngineSettings engines) {
    return new MonitoringSettings(stack, alertmanager, prometheus, engines, deployment);
  }
}
