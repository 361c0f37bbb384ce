package io.github.llmmetrics.stack.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.stack.alert.AlertCatalogue;
import io.github.llmmetrics.stack.alert.AlertGroup;
import io.github.llmmetrics.stack.alert.AlertOverride;
import io.github.llmmetrics.stack.alert.Objectives;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.alert.Tuning;
import io.github.llmmetrics.stack.scrape.PrometheusSettings.Intervals;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PrometheusSettingsTest {

  private static final PrometheusSettings DEFAULT = PrometheusSettings.DEFAULT;
  private static final StackSettings STACK = StackSettings.DEFAULT;

  @Test
  void retention_thatNobodySet_isLongerThanTheObjectivesLookBack() {
    StackSettings quarter =
        STACK.withObjectives(new Objectives(0.999, 0.95, 5, Duration.ofDays(90)));
    StackSettings week = STACK.withObjectives(new Objectives(0.999, 0.95, 5, Duration.ofDays(7)));

    assertThat(DEFAULT.retention(STACK)).isEqualTo(Duration.ofDays(35));
    assertThat(DEFAULT.retention(quarter)).isEqualTo(Duration.ofDays(95));
    assertThat(DEFAULT.retention(week)).isEqualTo(Duration.ofDays(15));
    assertThat(DEFAULT.retention(withoutObjectives())).isEqualTo(Duration.ofDays(15));
  }

  @Test
  void retention_ofAWeek_isRefusedWhereObjectivesLookBackFurther() {
    PrometheusSettings week = retention(Duration.ofDays(7));

    assertThatThrownBy(() -> new PrometheusConfiguration(week, STACK))
        .hasMessage("prometheus.retention: PT168H must be 30 days or more, as the objectives look"
            + " back so far");
    assertThat(new PrometheusConfiguration(week, withoutObjectives()).options())
        .contains("--storage.tsdb.retention.time=7d");
  }

  @Test
  void targets_thatNobodyNamed_areOneOfTheFirstJob() {
    assertThat(DEFAULT.targets(STACK.withJobs(List.of("chat", "code"))))
        .containsExactly(Target.of("chat", List.of("localhost:9464")));
  }

  @Test
  void addresses_areThoseOfServicesAndExporters() {
    assertThat(DEFAULT.addresses(STACK))
        .isEqualTo(Map.of(
            "llm", List.of("localhost:9464"),
            "node", List.of("localhost:9100"),
            "otel-collector", List.of("localhost:8889")));
  }

  @Test
  void target_ofAJobThatTheRulesDoNotWatch_isRefused() {
    PrometheusSettings other =
        DEFAULT.withTargets(List.of(Target.of("chat", List.of("localhost:1"))));

    assertThatThrownBy(() -> new PrometheusConfiguration(other, STACK))
        .hasMessage("targets.job: chat must be one of jobs [llm]");
  }

  @Test
  void interval_thatLeavesAWindowWithoutTwoScrapes_isRefused() {
    StackSettings minute = window(true);
    Duration half = Duration.ofSeconds(30);
    Duration more = half.plusSeconds(1);
    PrometheusSettings slowTarget = DEFAULT.withTargets(List.of(target("/", more, "llm")));

    assertThatThrownBy(() -> new PrometheusConfiguration(slowTarget, minute))
        .hasMessage("targets.interval: PT31S must be 30s or less: alerts.LLMHighTTFT.window, 1m,"
            + " would not hold two scrapes");
    assertThatThrownBy(() -> new PrometheusConfiguration(every(more), minute))
        .hasMessage("prometheus.scrape_interval: PT31S must be 30s or less:"
            + " alerts.LLMHighTTFT.window, 1m, would not hold two scrapes");
    assertThat(new PrometheusConfiguration(every(half), minute).text())
        .contains("scrape_interval: 30s");
    assertThat(new PrometheusConfiguration(every(more), window(false)).text())
        .contains("scrape_interval: 31s");
  }

  /** The default windows hold two scrapes at the longest interval. */
  @Test
  void interval_thatIsTheLongest_fitsTheDefaultWindows() {
    assertThat(new PrometheusConfiguration(every(Duration.ofMinutes(2)), STACK).text())
        .contains("scrape_interval: 2m");
    assertThat(AlertCatalogue.all().stream().flatMap(alert -> alert.defaults().window().stream()))
        .allMatch(window -> window.compareTo(Duration.ofMinutes(4)) >= 0);
  }

  private static StackSettings window(boolean isEnabled) {
    Tuning minute = new Tuning(
        OptionalDouble.empty(),
        Optional.of(Duration.ofMinutes(1)),
        Optional.empty(),
        OptionalDouble.empty());
    return STACK.withAlerts(
        Map.of("LLMHighTTFT", new AlertOverride(isEnabled, minute, Optional.empty())));
  }

  private static PrometheusSettings every(Duration interval) {
    return new PrometheusSettings(
        PrometheusVersion.V3,
        new Intervals(interval, interval),
        Optional.empty(),
        false,
        List.of(),
        Exporters.NONE,
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "3, V3",
    "3.14.0, V3",
    "3.x, V3",
    "4.0, V3",
    "2, V2",
    "2.42, V2",
    "2.53.1+ds, V2",
    "2.x, V2"
  })
  void version_asAProgramTellsIt_isKnown(String text, PrometheusVersion version) {
    assertThat(PrometheusVersion.of(text)).isEqualTo(version);
  }

  static Stream<Arguments> bad() {
    Duration half = Duration.ofMillis(500);
    Duration minute = Duration.ofMinutes(1);
    return Stream.of(
        refused(
            "prometheus.version: 2.41 must be 3.x, or 2.42 to 2.x",
            () -> PrometheusVersion.of("2.41")),
        refused(
            "prometheus.version: new must be 3.x, or 2.42 to 2.x",
            () -> PrometheusVersion.of("new")),
        refused(
            "prometheus.scrape_interval: PT0.5S must be 1 s to 2 min, in whole seconds",
            () -> new Intervals(half, minute)),
        refused(
            "prometheus.evaluation_interval: PT2M1S must be 1 s to 2 min, in whole seconds",
            () -> new Intervals(minute, Duration.ofSeconds(121))),
        refused(
            "prometheus.retention: PT36H must be 1 or more whole days",
            () -> retention(Duration.ofHours(36))),
        refused(
            "prometheus.native_histograms: true must be false before version 3, which drops the"
                + " classic ones if it scrapes both",
            () -> new PrometheusSettings(
                PrometheusVersion.V2,
                Intervals.DEFAULT,
                Optional.empty(),
                true,
                List.of(),
                Exporters.NONE,
                Optional.empty())),
        refused(
            "targets: [a, a] must be of different jobs",
            () -> DEFAULT.withTargets(
                List.of(Target.of("a", List.of("h:1")), Target.of("a", List.of("h:2"))))),
        refused("targets.job:   must be a name", () -> Target.of(" ", List.of("h:1"))),
        refused(
            "targets.addresses: [] must be one or more of host:port",
            () -> Target.of("a", List.of())),
        refused(
            "targets.addresses: http://h:1 must be host:port, with a port from 1 to 65535",
            () -> Target.of("a", List.of("http://h:1"))),
        refused(
            "targets.addresses: h:65536 must be host:port, with a port from 1 to 65535",
            () -> Target.of("a", List.of("h:65536"))),
        refused(
            "targets.path: metrics must be a path after a slash", () -> target("metrics", minute)),
        refused(
            "targets.interval: PT0S must be 1 s to 2 min, in whole seconds",
            () -> target("/", Duration.ZERO)),
        refused(
            "exporters.dcgm: h must be host:port, with a port from 1 to 65535",
            () -> new Exporters(List.of(), List.of(), List.of("h"))),
        refused(
            "remote_write.address: h must be without user, password and query: they may be secrets,"
                + " which belong into a file",
            () -> store("https://me:secret@h/x")),
        refused("remote_write.address: x must be an http or https URL", () -> store("x")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void badSetting_isRefusedByNameValueAndRange(String message, ThrowingCallable setting) {
    assertThatThrownBy(setting).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private static Arguments refused(String message, ThrowingCallable setting) {
    return Arguments.of(message, setting);
  }

  private static RemoteWrite store(String address) {
    return new RemoteWrite(RemoteWrite.Store.MIMIR, URI.create(address), Optional.empty());
  }

  private static Target target(String path, Duration interval) {
    return target(path, interval, "a");
  }

  private static Target target(String path, Duration interval, String job) {
    return new Target(
        job, List.of("[::1]:1"), path, Target.Scheme.HTTP, Optional.empty(), interval);
  }

  private static PrometheusSettings retention(Duration kept) {
    return new PrometheusSettings(
        PrometheusVersion.V3,
        Intervals.DEFAULT,
        Optional.of(kept),
        false,
        List.of(),
        Exporters.NONE,
        Optional.empty());
  }

  private static StackSettings withoutObjectives() {
    Map<String, AlertOverride> off = AlertCatalogue.all().stream()
        .filter(alert -> alert.group() == AlertGroup.SLO)
        .collect(Collectors.toMap(
            alert -> alert.name(),
            alert -> new AlertOverride(false, Tuning.NONE, Optional.empty())));
    return STACK.withAlerts(off);
  }
}
