package io.github.llmmetrics.stack.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.catalogue.Direction;
import io.github.llmmetrics.stack.alert.AlertCatalogue;
import io.github.llmmetrics.stack.alert.AlertDefinition;
import io.github.llmmetrics.stack.alert.AlertOverride;
import io.github.llmmetrics.stack.alert.Slo;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.alert.Tuning;
import io.github.llmmetrics.stack.grafana.Colour;
import io.github.llmmetrics.stack.grafana.Dashboard;
import io.github.llmmetrics.stack.grafana.Link;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.ThresholdSteps;
import io.github.llmmetrics.stack.grafana.ThresholdSteps.Step;
import io.github.llmmetrics.stack.promql.Numbers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the dashboards show of a team's alerts. */
class DashboardAlertsTest {

  private static final StackSettings DEFAULT = StackSettings.DEFAULT;

  @ParameterizedTest
  @CsvSource({
    "llm-ops, Request latency p99 by model, 10 ORANGE, 30 RED",
    "llm-ops, Error rate by model, 0.01 ORANGE, 0.05 RED",
    "llm-ops, Queue depth by model, 100 ORANGE,",
    "llm-ops, KV cache usage, 90 ORANGE,",
    "llm-ops, GPU utilisation, 90 BLUE,",
    "llm-model, Time to first token p99, 2 ORANGE, 5 RED",
    "llm-model, Time per output token p99, 0.1 ORANGE, 0.2 RED",
    "llm-gpu, 'GPU memory used, share of total', 0.95 ORANGE,",
    "llm-gpu, GPU temperature, 80 ORANGE, 85 RED",
    "llm-model, 'Safety triggers per request, over an hour', 0.01 ORANGE, 0.05 RED"
  })
  void panel_thatAnAlertWatches_hasItsThresholdsAsLines(
      String uid, String title, String first, String second) {
    ThresholdSteps thresholds = panel(DEFAULT, uid, title).field().thresholds();

    assertThat(thresholds.line()).isEqualTo(ThresholdSteps.Line.SOLID);
    assertThat(thresholds.steps().stream().map(DashboardAlertsTest::text))
        .containsExactlyElementsOf(second == null ? List.of(first) : List.of(first, second));
  }

  @Test
  void panel_whereLowIsBad_hasItsLinesInTheColourOfWhatIsBelow() {
    ThresholdSteps thresholds =
        panel(DEFAULT, "llm-model", "Quality, mean of an hour").field().thresholds();

    assertThat(thresholds.base()).isEqualTo(Colour.RED);
    assertThat(thresholds.steps())
        .containsExactly(new Step(0.5, Colour.ORANGE), new Step(0.7, Colour.GREEN));
  }

  @ParameterizedTest
  @CsvSource({"llm-ops, .+", "llm-gpu, gpu_.+", "llm-slo, slo_.+"})
  void firingAlerts_areThoseOfTheDashboard_pagesFirst(String uid, String symptoms) {
    String query = panel(DEFAULT, uid, "Firing alerts").targets().get(0).query().text();

    assertThat(query)
        .startsWith("sort_desc(")
        .containsSubsequence("page", "* 4", "critical", "* 3", "warning", "* 2", "info", "* 1")
        .contains("symptom=~\"" + symptoms + "\"");
  }

  @ParameterizedTest
  @CsvSource({"llm-slo, 'Availability: burn rates'", "llm-slo, 'Latency: burn rates'"})
  void burnRates_haveTheFactorsOfTheAlerts(String uid, String title) {
    assertThat(panel(DEFAULT, uid, title).field().thresholds().steps().stream()
            .map(DashboardAlertsTest::text))
        .containsExactly("1 ORANGE", "3 ORANGE", "6 RED", "14.4 RED");
  }

  @Test
  void lines_areWhereTheTeamPutThem() {
    StackSettings settings =
        changed("LLMHighQueueDepth", new AlertOverride(true, threshold(40), Optional.empty()));

    assertThat(panel(settings, "llm-ops", "Queue depth by model")
            .field()
            .thresholds()
            .steps())
        .containsExactly(new Step(40, Colour.ORANGE));
  }

  @Test
  void alert_thatIsSwitchedOff_hasNeitherLineNorPlaybook() {
    StackSettings settings =
        changed("LLMHighQueueDepth", new AlertOverride(false, Tuning.NONE, Optional.empty()));
    Panel panel = panel(settings, "llm-ops", "Queue depth by model");

    assertThat(panel.field().thresholds()).isEqualTo(ThresholdSteps.NONE);
    assertThat(panel.links()).isEmpty();
  }

  @Test
  void burnAlerts_thatAreSwitchedOff_leaveNoLines() {
    AlertOverride off = new AlertOverride(false, Tuning.NONE, Optional.empty());
    StackSettings settings =
        DEFAULT.withAlerts(Map.of("LLMErrorBudgetBurnFast", off, "LLMErrorBudgetBurnSlow", off));

    assertThat(new Alerts(settings).burnRates(Slo.LATENCY)).isEqualTo(ThresholdSteps.NONE);
  }

  @Test
  void playbook_ofAnAlert_isOneClickAway() {
    assertThat(panel(DEFAULT, "llm-ops", "Queue depth by model").links())
        .containsExactly(new Link(
            "Playbook: LLMHighQueueDepth",
            DEFAULT.addresses().runbooks() + "LLMHighQueueDepth.md"));
  }

  @Test
  void everyAlert_hasItsPlaybookOnTheDashboardThatItNames() {
    for (AlertDefinition alert : AlertCatalogue.all()) {
      Dashboard dashboard = dashboard(DEFAULT, alert.dashboard());

      assertThat(dashboard.panels().flatMap(panel -> panel.links().stream()).map(Link::title))
          .contains("Playbook: " + alert.name());
    }
  }

  @Test
  void alert_thatIsNotInTheCatalogue_throws() {
    Panel panel = panel(DEFAULT, "llm-ops", "Queue depth by model");

    assertThatThrownBy(() -> new Alerts(DEFAULT).watching(panel, Direction.HIGH_IS_BAD, "Nope"))
        .hasMessage("no alert Nope");
  }

  private static Tuning threshold(double value) {
    return new Tuning(
        OptionalDouble.of(value), Optional.empty(), Optional.empty(), OptionalDouble.empty());
  }

  private static StackSettings changed(String alert, AlertOverride override) {
    return DEFAULT.withAlerts(Map.of(alert, override));
  }

  private static Dashboard dashboard(StackSettings settings, String uid) {
    return Dashboards.all(settings).stream()
        .filter(dashboard -> dashboard.uid().equals(uid))
        .findFirst()
        .orElseThrow();
  }

  private static Panel panel(StackSettings settings, String uid, String title) {
    return dashboard(settings, uid)
        .panels()
        .filter(panel -> panel.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private static String text(Step step) {
    return Numbers.text(step.value()) + " " + step.colour();
  }
}
