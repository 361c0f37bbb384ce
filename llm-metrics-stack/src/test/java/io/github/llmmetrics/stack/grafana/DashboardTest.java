package io.github.llmmetrics.stack.grafana;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.stack.grafana.Samples.CHOSEN_DEPTH;
import static io.github.llmmetrics.stack.grafana.Samples.DEPTH;
import static io.github.llmmetrics.stack.grafana.Samples.MODELS;
import static io.github.llmmetrics.stack.grafana.Samples.dashboard;
import static io.github.llmmetrics.stack.grafana.Samples.panel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {

  private static final Row ROW = Row.of("Queue", panel("Queue depth"));

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "ümlaut", "12345678901234567890123456789012345678901"})
  void uid_thatGrafanaRefuses_throws(String uid) {
    Dashboard.Builder builder =
        Dashboard.named(uid, "Queue").describedAs("Queue.").row(ROW);

    assertThatThrownBy(builder::build)
        .hasMessageStartingWith("dashboard \"" + uid + "\": the uid must be 1 to 40");
  }

  @Test
  void texts_thatAreMissing_throw() {
    assertThatThrownBy(Dashboard.named("queue", " ").row(ROW)::build)
        .hasMessage("dashboard \"queue\": no title");
    assertThatThrownBy(Dashboard.named("queue", "Queue").row(ROW)::build)
        .hasMessage("dashboard \"queue\": no description");
  }

  @Test
  void rows_thatAreMissingOrEmpty_throw() {
    assertThatThrownBy(dashboard()::build).hasMessage("dashboard \"queue\": no row");
    assertThatThrownBy(() -> Row.of("Empty")).hasMessage("row \"Empty\": no title, or no panel");
    assertThatThrownBy(() -> Row.of("", panel("Queue depth")))
        .hasMessage("row \"\": no title, or no panel");
    assertThatThrownBy(() -> Row.of("Queue", panel(Stat.NUMBER)))
        .hasMessage("panel \"Queue\": no query");
  }

  @Test
  void titles_thatAreTheSame_throw() {
    assertThatThrownBy(dashboard().row(ROW).row(Row.of("More", panel("Queue depth")))::build)
        .hasMessage("dashboard \"queue\": two panels named \"Queue depth\"");
    assertThatThrownBy(dashboard().row(ROW).row(Row.of("Queue", panel("Other")))::build)
        .hasMessage("dashboard \"queue\": two rows named \"Queue\"");
    assertThatThrownBy(dashboard().variables(List.of(MODELS, MODELS)).row(ROW)::build)
        .hasMessage("dashboard \"queue\": two variables named \"model\"");
  }

  @Test
  void variable_thatNobodyDeclared_throws() {
    Panel chosen = panel(Stat.NUMBER).query(CHOSEN_DEPTH, "{{model}}");
    Annotation busy = new Annotation("Busy", CHOSEN_DEPTH.above(9), "{{model}}", "", Colour.RED);

    assertThatThrownBy(dashboard().row(Row.of("Queue", chosen))::build)
        .hasMessage("dashboard \"queue\": panel \"Queue\" uses $model, which is no variable of it");
    assertThatThrownBy(dashboard().annotation(busy).row(ROW)::build)
        .hasMessage(
            "dashboard \"queue\": annotation \"Busy\" uses $model, which is no variable of it");
    assertThatThrownBy(dashboard().row(ROW.repeatedBy(MODELS))::build)
        .hasMessage(
            "dashboard \"queue\": row \"Queue\" is repeated by $model, which is no variable of it");
    assertThat(dashboard()
            .variables(List.of(MODELS))
            .row(Row.of("Queue", chosen))
            .build()
            .panels())
        .containsExactly(chosen);
  }

  @Test
  void variable_thatComesBeforeTheOneItDependsOn_throws() {
    Variable dependent = new Variable(
        "Instance",
        TargetLabels.INSTANCE,
        ApplicationMetrics.QUEUE_DEPTH,
        new Scope(List.of(MODELS.matcher())));

    assertThatThrownBy(dashboard().variables(List.of(dependent, MODELS)).row(ROW)::build)
        .hasMessage(
            "dashboard \"queue\": variable \"instance\" uses $model, which is no variable of it");
    assertThat(
            dashboard().variables(List.of(MODELS, dependent)).row(ROW).build().variables())
        .hasSize(2);
  }

  @Test
  void variable_ofALabelThatTheMetricDoesNotHave_throws() {
    assertThatThrownBy(() -> new Variable("Model", MODEL, SystemMetrics.CPU_USAGE, Scope.ALL))
        .hasMessageContaining("has no label model");
  }

  @Test
  void annotation_thatNamesALabelItDoesNotHave_throws() {
    assertThatThrownBy(() -> new Annotation("Busy", DEPTH, "{{instance}}", "", Colour.RED))
        .hasMessage(
            "annotation \"Busy\": \"{{instance}}\" names the label instance, which is none of [model]");
  }

  @Test
  void toJson_placesOpenRows_andNestsClosedOnes() throws Exception {
    Dashboard dashboard = dashboard()
        .variables(List.of(MODELS))
        .row(Row.of("Open", panel("a"), panel("b"), panel("c")).repeatedBy(MODELS))
        .row(Row.collapsed("Closed", panel("d")))
        .row(Row.of("Last", panel("e")))
        .build();

    assertThat(outline(dashboard))
        .containsExactly(
            "1 row Open 0,0 24x1 by model",
            "2 timeseries a 0,1 12x8",
            "3 timeseries b 12,1 12x8",
            "4 timeseries c 0,9 12x8",
            "5 row Closed 0,17 24x1",
            "  6 timeseries d 0,18 12x8",
            "7 row Last 0,18 24x1",
            "8 timeseries e 0,19 12x8");
  }

  @Test
  void toJson_hasWhatTheDashboardSays() throws Exception {
    Dashboard dashboard = dashboard()
        .tags("llm", "queue")
        .refresh("1m")
        .from("now-6h")
        .link(new DashboardLink("More", "llm"))
        .variables(List.of(MODELS))
        .annotation(new Annotation("Busy", DEPTH.above(9), "{{model}}", "full", Colour.RED))
        .row(ROW)
        .build();

    JsonNode json = new ObjectMapper().readTree(dashboard.toJson());

    assertThat(json.path("tags")).hasToString("[\"llm\",\"queue\"]");
    assertThat(json.path("refresh")).hasToString("\"1m\"");
    assertThat(json.path("time")).hasToString("{\"from\":\"now-6h\",\"to\":\"now\"}");
    assertThat(json.path("links").path(0).path("keepTime").asBoolean()).isTrue();
    assertThat(json.path("links").path(0).path("includeVars").asBoolean()).isTrue();
    assertThat(json.path("templating").path("list").path(0).path("name").asText())
        .isEqualTo("datasource");
    assertThat(json.path("templating").path("list").path(1).path("query").asText())
        .isEqualTo("label_values(llm_queue_depth, model)");
    assertThat(json.path("annotations").path("list").path(0).path("expr").asText())
        .isEqualTo("sum by (model) (llm_queue_depth) > 9");
  }

  private static List<String> outline(Dashboard dashboard) throws Exception {
    return lines(new ObjectMapper().readTree(dashboard.toJson()).path("panels"), "");
  }

  private static List<String> lines(JsonNode panels, String indent) {
    return StreamSupport.stream(panels.spliterator(), false)
        .flatMap(panel -> Stream.concat(
            Stream.of(indent + line(panel)), lines(panel.path("panels"), indent + "  ").stream()))
        .toList();
  }

  private static String line(JsonNode panel) {
    JsonNode position = panel.path("gridPos");
    String repeat = panel.has("repeat") ? " by " + panel.path("repeat").asText() : "";
    return "%s %s %s %s,%s %sx%s%s"
        .formatted(
            panel.path("id"),
            panel.path("type").asText(),
            panel.path("title").asText(),
            position.path("x"),
            position.path("y"),
            position.path("w"),
            position.path("h"),
            repeat);
  }
}
