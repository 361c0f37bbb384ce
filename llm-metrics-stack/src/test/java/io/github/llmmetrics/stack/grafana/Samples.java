package io.github.llmmetrics.stack.grafana;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.Vector;
import java.util.List;

/** What the tests of the builder build with. */
final class Samples {

  static final Variable MODELS =
      new Variable("Model", MODEL, ApplicationMetrics.QUEUE_DEPTH, Scope.ALL);

  /** By model. */
  static final Vector DEPTH = depth(Scope.ALL);

  /** By model, of those that were chosen. */
  static final Vector CHOSEN_DEPTH = depth(new Scope(List.of(MODELS.matcher())));

  private Samples() {}

  private static Vector depth(Scope scope) {
    return scope.gauge(ApplicationMetrics.QUEUE_DEPTH).now().sumBy(MODEL);
  }

  static Panel panel(Visualization visualization) {
    return Panel.of(visualization, "Queue", Unit.COUNT, "Scale out if it grows.");
  }

  static Panel panel(String title) {
    return Panel.of(TimeSeries.LINES, title, Unit.COUNT, "Scale out if it grows.")
        .query(DEPTH, "{{model}}");
  }

  static Dashboard.Builder dashboard() {
    return Dashboard.named("queue", "Queue").describedAs("How many wait.");
  }
}
