package io.github.llmmetrics.stack.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.secret.Credentials;
import io.github.llmmetrics.stack.secret.SecretFile;
import io.github.llmmetrics.testing.Program;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlertmanagerConfigurationTest {

  private static final StackSettings STACK = StackSettings.DEFAULT;
  private static final SecretFile SECRET = new SecretFile("/run/secrets/key");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalTime TWO = LocalTime.of(2, 0);
  private static final LocalTime FOUR = LocalTime.of(4, 30);
  private static final MaintenanceWindow SUNDAY =
      new MaintenanceWindow("sunday", Set.of(DayOfWeek.SUNDAY), TWO, FOUR, BERLIN);

  @TempDir
  private Path folder;

  @Test
  void default_isWhatAlertingPromises() {
    String text = AlertRouting.files(AlertmanagerSettings.DEFAULT, STACK).get("alertmanager.yml");

    assertThat(text).startsWith("""
        global:
          resolve_timeout: 5m
        route:
          receiver: llm-alerts
          group_by:
            - alertname
            - severity
            - model
          group_wait: 30s
          group_interval: 5m
          repeat_interval: 4h
          routes:
            - receiver: llm-page
              matchers:
                - 'severity="page"'
              continue: true
            - receiver: llm-critical
              matchers:
                - 'severity=~"critical|page"'
            - receiver: llm-warnings
              matchers:
                - 'severity="warning"'
            - receiver: llm-alerts
        inhibit_rules:
          - source_matchers:
              - 'severity=~"critical|page"'
            target_matchers:
              - 'severity="warning"'
            equal:
              - symptom
              - model
              - instance
              - gpu_id
              - evaluator
        receivers:
          - name: llm-page
            pagerduty_configs:
              - routing_key_file: /etc/alertmanager/secrets/pagerduty_routing_key
                url: "https://events.pagerduty.com/v2/enqueue"
                send_resolved: true
        """);
    assertThat(text).contains("""
          - name: llm-warnings
            slack_configs:
              - channel: "#llm-warnings"
                api_url_file: /etc/alertmanager/secrets/slack_webhook_url
                send_resolved: true
        """);
    assertThat(text).contains("channel: \"#llm-critical\"", "channel: \"#llm-alerts\"");
  }

  @Test
  void otherReceivers_areWrittenAsTheyAre() throws Exception {
    AlertmanagerConfiguration configuration = AlertRouting.of(everything(), STACK);

    assertThat(configuration.text()).endsWith("""
          - name: llm-warnings
            email_configs:
              - to: "ops@example.org"
                from: "llm@example.org"
                smarthost: "mail.example.org:587"
                auth_username: llm
                auth_password_file: /run/secrets/key
                send_resolved: true
              - to: "ops@example.org"
                from: "llm@example.org"
                smarthost: "localhost:25"
                send_resolved: true
          - name: llm-alerts
            webhook_configs:
              - url: "https://hooks.example.org/llm"
                send_resolved: true
                http_config:
                  authorization:
                    credentials_file: /run/secrets/key
              - url: "http://127.0.0.1:9999/llm"
                send_resolved: true
        time_intervals:
          - name: sunday
            time_intervals:
              - weekdays:
                  - sunday
                times:
                  - start_time: "02:00"
                    end_time: "04:30"
                location: Europe/Berlin
          - name: nights
            time_intervals:
              - weekdays:
                  - monday
                  - saturday
                times:
                  - start_time: "22:00"
                    end_time: "24:00"
                location: UTC
        """);
    assertThat(configuration.text().split("mute_time_intervals:\n {8}- sunday\n {8}- nights"))
        .hasSize(5);
  }

  @Test
  void drill_scalesWaits_andNothingElse() {
    String drill = AlertRouting.of(everything(), STACK.withDrill(60)).text();

    assertThat(drill
            .replace("resolve_timeout: 5s", "resolve_timeout: 5m")
            .replace("group_wait: 1s", "group_wait: 30s")
            .replace("group_interval: 5s", "group_interval: 5m")
            .replace("repeat_interval: 4m", "repeat_interval: 4h"))
        .isNotEqualTo(drill)
        .isEqualTo(AlertRouting.of(everything(), STACK).text());
  }

  static Stream<AlertmanagerConfiguration> configurations() {
    return Stream.of(
        AlertRouting.of(AlertmanagerSettings.DEFAULT, STACK),
        AlertRouting.of(AlertmanagerSettings.DEFAULT, STACK.withDrill(60)),
        AlertRouting.of(everything(), STACK));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void configuration_passesAmtool_andSendsResolvedEverywhere(
      AlertmanagerConfiguration configuration) throws Exception {
    Path file = Files.writeString(folder.resolve("alertmanager.yml"), configuration.text());

    Program.Result result = Program.require("amtool").run("", "check-config", file.toString());

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).contains("SUCCESS", "1 inhibit rules", "4 receivers");
    assertThat(configuration.text())
        .doesNotContain(
            "match:", "match_re:", "source_match:", "target_match:", "send_resolved: false");
    assertThat(configuration.receivers())
        .flatExtracting(Receiver::notifiers)
        .allMatch(notifier -> Boolean.TRUE.equals(notifier.tree().get("send_resolved")));
  }

  private static AlertmanagerSettings everything() {
    MaintenanceWindow nights = new MaintenanceWindow(
        "nights",
        Set.of(DayOfWeek.SATURDAY, DayOfWeek.MONDAY),
        LocalTime.of(22, 0),
        LocalTime.MIDNIGHT,
        ZoneOffset.UTC);
    return new AlertmanagerSettings(
            List.of(
                new PagerDutyNotifier(
                    SECRET, URI.create("https://events.eu.pagerduty.com/v2/enqueue")),
                PagerDutyNotifier.with(SECRET)),
            List.of(new SlackNotifier("@ops", SECRET, "title", "text")),
            List.of(
                new EmailNotifier(
                    "ops@example.org",
                    "llm@example.org",
                    "mail.example.org:587",
                    Optional.of(new EmailNotifier.Login("llm", SECRET))),
                new EmailNotifier(
                    "ops@example.org", "llm@example.org", "localhost:25", Optional.empty())),
            List.of(
                new WebhookNotifier(
                    URI.create("https://hooks.example.org/llm"),
                    Optional.of(Credentials.token(SECRET))),
                WebhookNotifier.to(URI.create("http://127.0.0.1:9999/llm"))),
            List.of())
        .withMaintenance(List.of(SUNDAY, nights));
  }

  static Stream<Arguments> bad() {
    AlertmanagerSettings settings = AlertmanagerSettings.DEFAULT;
    List<Notifier> some = settings.page();
    return Stream.of(
        refused(
            "alertmanager.page: [] must be one or more notifiers",
            () -> settings(List.of(), some, some, some)),
        refused(
            "alertmanager.critical: [] must be one or more notifiers",
            () -> settings(some, List.of(), some, some)),
        refused(
            "alertmanager.warnings: [] must be one or more notifiers",
            () -> settings(some, some, List.of(), some)),
        refused(
            "alertmanager.rest: [] must be one or more notifiers",
            () -> settings(some, some, some, List.of())),
        refused("channel: llm must be a name after # or @", () -> SlackNotifier.to("llm", SECRET)),
        refused("to: ops must be a mail address", () -> mail("ops", "a@b", "host:25")),
        refused("from: llm must be a mail address", () -> mail("a@b", "llm", "host:25")),
        refused("server: host must be host:port", () -> mail("a@b", "c@d", "host")),
        refused(webhook("h"), () -> WebhookNotifier.to(URI.create("https://h/x?token=secret"))),
        refused(webhook("h"), () -> WebhookNotifier.to(URI.create("https://user:secret@h/x"))),
        refused(
            webhook("hooks.slack.com"),
            () -> WebhookNotifier.to(
                URI.create("https://hooks.slack.com/services/T0AB1CD2E/B0AB1CD2E/secret"))),
        refused(webhook("null"), () -> WebhookNotifier.to(URI.create("x/y"))),
        refused(
            "name:   must be a name",
            () -> window(" ", Set.of(DayOfWeek.MONDAY), TWO, FOUR, BERLIN)),
        refused(
            "days: [] must be one or more days", () -> window("w", Set.of(), TWO, FOUR, BERLIN)),
        refused(
            "from: 02:00:30 must be in whole minutes",
            () -> window("w", Set.of(DayOfWeek.MONDAY), TWO.plusSeconds(30), FOUR, BERLIN)),
        refused(
            "to: 02:00 must be in whole minutes, and after 04:30: a window over midnight is two windows",
            () -> window("w", Set.of(DayOfWeek.MONDAY), FOUR, TWO, BERLIN)),
        refused(
            "zone: +01:00 must be a region such as Europe/Berlin, or UTC",
            () -> window("w", Set.of(DayOfWeek.MONDAY), TWO, FOUR, ZoneOffset.ofHours(1))),
        refused(
            "maintenance: [sunday, sunday] must be different names",
            () -> AlertRouting.of(settings.withMaintenance(List.of(SUNDAY, SUNDAY)), STACK)),
        refused(
            "receiver: nobody must be one of [somebody]", () -> configuration("nobody", List.of())),
        refused(
            "muted: monday must be one of []", () -> configuration("somebody", List.of("monday"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void badSetting_isRefusedByNameValueAndRange(String message, ThrowingCallable setting) {
    assertThatThrownBy(setting).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private static Arguments refused(String message, ThrowingCallable setting) {
    return Arguments.of(message, setting);
  }

  private static String webhook(String host) {
    return "address: " + host
        + " must be http or https, without user, password, query and what looks"
        + " like a key: an address that is a secret belongs into a file, address_file, or for Slack"
        + " slack.webhook_file";
  }

  private static AlertmanagerSettings settings(
      List<Notifier> page, List<Notifier> critical, List<Notifier> warnings, List<Notifier> rest) {
    return new AlertmanagerSettings(page, critical, warnings, rest, List.of());
  }

  private static EmailNotifier mail(String to, String from, String server) {
    return new EmailNotifier(to, from, server, Optional.empty());
  }

  private static MaintenanceWindow window(
      String name, Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    return new MaintenanceWindow(name, days, from, to, zone);
  }

  private static AlertmanagerConfiguration configuration(String receiver, List<String> muted) {
    Duration minute = Duration.ofMinutes(1);
    Route route = new Route(List.of(), receiver, false, muted);
    return new AlertmanagerConfiguration(
        minute,
        new RouteTree("somebody", List.of(), minute, minute, minute, List.of(route)),
        List.of(),
        List.of(new Receiver("somebody", AlertmanagerSettings.DEFAULT.rest())),
        List.of());
  }
}
