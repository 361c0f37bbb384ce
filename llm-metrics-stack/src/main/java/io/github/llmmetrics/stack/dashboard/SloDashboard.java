package io.github.llmmetrics.stack.dashboard;

import io.github.llmmetrics.stack.alert.Slo;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.grafana.Dashboard;

/** Whether the services keep their objectives: what is left of each error budget, and how fast it goes. */
final class SloDashboard {

  static final String UID = "llm-slo";

  private static final Selection SELECTION = Selection.MODEL;

  private SloDashboard() {}

  static Dashboard of(StackSettings settings) {
    Dashboard.Builder dashboard = Dashboard.named(UID, "LLM Objectives and Error Budgets")
        .describedAs(
            "For who decides between features and reliability: an error budget is the share of bad requests that the "
                + "objective allows in " + settings.objectives().period().toDays()
                + " days. While some is left, take risks; when it is gone, mend. It needs the recording rules.")
        .tags(Links.TAG, "monitoring", "slo")
        .from("now-7d")
        .link(Links.OTHER_DASHBOARDS)
        .variables(SELECTION.variables())
        .annotation(FiringAlerts.annotation(SELECTION));
    for (Slo slo : Slo.values()) {
      dashboard.row(new SloRow(slo, settings, SELECTION).row());
    }
    return dashboard.row(FiringAlerts.row(SELECTION, settings)).build();
  }
}
