package io.github.llmmetrics.stack.dashboard;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.grafana.Dashboard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All dashboards. Thread-safe. */
public final class Dashboards {

  private Dashboards() {}

  /**
   * All dashboards, with the thresholds and playbooks of a team's alerts.
   *
   * @param settings of the team
   * @return operations, executive, model performance, objectives, GPUs
   */
  public static List<Dashboard> all(StackSettings settings) {
    return List.of(
        OperationsDashboard.of(settings),
        ExecutiveDashboard.of(settings),
        ModelDashboard.of(settings),
        SloDashboard.of(settings),
        GpuDashboard.of(settings));
  }

  /**
   * The files that Grafana is provisioned with.
   *
   * @param settings of the team
   * @return the JSON of each dashboard, by its file name: {@code <uid>.json}
   */
  public static Map<String, String> files(StackSettings settings) {
    Map<String, String> files = new LinkedHashMap<>();
    all(settings).forEach(dashboard -> files.put(dashboard.uid() + ".json", dashboard.toJson()));
    return files;
  }
}
