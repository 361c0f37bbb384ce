package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.GPU_ID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.stack.promql.AlertLabels.ALERT_NAME;
import static io.github.llmmetrics.stack.promql.AlertLabels.SEVERITY;
import static io.github.llmmetrics.stack.promql.AlertLabels.SYMPTOM;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.grafana.Annotation;
import io.github.llmmetrics.stack.grafana.Colour;
import io.github.llmmetrics.stack.grafana.FieldOverride;
import io.github.llmmetrics.stack.grafana.Link;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.Table;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.grafana.ValueText;
import io.github.llmmetrics.stack.promql.Matcher;
import io.github.llmmetrics.stack.promql.PrometheusSeries;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.promql.Vector;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The alerts that fire, as a table and as marks on every time series.
 *
 * @param selection what a person chose
 * @param symptoms of the alerts, as a regular expression. All alerts of this project have one; others of the same Prometheus may
 *     not be about LLM services
 */
record FiringAlerts(Selection selection, String symptoms) {

  static final String EVERY_SYMPTOM = ".+";

  /** What a selection may narrow: an alert that lacks the label is shown all the same. */
  private static final Set<String> NARROWED =
      Set.of(MODEL.name(), TargetLabels.INSTANCE.name(), GPU_ID.name());

  Row row(StackSettings settings) {
    Vector alerts =
        alerts().maxBy(SEVERITY, ALERT_NAME, SYMPTOM, MODEL, TargetLabels.INSTANCE, GPU_ID);
    Table table = Table.of(SEVERITY, ALERT_NAME, SYMPTOM, MODEL, TargetLabels.INSTANCE, GPU_ID);
    return Row.of(
        "Firing alerts",
        Panel.of(
                table,
                "Firing alerts",
                Unit.COUNT,
                "What the rules say is wrong now. Start with the highest severity: a click on an alert opens its playbook. "
                    + "Empty is as it should be.")
            .instant(alerts, "")
            .override(FieldOverride.byName("Alertname").link(playbook(settings)))
            .override(FieldOverride.byName("Severity")
                .texts(
                    new ValueText("page", "page", Colour.RED),
                    new ValueText("critical", "critical", Colour.RED),
                    new ValueText("warning", "warning", Colour.ORANGE),
                    new ValueText("info", "info", Colour.BLUE)))
            .sized(24, 5));
  }

  private static Link playbook(StackSettings settings) {
    String folder = settings.addresses().runbooks().toString().replaceAll("/+$", "");
    return new Link("Playbook", folder + "/${__value.text}.md");
  }

  Annotation annotation() {
    return new Annotation(
        "Firing alerts",
        alerts(),
        "{{alertname}}",
        "{{severity}} {{model}} {{gpu_id}} {{instance}}",
        Colour.RED);
  }

  private Vector alerts() {
    // All alerts of this project have a symptom; others of the same Prometheus may not be about LLM
    // services.
    Stream<Matcher> ours = Stream.of(new Matcher(SYMPTOM.name(), "!=", ""));
    Stream<Matcher> chosen = selection.variables().stream()
        .filter(variable -> NARROWED.contains(variable.name()))
        .map(variable -> Matcher.variableOrNone(variable.label(), variable.name()));
    return PrometheusSeries.firingAlerts(Stream.concat(ours, chosen).toList());
  }
}
