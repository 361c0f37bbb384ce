package io.github.llmmetrics.stack.alertmanager;

import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.promql.AlertLabels;
import io.github.llmmetrics.stack.promql.Matcher;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.rule.Severity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Who hears of our alerts: by severity, grouped by alert and model, and a warning not beside what is worse. Thread-safe. */
public final class AlertRouting {

  private static final String PAGE = "llm-page";
  private static final String CRITICAL = "llm-critical";
  private static final String WARNINGS = "llm-warnings";
  private static final String REST = "llm-alerts";

  /** The symptom, and all labels that tell one sick thing from another. */
  private static final InhibitRule WARNING_BESIDE_WORSE = new InhibitRule(
      List.of(severity(Severity.CRITICAL, Severity.PAGE)),
      List.of(severity(Severity.WARNING)),
      List.of(
          AlertLabels.SYMPTOM,
          LabelDefinitions.MODEL,
          TargetLabels.INSTANCE,
          LabelDefinitions.GPU_ID,
          LabelDefinitions.EVALUATOR));

  private AlertRouting() {}

  /**
   * The configuration for all of our alerts.
   *
   * @param settings how the team is told
   * @param stack whose drill shortens the waits
   * @return a whole configuration
   */
  public static AlertmanagerConfiguration of(AlertmanagerSettings settings, StackSettings stack) {
    return new AlertmanagerConfiguration(
        stack.scaled(Duration.ofMinutes(5)),
        new RouteTree(
            REST,
            List.of(AlertLabels.ALERT_NAME, AlertLabels.SEVERITY, LabelDefinitions.MODEL),
            stack.scaled(Duration.ofSeconds(30)),
            stack.scaled(Duration.ofMinutes(5)),
            stack.scaled(Duration.ofHours(4)),
            routes(settings)),
        List.of(WARNING_BESIDE_WORSE),
        List.of(
            new Receiver(PAGE, settings.page()),
            new Receiver(CRITICAL, settings.critical()),
            new Receiver(WARNINGS, settings.warnings()),
            new Receiver(REST, settings.rest())),
        settings.maintenance());
  }

  /**
   * The configuration file.
   *
   * @param settings how the team is told
   * @param stack whose drill shortens the waits
   * @return one text by its file name
   */
  public static Map<String, String> files(AlertmanagerSettings settings, StackSettings stack) {
    return Map.of("alertmanager.yml", of(settings, stack).text());
  }

  private static List<Route> routes(AlertmanagerSettings settings) {
    List<String> muted =
        settings.maintenance().stream().map(MaintenanceWindow::name).toList();
    return List.of(
        new Route(List.of(severity(Severity.PAGE)), PAGE, true, muted),
        new Route(List.of(severity(Severity.CRITICAL, Severity.PAGE)), CRITICAL, false, muted),
        new Route(List.of(severity(Severity.WARNING)), WARNINGS, false, muted),
        // What the tree's own receiver would get, which cannot be muted.
        new Route(List.of(), REST, false, muted));
  }

  private static Matcher severity(Severity... any) {
    return Matcher.is(
        AlertLabels.SEVERITY, Arrays.stream(any).map(Severity::label).toList());
  }
}
