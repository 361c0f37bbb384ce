package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.stack.dashboard.DashboardJson.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of Grafana's dashboard-linter, each under its name there, and some of our own. */
class DashboardLintTest {

  private static final Set<String> OBJECTIVES = Set.of("llm-slo");

  /** What is measured over a fixed time on purpose: rare events, or just what an alert looks at. */
  private static final Set<String> FIXED_WINDOW = Set.of(
      "Quality, mean of an hour",
      "User satisfaction, mean of an hour",
      "Refusals per request, over an hour",
      "Safety triggers per request, over an hour",
      "Mean latency, 24 h",
      "Mean cost of a request, 24 h",
      "Models in the time range");

  private static final Pattern SELECTOR = Pattern.compile("(\\w[\\w:]*)\\{([^}]*)}");
  private static final Pattern RATE_WINDOW = Pattern.compile("\\brate\\([^\\[]*\\[([^]]+)]");
  private static final Pattern RAW_COUNTER =
      Pattern.compile("(?<!rate\\()(?<!increase\\()\\b\\w+_total\\b(?:\\{[^}]*})?");

  static List<DashboardJson> dashboards() {
    return DashboardJson.all();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void templateDatasource(DashboardJson dashboard) {
    assertThat(members(variable(dashboard, "datasource"), "type", "label", "query"))
        .containsExactly("datasource", "Data source", "prometheus");
  }

  /** Not on the objectives: what the rules record of them has neither label. */
  @ParameterizedTest
  @MethodSource("dashboards")
  void templateJob_templateInstance(DashboardJson dashboard) {
    if (OBJECTIVES.contains(dashboard.uid())) {
      assertThat(names(dashboard)).containsExactly("datasource", "model");
      return;
    }
    Map.of("job", "Job", "instance", "Instance").forEach((name, label) -> {
      JsonNode variable = variable(dashboard, name);
      assertThat(members(variable, "type", "label", "multi", "allValue"))
          .containsExactly("query", label, "true", ".+");
      assertThat(variable.path("datasource").path("uid").asText()).isEqualTo("$datasource");
    });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void templateLabelPromql_templateOnTimeChangeReload(DashboardJson dashboard) {
    assertThat(dashboard
            .variables()
            .filter(variable -> variable.path("type").asText().equals("query")))
        .isNotEmpty()
        .allSatisfy(variable -> {
          assertThat(variable.path("query").asText())
              .matches("label_values\\(\\w+(\\{.*})?, \\w+\\)");
          assertThat(variable.path("refresh").asInt()).isEqualTo(2);
        });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelDatasource(DashboardJson dashboard) {
    Stream<JsonNode> sources = Stream.of(
            dashboard.panels(),
            dashboard.panels().flatMap(panel -> elements(panel.path("targets"))),
            dashboard.annotations())
        .flatMap(nodes -> nodes)
        .map(node -> node.path("datasource"));

    assertThat(sources)
        .isNotEmpty()
        .allSatisfy(source -> assertThat(source.toString())
            .isEqualTo("{\"type\":\"prometheus\",\"uid\":\"$datasource\"}"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelTitleDescription_saysWhatToDo(DashboardJson dashboard) {
    assertThat(dashboard.panels()).allSatisfy(panel -> {
      assertThat(panel.path("title").asText()).isNotBlank();
      assertThat(panel.path("description").asText()).hasSizeGreaterThan(50).endsWith(".");
    });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelUnits(DashboardJson dashboard) {
    assertThat(dashboard.panels())
        .allSatisfy(panel -> assertThat(defaults(panel).path("unit").asText()).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelNoTargets(DashboardJson dashboard) {
    assertThat(dashboard.panels())
        .allSatisfy(panel -> assertThat(panel.path("targets")).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void targetRateInterval(DashboardJson dashboard) {
    assertThat(dashboard.panels().filter(panel -> !FIXED_WINDOW.contains(title(panel))))
        .allSatisfy(panel -> assertThat(windows(panel)).allMatch("$__rate_interval"::equals));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void targetRateInterval_isNotExcusedWithoutNeed(DashboardJson dashboard) {
    assertThat(dashboard.panels().filter(panel -> FIXED_WINDOW.contains(title(panel))))
        .allSatisfy(panel ->
            assertThat(windows(panel)).doesNotContain("$__rate_interval").isNotEmpty());
  }

  /** Not what Prometheus makes of alerts, nor what rules record: neither has the labels of a target. */
  @ParameterizedTest
  @MethodSource("dashboards")
  void targetJob_targetInstance(DashboardJson dashboard) {
    assertThat(selectors(dashboard))
        .allSatisfy((metric, conditions) ->
            assertThat(conditions).as(metric).contains("job=~\"$job\"", "instance=~\"$instance\""));
  }

  private static Map<String, String> selectors(DashboardJson dashboard) {
    return dashboard
        .panels()
        .flatMap(panel -> DashboardJson.queries(panel).stream())
        .flatMap(query -> SELECTOR.matcher(query).results())
        .filter(found -> !found.group(1).equals("ALERTS") && !found.group(1).startsWith("slo:"))
        .collect(Collectors.toMap(
            found -> found.group(1) + "{" + found.group(2) + "}",
            found -> found.group(2),
            (a, b) -> a));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void targetCounterAgg(DashboardJson dashboard) {
    assertThat(dashboard.panels().flatMap(panel -> DashboardJson.queries(panel).stream()))
        .allSatisfy(
            query -> assertThat(RAW_COUNTER.matcher(query).results()).as(query).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void uneditableDashboard(DashboardJson dashboard) {
    assertThat(dashboard.root().path("editable").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void dashboard_hasWhatProvisioningNeeds(DashboardJson dashboard) {
    assertThat(members(dashboard.root(), "schemaVersion", "refresh", "timezone"))
        .containsExactly("42", "30s", "browser");
    assertThat(dashboard.root().fieldNames()).toIterable().doesNotContain("id", "__inputs");
    assertThat(elements(dashboard.root().path("tags")).map(JsonNode::asText))
        .contains("llm", "monitoring");
    assertThat(dashboard.uid()).hasSizeLessThanOrEqualTo(40);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelIds_areDistinct(DashboardJson dashboard) {
    Set<Integer> seen = new HashSet<>();

    assertThat(Stream.concat(dashboard.panels(), dashboard.rows()))
        .allSatisfy(panel -> assertThat(seen.add(panel.path("id").asInt())).isTrue());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void quantiles_keepTheBucketsAndARate(DashboardJson dashboard) {
    assertThat(dashboard.panels().flatMap(panel -> DashboardJson.queries(panel).stream()))
        .filteredOn(query -> query.contains("histogram_quantile"))
        .allSatisfy(query -> assertThat(query)
            .matches("histogram_quantile\\(0\\.\\d+, sum by \\(le[^)]*\\) \\(rate\\(.*"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void rates_areNotOfSums(DashboardJson dashboard) {
    assertThat(dashboard.panels().flatMap(panel -> DashboardJson.queries(panel).stream()))
        .allSatisfy(
            query -> assertThat(query).doesNotContainPattern("(rate|increase)\\((sum|avg|max)"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void thresholds_beginWithABase_andAreInTheScaleOfTheUnit(DashboardJson dashboard) {
    assertThat(dashboard.panels()).allSatisfy(panel -> {
      JsonNode steps = defaults(panel).path("thresholds").path("steps");
      assertThat(steps.path(0).path("value").isNull()).isTrue();
      if (defaults(panel).path("unit").asText().equals("percentunit")) {
        assertThat(elements(steps).skip(1))
            .allSatisfy(step -> assertThat(step.path("value").asDouble()).isBetween(0.0, 1.0));
      }
    });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panels_doNotOverlap(DashboardJson dashboard) {
    List<JsonNode> open = elements(dashboard.root().path("panels"))
        .map(panel -> panel.path("gridPos"))
        .toList();
    Set<String> taken = new HashSet<>();

    for (JsonNode position : open) {
      for (int x = 0; x < position.path("w").asInt(); x++) {
        for (int y = 0; y < position.path("h").asInt(); y++) {
          int column = position.path("x").asInt() + x;
          assertThat(column).isLessThan(24);
          assertThat(taken.add(column + "/" + (position.path("y").asInt() + y))).isTrue();
        }
      }
    }
  }

  /** Each line of panels ends at the right edge: a gap looks like a panel that is missing. */
  @ParameterizedTest
  @MethodSource("dashboards")
  void lines_areFilled(DashboardJson dashboard) {
    Stream<List<JsonNode>> rows = Stream.concat(
        Stream.of(elements(dashboard.root().path("panels")).toList()),
        dashboard.rows().map(row -> elements(row.path("panels")).toList()));

    assertThat(rows.flatMap(panels -> widths(panels).values().stream())).containsOnly(24);
  }

  private static Map<Integer, Integer> widths(List<JsonNode> panels) {
    Map<Integer, Integer> widths = new TreeMap<>();
    panels.stream()
        .map(panel -> panel.path("gridPos"))
        .forEach(position ->
            widths.merge(position.path("y").asInt(), position.path("w").asInt(), Integer::sum));
    return widths;
  }

  private static List<String> windows(JsonNode panel) {
    return DashboardJson.queries(panel).stream()
        .flatMap(query -> RATE_WINDOW.matcher(query).results())
        .map(found -> found.group(1))
        .toList();
  }

  private static List<String> names(DashboardJson dashboard) {
    return dashboard.variables().map(variable -> variable.path("name").asText()).toList();
  }

  private static JsonNode variable(DashboardJson dashboard, String name) {
    return dashboard
        .variables()
        .filter(variable -> variable.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> members(JsonNode node, String... names) {
    return Arrays.stream(names).map(name -> node.path(name).asText()).toList();
  }

  private static JsonNode defaults(JsonNode panel) {
    return panel.path("fieldConfig").path("defaults");
  }

  private static String title(JsonNode panel) {
    return panel.path("title").asText();
  }
}
