package io.github.llmmetrics.stack.alertmanager;

import io.github.llmmetrics.stack.alert.Settings;
import io.github.llmmetrics.stack.secret.SecretFile;
import java.util.List;

/**
 * How a team is told of its alerts.
 *
 * @param page those who are woken
 * @param critical where everybody sees what is critical, pages included
 * @param warnings where warnings go
 * @param rest where all else goes
 * @param maintenance when nobody is told, whatever happens
 */
public record AlertmanagerSettings(
    List<Notifier> page,
    List<Notifier> critical,
    List<Notifier> warnings,
    List<Notifier> rest,
    List<MaintenanceWindow> maintenance) {

  private static final String SLACK_WEBHOOK = "slack_webhook_url";

  /** PagerDuty for pages, three Slack channels, no maintenance. */
  public static final AlertmanagerSettings DEFAULT = new AlertmanagerSettings(
      List.of(PagerDutyNotifier.with(secret("pagerduty_routing_key"))),
      List.of(SlackNotifier.to("#llm-critical", secret(SLACK_WEBHOOK))),
      List.of(SlackNotifier.to("#llm-warnings", secret(SLACK_WEBHOOK))),
      List.of(SlackNotifier.to("#llm-alerts", secret(SLACK_WEBHOOK))),
      List.of());

  /**
   * Checks that somebody is told.
   *
   * @param page one or more
   * @param critical one or more
   * @param warnings one or more
   * @param rest one or more
   * @param maintenance none or more
   */
  public AlertmanagerSettings {
    page = notEmpty("alertmanager.page", page);
    critical = notEmpty("alertmanager.critical", critical);
    warnings = notEmpty("alertmanager.warnings", warnings);
    rest = notEmpty("alertmanager.rest", rest);
    maintenance = List.copyOf(maintenance);
  }

  private static List<Notifier> notEmpty(String setting, List<Notifier> notifiers) {
    Settings.require(!notifiers.isEmpty(), setting, notifiers, "one or more notifiers");
    return List.copyOf(notifiers);
  }

  /**
   * The same, with other maintenance windows.
   *
   * @param windows none or more
   * @return new settings
   */
  public AlertmanagerSettings withMaintenance(List<MaintenanceWindow> windows) {
    return new AlertmanagerSettings(page, critical, warnings, rest, windows);
  }

  private static SecretFile secret(String name) {
    return new SecretFile("/etc/alertmanager/secrets/" + name);
  }
}
