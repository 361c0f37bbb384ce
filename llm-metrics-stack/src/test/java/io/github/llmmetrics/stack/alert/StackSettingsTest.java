package io.github.llmmetrics.stack.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.stack.promql.Durations;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StackSettingsTest {

  private static final StackSettings DEFAULT = StackSettings.DEFAULT;
  private static final Objectives OBJECTIVES = Objectives.DEFAULT;
  private static final Duration MONTH = Duration.ofDays(30);

  @Test
  void threshold_changesItsAlertAlone() {
    assertThat(changes("LLMHighQueueDepth", threshold(40)))
        .containsExactly("llm-resources LLMHighQueueDepth expr:"
            + " sum by (model) (llm_queue_depth) > 100 -> sum by (model) (llm_queue_depth) > 40");
  }

  @Test
  void pending_changesItsAlertAlone() {
    assertThat(changes("LLMHighQueueDepth", pending(Duration.ofMinutes(20))))
        .containsExactly("llm-resources LLMHighQueueDepth for: 5m -> 20m");
  }

  @Test
  void pending_ofZero_firesAtOnce() {
    assertThat(changes("LLMHighQueueDepth", pending(Duration.ZERO)))
        .containsExactly("llm-resources LLMHighQueueDepth for: 5m -> nothing");
  }

  @Test
  void minimumEvents_ofAnAlert_changeItAlone() {
    Tuning numbers = new Tuning(
        OptionalDouble.empty(), Optional.empty(), Optional.empty(), OptionalDouble.of(50));

    assertThat(changes("LLMHighErrorRate", numbers))
        .singleElement()
        .asString()
        .startsWith("llm-errors LLMHighErrorRate expr: ")
        .contains(">= 20) -> ")
        .endsWith(">= 50)");
  }

  @Test
  void window_recordsForItselfAndLeavesTheTwinAsItIs() {
    Tuning numbers = new Tuning(
        OptionalDouble.empty(),
        Optional.of(Duration.ofMinutes(10)),
        Optional.empty(),
        OptionalDouble.empty());

    assertThat(changes("LLMHighErrorRate", numbers))
        .containsExactly(
            "llm-errors LLMHighErrorRate expr: (model:llm_requests:bad_ratio_rate5m > 0.01) and"
                + " (sum by (model) (increase(llm_requests_total{status=~\"success|error|timeout|rejected\"}[5m])) >= 20)"
                + " -> (model:llm_requests:bad_ratio_rate10m > 0.01) and"
                + " (sum by (model) (increase(llm_requests_total{status=~\"success|error|timeout|rejected\"}[10m])) >= 20)",
            "llm-recordings model:llm_requests:bad_ratio_rate10m expr: nothing -> "
                + "(sum by (model) (rate(llm_requests_total{status=~\"error|timeout|rejected\"}[10m]))"
                + " or 0 * sum by (model) (rate(llm_requests_total{status=~\"success|error|timeout|rejected\"}[10m])))"
                + " / (sum by (model) (rate(llm_requests_total{status=~\"success|error|timeout|rejected\"}[10m])) > 0)",
            "llm-recordings model:llm_requests:bad_ratio_rate10m record: nothing -> model:llm_requests:bad_ratio_rate10m");
  }

  @Test
  void owner_ofAnAlert_changesItAlone() {
    StackSettings settings = DEFAULT.withAlerts(Map.of(
        "LLMHighQueueDepth", new AlertOverride(true, Tuning.NONE, Optional.of("team-chat"))));

    assertThat(RuleTexts.changes(DEFAULT, settings))
        .containsExactly("llm-resources LLMHighQueueDepth owner: llm-platform -> team-chat");
  }

  @Test
  void disabledAlert_isLeftOut_andWhatOnlyItRecorded() {
    AlertOverride off = new AlertOverride(false, Tuning.NONE, Optional.empty());
    StackSettings settings =
        DEFAULT.withAlerts(Map.of("LLMHighTTFT", off, "LLMHighTTFTCritical", off));

    assertThat(RuleTexts.changes(DEFAULT, settings))
        .isNotEmpty()
        .allMatch(change -> change.endsWith(" -> nothing"))
        .allMatch(change -> change.startsWith("llm-latency LLMHighTTFT")
            || change.startsWith("llm-recordings model:llm_time_to_first_token_seconds:p99"));
  }

  @Test
  void allAlertsDisabled_leaveTheObjectivesRecorded() {
    AlertOverride off = new AlertOverride(false, Tuning.NONE, Optional.empty());
    Map<String, AlertOverride> none =
        AlertCatalogue.names().stream().collect(Collectors.toMap(name -> name, name -> off));

    RuleSet rules = RuleSet.of(DEFAULT.withAlerts(none));

    assertThat(rules.alerts()).isEmpty();
    assertThat(rules.groups()).allMatch(group -> group.name().startsWith("llm-slo-"));
  }

  @Test
  void owner_changesTheLabelOfAllAlerts() {
    StackSettings settings = settings(DEFAULT.jobs(), "team-chat", 20);

    assertThat(RuleTexts.changes(DEFAULT, settings))
        .hasSameSizeAs(RuleSet.of(DEFAULT).alertRules())
        .allMatch(change -> change.endsWith(" owner: llm-platform -> team-chat"));
  }

  @Test
  void jobs_changeWhoMayBeDown() {
    assertThat(RuleTexts.changes(DEFAULT, DEFAULT.withJobs(List.of("chat", "code.v2"))))
        .containsExactly(
            "llm-errors LLMServiceDown expr: (up{job=\"llm\"} == 0) or absent(up{job=\"llm\"})"
                + " -> ((up{job=~\"chat|code\\\\.v2\"} == 0) or absent(up{job=\"chat\"})) or absent(up{job=\"code.v2\"})");
  }

  @Test
  void minimumEvents_changeAllAlertsThatCount() {
    assertThat(RuleTexts.changes(DEFAULT, settings(DEFAULT.jobs(), DEFAULT.owner(), 7)))
        .hasSize(22)
        .allMatch(change -> change
            .replace(">= 20)", ">= 7)")
            .replace(">= 20 ->", ">= 7 ->")
            .matches("(?s)(\\S+ )+expr: (.*) -> \\2"));
  }

  @Test
  void addresses_changeTheLinksOfAllAlerts() {
    StackSettings settings = addresses("https://wiki.example/books/", "https://grafana.example");

    assertThat(RuleTexts.of(settings))
        .containsEntry("llm-resources GPUDown runbook_url", "https://wiki.example/books/GPUDown.md")
        .containsEntry("llm-resources GPUDown dashboard_url", "https://grafana.example/d/llm-gpu");
    assertThat(RuleTexts.changes(DEFAULT, settings))
        .allMatch(
            change -> change.contains(" runbook_url: ") || change.contains(" dashboard_url: "));
  }

  @Test
  void objectives_changeTheirAlertsAndRecordings() {
    StackSettings settings =
        DEFAULT.withObjectives(new Objectives(0.99, 0.95, 5, Duration.ofDays(28)));

    assertThat(RuleTexts.of(settings))
        .containsEntry(
            "llm-slo-availability-period slo:objective:ratio availability expr", "vector(0.99)")
        .containsEntry(
            "llm-slo-availability-period slo:error_budget:ratio availability expr", "vector(0.01)")
        .hasEntrySatisfying(
            "llm-slo LLMErrorBudgetBurnFast 1h slo_availability expr",
            expr -> assertThat(expr)
                .contains("slo:sli_error:ratio_rate1h{slo=\"availability\"} > 0.1344"))
        .containsKey("llm-slo-latency-period slo:sli_error:ratio_rate28d latency expr")
        .doesNotContainKey("llm-slo-latency-period slo:sli_error:ratio_rate30d latency expr");
  }

  @Test
  void latencyBound_changesWhatIsLate() {
    StackSettings settings = DEFAULT.withObjectives(new Objectives(0.999, 0.95, 10, MONTH));

    assertThat(RuleTexts.changes(DEFAULT, settings))
        .isNotEmpty()
        .allMatch(change -> change.startsWith("llm-slo-latency-sli "))
        .allMatch(change ->
            change.replace("le=~\"5(", "le=~\"10(").matches("(?s)(\\S+ )+expr: (.*) -> \\2"));
  }

  @Test
  void smallObjective_leavesOutThePairOfWindowsThatCouldNeverSeeIt() {
    StackSettings settings = DEFAULT.withObjectives(new Objectives(0.999, 0.9, 5, MONTH));

    assertThat(RuleTexts.of(settings))
        .containsKey("llm-slo LLMErrorBudgetBurnFast 6h slo_latency expr")
        .containsKey("llm-slo LLMErrorBudgetBurnFast 1h slo_availability expr")
        .doesNotContainKey("llm-slo LLMErrorBudgetBurnFast 1h slo_latency expr");
  }

  /** A drill is a shorter time, and nothing else. */
  @Test
  void drill_scalesWaitsWindowsAndIntervals_andNothingElse() {
    Map<String, String> production = RuleTexts.of(DEFAULT);
    Map<String, String> drill = RuleTexts.of(DEFAULT.withDrill(60));

    assertThat(drill.keySet()).isEqualTo(production.keySet());
    production.forEach(
        (place, text) -> assertThat(drill.get(place)).as(place).isEqualTo(shortened(place, text)));
    assertThat(drill)
        .containsEntry("llm-slo interval", "1s")
        .containsEntry("llm-slo-latency-period interval", "2s")
        .containsEntry("llm-slo LLMErrorBudgetBurnSlow 3d slo_latency for", "3m")
        .hasEntrySatisfying(
            "llm-slo-latency-period slo:sli_error:ratio_rate30d latency expr",
            expr -> assertThat(expr).contains("[12h]"));
  }

  private static String shortened(String place, String text) {
    if (place.endsWith(" for") || place.endsWith(" interval")) {
      return shorter(text);
    }
    if (!place.endsWith(" expr")) {
      return text;
    }
    return Pattern.compile("(?<=\\[)\\d+[smhd](?=])")
        .matcher(text)
        .replaceAll(window -> shorter(window.group()))
        // The interval of evaluation, by which a sum of rates becomes a number of events.
        .replace("]) * 30)", "]) * 1)");
  }

  private static String shorter(String text) {
    Duration duration =
        Duration.parse(text.endsWith("d") ? "P" + text.toUpperCase(Locale.ROOT) : "PT" + text);
    return Durations.text(Duration.ofSeconds(Math.max(1, duration.toSeconds() / 60)));
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        refused("jobs: [] must be one or more names", () -> DEFAULT.withJobs(List.of())),
        refused(
            "jobs: [llm,  ] must be one or more names",
            () -> DEFAULT.withJobs(List.of("llm", " "))),
        refused(
            "owner:   must be a name, without line breaks and templates",
            () -> settings(List.of("llm"), " ", 20)),
        refused(
            "owner: {{ x }} must be a name, without line breaks and templates",
            () -> settings(List.of("llm"), "{{ x }}", 20)),
        refused(
            "owner: a\nb must be a name, without line breaks and templates",
            () -> new AlertOverride(true, Tuning.NONE, Optional.of("a\nb"))),
        refused(
            "runbooks: books/ must be an http or https URL", () -> addresses("books/", "http://g")),
        refused(
            "grafana: mailto:ops@example must be an http or https URL",
            () -> addresses("http://b", "mailto:ops@example")),
        refused("minimum_events: -1.0 must be 0 or more", () -> settings(List.of("llm"), "me", -1)),
        refused(
            "minimum_events: NaN must be 0 or more",
            () -> settings(List.of("llm"), "me", Double.NaN)),
        refused("drill: 0 must be 1 to 60", () -> DEFAULT.withDrill(0)),
        refused("drill: 61 must be 1 to 60", () -> DEFAULT.withDrill(61)),
        refused(
            "drill: 31 must be 30 or less: alerts.LLMHighTTFT.window, 1m, would not hold two scrapes",
            () -> override("LLMHighTTFT", window(Duration.ofMinutes(1))).withDrill(31)),
        refused(
            "alerts: LLMHighTtft must be one of " + AlertCatalogue.names(),
            () -> override("LLMHighTtft", Tuning.NONE)),
        refused("threshold: NaN must be a finite number", () -> threshold(Double.NaN)),
        refused(
            "window: PT59S must be 1 min or more, in whole seconds",
            () -> window(Duration.ofSeconds(59))),
        refused(
            "window: PT1M0.5S must be 1 min or more, in whole seconds",
            () -> window(Duration.ofMillis(60_500))),
        refused(
            "for: PT-1S must be 0 s or more, in whole seconds",
            () -> pending(Duration.ofSeconds(-1))),
        refused(
            "for: PT0.5S must be 0 s or more, in whole seconds",
            () -> pending(Duration.ofMillis(500))),
        refused(
            "alerts.LLMHighQueueDepth.window: PT5M must be left out: this alert has none",
            () -> override("LLMHighQueueDepth", window(Duration.ofMinutes(5)))),
        refused(
            "alerts.LLMServiceDown.threshold: 3.0 must be left out: this alert has none",
            () -> override("LLMServiceDown", threshold(3))),
        threshold("LLMHighTTFT", -3, "above 0, in seconds"),
        threshold("LLMHighLatencyP99", 0, "above 0, in seconds"),
        threshold("LLMHighErrorRate", 5, "0 to 1, as a share"),
        threshold("LLMLowQuality", -0.1, "0 to 1, as a share"),
        threshold("LLMHighSafetyTriggerRate", 1.1, "0 to 1, as a share"),
        threshold("GPUMemoryNearFull", 95, "0 to 1, as a share"),
        threshold("LLMKVCacheNearFull", 101, "0 to 100, in percent"),
        threshold("GPUHighUtilization", -1, "0 to 100, in percent"),
        threshold("GPUHighTemperature", 0, "1 to 150, in degrees Celsius"),
        threshold("LLMHighQueueDepth", -1, "0 or more"),
        refused(
            "alerts.LLMSLOLatencyBreach.window: PT10M must be one of [PT5M, PT30M, PT1H, PT2H, PT6H, PT24H, PT72H, PT720H]",
            () -> RuleSet.of(override("LLMSLOLatencyBreach", window(Duration.ofMinutes(10))))),
        refused(
            "objectives.availability: 1.0 must be above 0.8334 and below 1, for 30 days",
            () -> new Objectives(1, 0.95, 5, MONTH)),
        refused(
            "objectives.availability: NaN must be above 0.8334 and below 1, for 30 days",
            () -> new Objectives(Double.NaN, 0.95, 5, MONTH)),
        refused(
            "objectives.latency: 0.5 must be above 0.8334 and below 1, for 30 days",
            () -> new Objectives(0.99, 0.5, 5, MONTH)),
        refused(
            "objectives.latency_seconds: 7.0 must be among [5.0, 10.0, 30.0]",
            () -> new Objectives(0.99, 0.95, 7, MONTH)),
        refused(
            "objectives.period: PT72H must be 7 to 90 whole days",
            () -> new Objectives(0.99, 0.95, 5, Duration.ofDays(3))),
        refused(
            "objectives.period: PT241H must be 7 to 90 whole days",
            () -> new Objectives(0.99, 0.95, 5, Duration.ofHours(241))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void badSetting_isRefusedByNameValueAndRange(String message, ThrowingCallable setting) {
    assertThatThrownBy(setting).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private static Arguments threshold(String alert, double value, String range) {
    return refused(
        "alerts." + alert + ".threshold: " + value + " must be " + range,
        () -> override(alert, threshold(value)));
  }

  private static Arguments refused(String message, ThrowingCallable setting) {
    return Arguments.of(message, setting);
  }

  private static List<String> changes(String alert, Tuning numbers) {
    return RuleTexts.changes(DEFAULT, override(alert, numbers));
  }

  private static StackSettings override(String alert, Tuning numbers) {
    return DEFAULT.withAlerts(Map.of(alert, new AlertOverride(true, numbers, Optional.empty())));
  }

  private static Tuning threshold(double value) {
    return new Tuning(
        OptionalDouble.of(value), Optional.empty(), Optional.empty(), OptionalDouble.empty());
  }

  private static Tuning pending(Duration value) {
    return new Tuning(
        OptionalDouble.empty(), Optional.empty(), Optional.of(value), OptionalDouble.empty());
  }

  private static Tuning window(Duration value) {
    return new Tuning(
        OptionalDouble.empty(), Optional.of(value), Optional.empty(), OptionalDouble.empty());
  }

  private static StackSettings settings(List<String> jobs, String owner, double minimumEvents) {
    return new StackSettings(
        jobs, owner, Addresses.DEFAULT, OBJECTIVES, minimumEvents, Map.of(), 1);
  }

  private static StackSettings addresses(String runbooks, String grafana) {
    return DEFAULT.withAddresses(
        Addresses.DEFAULT.withRunbooks(URI.create(runbooks)).withGrafana(URI.create(grafana)));
  }
}
