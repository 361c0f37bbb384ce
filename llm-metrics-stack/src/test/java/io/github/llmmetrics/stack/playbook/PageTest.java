package io.github.llmmetrics.stack.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmmetrics.stack.alert.AlertCatalogue;
import io.github.llmmetrics.stack.alert.AlertDefinition;
import io.github.llmmetrics.stack.alert.AlertOverride;
import io.github.llmmetrics.stack.alert.Objectives;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.alert.Tuning;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is generated into a page. */
class PageTest {

  private static final AlertDefinition QUEUE =
      AlertCatalogue.byName("LLMHighQueueDepth").orElseThrow();

  private static Page page(AlertDefinition alert, StackSettings settings) {
    return new Page(alert, settings, Playbooks.queries(settings));
  }

  private static StackSettings with(String alert, AlertOverride override) {
    return StackSettings.DEFAULT.withAlerts(Map.of(alert, override));
  }

  @Test
  void text_byDefault_beginsWithWhatTheAlertIs() {
    assertThat(page(QUEUE, StackSettings.DEFAULT).text()).startsWith("""
        # LLMHighQueueDepth

        **Severity** warning · **Owner** llm-platform · [Dashboard llm-ops](http://localhost:3000/d/llm-ops) · \
        [Metrics](https://github.com/llm-metrics/llm-metrics/blob/main/docs/metrics.md) · \
        [Alerting](https://github.com/llm-metrics/llm-metrics/blob/main/docs/alerting.md)

        ## Meaning

        More than 100 requests for this model wait to be scheduled, over all its instances, for 5m.""");
  }

  @Test
  void text_afterTuning_hasTheTeamsNumbersOwnerAndRule() {
    Tuning numbers = new Tuning(
        OptionalDouble.of(40),
        Optional.empty(),
        Optional.of(Duration.ofMinutes(2)),
        OptionalDouble.empty());

    assertThat(page(
                QUEUE, with(QUEUE.name(), new AlertOverride(true, numbers, Optional.of("chat"))))
            .text())
        .contains("**Owner** chat", "More than 40 requests", "for 2m.")
        .contains("```promql\nsum by (model) (llm_queue_depth) > 40\n```");
  }

  @Test
  void text_inADrill_saysHowLongTheRuleWaitsAndLooksBack() {
    AlertDefinition ttft = AlertCatalogue.byName("LLMHighTTFT").orElseThrow();

    assertThat(page(ttft, StackSettings.DEFAULT.withDrill(60)).text())
        .containsIgnoringWhitespaces("for the first token, over 5s, for 5s.", "[5s]");
  }

  @Test
  void text_ofAnAlertThatDoesNotWait_saysZero() {
    Tuning numbers = new Tuning(
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.of(Duration.ZERO),
        OptionalDouble.empty());

    assertThat(page(QUEUE, with(QUEUE.name(), new AlertOverride(true, numbers, Optional.empty())))
            .text())
        .contains("over all its instances, for 0s.");
  }

  @Test
  void text_ofAnAlertThatIsOff_saysSo() {
    assertThat(page(
                QUEUE, with(QUEUE.name(), new AlertOverride(false, Tuning.NONE, Optional.empty())))
            .text())
        .contains("**Severity** warning (switched off in the settings) ·")
        .doesNotContain("llm_queue_depth) > 100");
  }

  @Test
  void text_withOtherObjectives_promisesThem() {
    StackSettings settings =
        StackSettings.DEFAULT.withObjectives(new Objectives(0.995, 0.9, 10, Duration.ofDays(28)));

    assertThat(page(AlertCatalogue.byName("LLMErrorBudgetBurnFast").orElseThrow(), settings)
            .text())
        .containsIgnoringWhitespaces(
            "Promised are 99.5 % available, and 90 % of answers within 10 s.", "for 28 days");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "LLMHighTTFT, 'model=\"<model>\"'",
        "LLMLowQuality, 'evaluator=\"<evaluator>\"' 'model=\"<model>\"'",
        "GPUHighTemperature, 'gpu_id=\"<gpu_id>\"' 'instance=\"<instance>\"'",
        "LLMServiceDown, 'instance=\"<instance>\"'",
        "LLMErrorBudgetBurnFast, 'model=\"<model>\"' 'slo=\"<slo>\"'",
        "LLMMetricsUnhealthy, 'cause=\"<cause>\"' 'instance=\"<instance>\"'"
      })
  void silence_ofAnAlert_isForThePlaceWhereItFires(String alert, String places) {
    assertThat(page(AlertCatalogue.byName(alert).orElseThrow(), StackSettings.DEFAULT)
            .text())
        .contains("""
            ```sh
            amtool silence add --alertmanager.url=http://localhost:9093 \\
              --duration=2h --comment="<why, and who is at work on it>" \\
              'alertname="%s"' %s
            ```
            """.formatted(alert, places));
  }

  @ParameterizedTest
  @CsvSource({
    "engine,        no such placeholder",
    "query gone,    no such query",
    "metric gone,   no such metric in the catalogue",
    "alert gone,    no such alert",
    "part gone,     no playbook text: parts/gone.md",
    "objective joy, no such objective",
    "window,        this alert has no such duration",
    "events,        this alert has no such number"
  })
  void value_ofAPlaceholderThatMeansNothing_isRefused(String place, String message) {
    Page page = page(QUEUE, StackSettings.DEFAULT);

    assertThatIllegalArgumentException().isThrownBy(() -> page.value(place)).withMessage(message);
  }

  @Test
  void all_withEveryAlertOff_areStillThere() {
    AlertOverride off = new AlertOverride(false, Tuning.NONE, Optional.empty());
    Map<String, AlertOverride> alerts =
        AlertCatalogue.names().stream().collect(Collectors.toMap(name -> name, name -> off));

    assertThat(Playbooks.all(StackSettings.DEFAULT.withAlerts(alerts)))
        .hasSameSizeAs(AlertCatalogue.names())
        .allSatisfy((name, page) -> assertThat(page).contains("(switched off in the settings)"));
  }

  @Test
  void all_inADrill_areTheSamePages() {
    assertThat(List.copyOf(Playbooks.all(StackSettings.DEFAULT.withDrill(60)).keySet()))
        .isEqualTo(List.copyOf(Playbooks.all(StackSettings.DEFAULT).keySet()));
  }
}
