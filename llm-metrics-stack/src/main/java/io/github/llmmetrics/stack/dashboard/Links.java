package io.github.llmmetrics.stack.dashboard;

import io.github.llmmetrics.stack.grafana.DashboardLink;
import io.github.llmmetrics.stack.grafana.Link;

/** Ways from one dashboard to another. */
final class Links {

  /** The tag that all dashboards have, and by which they find each other. */
  static final String TAG = "llm";

  static final DashboardLink OTHER_DASHBOARDS = new DashboardLink("LLM dashboards", TAG);

  /** From a series of a model to that model's own dashboard. */
  static final Link TO_MODEL = new Link(
      "Performance of this model",
      "/d/" + ModelDashboard.UID + "?var-model=${__field.labels.model}&${__url_time_range}");

  /** From a series of a GPU to that GPU's own dashboard. */
  static final Link TO_GPU = new Link(
      "This GPU",
      "/d/" + GpuDashboard.UID + "?var-instance=${__field.labels.instance}"
          + "&var-gpu_id=${__field.labels.gpu_id}&${__url_time_range}");

  private Links() {}
}
