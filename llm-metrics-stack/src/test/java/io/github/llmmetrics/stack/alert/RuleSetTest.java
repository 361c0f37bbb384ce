package io.github.llmmetrics.stack.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.stack.format.Yaml;
import io.github.llmmetrics.stack.rule.AlertRule;
import io.github.llmmetrics.stack.rule.RecordingRule;
import io.github.llmmetrics.stack.rule.RuleGroup;
import io.github.llmmetrics.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleSetTest {

  private static final RuleSet RULES = RuleSet.of(StackSettings.DEFAULT);
  private static final Pattern RECORDED = Pattern.compile("(?:model|slo):[a-z0-9_]+:[a-z0-9_]+");

  @TempDir
  private Path folder;

  static Stream<StackSettings> settings() {
    return Stream.of(
        StackSettings.DEFAULT,
        StackSettings.DEFAULT.withDrill(60),
        StackSettings.DEFAULT.withJobs(List.of("chat", "a.b\"c\\d")),
        StackSettings.DEFAULT.withAlerts(Map.of(
            "LLMHighTTFT",
            new AlertOverride(true, Tuning.NONE, Optional.of("the team: \"chat\" # on")))));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void files_passPromtoolWithAllItsLints(StackSettings settings) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("check", "rules", "--lint=all", "--lint-fatal"));
    arguments.addAll(write(RuleSet.of(settings)));

    Program.Result result = Program.require("promtool").run("", arguments.toArray(String[]::new));

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).doesNotContain("FAILED");
  }

  private List<String> write(RuleSet rules) throws IOException {
    List<String> written = new ArrayList<>();
    for (Map.Entry<String, String> file : rules.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      written.add(Files.writeString(path, file.getValue()).toString());
    }
    return written;
  }

  @Test
  void files_areOneForEachGroupOfAlertsAndOneForRecordings() {
    assertThat(RULES.files().keySet())
        .containsExactly(
            "llm-recordings.yml",
            "llm-latency.yml",
            "llm-errors.yml",
            "llm-resources.yml",
            "llm-safety.yml",
            "llm-quality.yml",
            "llm-slo.yml",
            "llm-self.yml");
  }

  @Test
  void groupNames_areUnique() {
    assertThat(RULES.groups().map(RuleGroup::name)).doesNotHaveDuplicates();
  }

  /** A name that is read and not recorded is an alert that never fires. */
  @Test
  void recordedSeriesThatAlertsRead_areAllRecorded() {
    Set<String> recorded =
        recordings().map(rule -> rule.series().name()).collect(Collectors.toSet());
    Set<String> read = new LinkedHashSet<>();
    RULES.alertRules().forEach(rule -> addRecorded(rule.condition().expression().text(), read));
    recordings().forEach(rule -> addRecorded(rule.series().value().text(), read));

    assertThat(read).isNotEmpty().isSubsetOf(recorded);
  }

  private static void addRecorded(String expression, Set<String> names) {
    Matcher found = RECORDED.matcher(expression);
    while (found.find()) {
      names.add(found.group());
    }
  }

  private static Stream<RecordingRule> recordings() {
    return RULES.recordings().stream()
        .flatMap(group -> group.rules().stream())
        .map(RecordingRule.class::cast);
  }

  @Test
  void alertRules_haveAllLabelsAndTexts() {
    assertThat(RULES.alertRules()).hasSizeGreaterThan(AlertCatalogue.names().size());
    assertThat(RULES.alertRules()).allSatisfy(rule -> {
      assertThat(rule.fixedLabels()).containsKeys("severity", "symptom", "owner");
      assertThat(rule.annotations().keySet())
          .containsExactly("summary", "description", "runbook_url", "dashboard_url");
      assertThat(rule.annotations().values()).noneMatch(String::isBlank);
      assertThat(rule.condition().operands()).isNotEmpty();
    });
  }

  @Test
  void rulesOfOneAlert_areToldApartByTheirLabels() {
    Map<String, List<AlertRule>> byName =
        RULES.alertRules().stream().collect(Collectors.groupingBy(AlertRule::name));

    byName
        .values()
        .forEach(
            rules -> assertThat(rules).extracting(AlertRule::fixedLabels).doesNotHaveDuplicates());
  }

  @Test
  void alertOfTwoSeverities_isOneSymptom() {
    Map<String, Set<String>> symptoms = AlertCatalogue.all().stream()
        .filter(alert -> AlertCatalogue.byName(alert.name() + "Critical").isPresent()
            || alert.name().endsWith("Critical"))
        .collect(Collectors.groupingBy(
            alert -> alert.name().replace("Critical", ""),
            Collectors.mapping(AlertDefinition::symptom, Collectors.toSet())));

    assertThat(symptoms).hasSize(7);
    assertThat(symptoms.values()).allMatch(symptom -> symptom.size() == 1);
  }

  @Test
  void generation_isTheSameEachTime() {
    assertThat(Yaml.text(RuleGroup.file(RuleSet.of(StackSettings.DEFAULT).recordings())))
        .isEqualTo(Yaml.text(RuleGroup.file(RULES.recordings())));
  }

  @Test
  void errorRatio_ofAWindowThatIsNotRecorded_isRefused() {
    SloRecordings recordings = new SloRecordings(Slo.LATENCY, StackSettings.DEFAULT);

    assertThatThrownBy(() -> recordings.errorRatio(Duration.ofMinutes(7)))
        .hasMessage(
            "window: PT7M must be one of [PT5M, PT30M, PT1H, PT2H, PT6H, PT24H, PT72H, PT720H]");
  }

  @Test
  void alert_thatThereIsNot_isNotFound() {
    assertThat(AlertCatalogue.byName("LLMHighTTFT")).isPresent();
    assertThat(AlertCatalogue.byName("LLMHighTtft")).isEmpty();
  }
}
