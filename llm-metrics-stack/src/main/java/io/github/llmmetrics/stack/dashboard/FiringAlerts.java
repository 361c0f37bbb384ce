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
import io.github.llmmetrics.stack.rule.Severity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
    Table table = Table.of(SEVERITY, ALERT_NAME, SYMPTOM, MODEL, TargetLabels.INSTANCE, GPU_ID);
    return Row.of(
        "Firing alerts",
        Panel.of(
                table,
                "Firing alerts",
                Unit.COUNT,
                "What the rules say is wrong now. Start with the highest severity: a click on an alert opens its playbook. "
                    + "Empty is as it should be.")
            .instant(worstFirst(), "")
            .override(FieldOverride.byName("Alertname").link(playbook(settings)))
            .override(FieldOverride.byName("Severity")
                .texts(
                    new ValueText("page", "page", Colour.RED),
                    new ValueText("critical", "critical", Colour.RED),
                    new ValueText("warning", "warning", Colour.ORANGE),
                    new ValueText("info", "info", Colour.BLUE)))
            .sized(24, 8));
  }

  /** By urgency: severities in the order of their names would put a note above a page. */
  private Vector worstFirst() {
    return Arrays.stream(Severity.values())
        .sorted(Comparator.comparing(Severity::urgency).reversed())
        .map(this::ranked)
        .reduce(Vector::or)
        .orElseThrow()
        .greatestFirst();
  }

  private Vector ranked(Severity severity) {
    return alerts(Stream.of(Matcher.is(SEVERITY, List.of(severity.label()))))
        .maxBy(SEVERITY, ALERT_NAME, SYMPTOM, MODEL, TargetLabels.INSTANCE, GPU_ID)
        .times(severity.urgency());
  }

  private static Link playbook(StackSettings settings) {
    String folder = settings.addresses().runbooks().toString().replaceAll("/+$", "");
    return new Link("Playbook", folder + "/${__value.text}.md");
  }

  Annotation annotation() {
    return new Annotation(
        "Firing alerts",
        alerts(Stream.of()),
        "{{alertname}}",
        "{{severity}} {{model}} {{gpu_id}} {{instance}}",
        Colour.RED);
  }

  private Vector alerts(Stream<Matcher> further) {
    Stream<Matcher> ours = Stream.of(new Matcher(SYMPTOM.name(), "=~", symptoms));
    Stream<Matcher> chosen = selection.variables().stream()
        .filter(variable -> NARROWED.contains(variable.name()))
        .map(variable -> Matcher.variableOrNone(variable.label(), variable.name()));
    return PrometheusSeries.firingAlerts(
        Stream.of(further, ours, chosen).flatMap(matchers -> matchers).toList());
  }
}
