package io.github.llmmetrics.stack.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.stack.alert.Addresses;
import io.github.llmmetrics.stack.alert.AlertOverride;
import io.github.llmmetrics.stack.alert.Objectives;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.alert.Tuning;
import io.github.llmmetrics.stack.alertmanager.AlertmanagerSettings;
import io.github.llmmetrics.stack.alertmanager.EmailNotifier;
import io.github.llmmetrics.stack.alertmanager.MaintenanceWindow;
import io.github.llmmetrics.stack.alertmanager.PagerDutyNotifier;
import io.github.llmmetrics.stack.alertmanager.SlackNotifier;
import io.github.llmmetrics.stack.alertmanager.WebhookFileNotifier;
import io.github.llmmetrics.stack.alertmanager.WebhookNotifier;
import io.github.llmmetrics.stack.collector.CollectorSettings;
import io.github.llmmetrics.stack.compose.ComposeSettings;
import io.github.llmmetrics.stack.kubernetes.KubernetesSettings;
import io.github.llmmetrics.stack.kubernetes.MonitoredPods;
import io.github.llmmetrics.stack.kubernetes.SecretKey;
import io.github.llmmetrics.stack.scrape.Exporters;
import io.github.llmmetrics.stack.scrape.PrometheusSettings;
import io.github.llmmetrics.stack.scrape.PrometheusVersion;
import io.github.llmmetrics.stack.scrape.RemoteWrite;
import io.github.llmmetrics.stack.scrape.Target;
import io.github.llmmetrics.stack.secret.Credentials;
import io.github.llmmetrics.stack.secret.SecretFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {

  @Test
  void read_everySetting_isInTheSettings() {
    StackSettings settings = SettingsFile.read("""
        jobs: [chat, search]
        owner: chat-team
        runbooks: https://wiki.example.com/runbooks
        grafana: https://grafana.example.com
        objectives:
          availability: 0.99
          latency: 0.9
          latency_seconds: 10
          period: 4w
        minimum_events: 50
        drill: 60
        alerts:
          LLMHighTTFT:
            threshold: 1.5
            window: 10m
            for: 90s
            minimum_events: 5
            owner: search-team
          LLMLowQuality:
            enabled: false
        """).stack();

    assertThat(settings)
        .isEqualTo(new StackSettings(
            List.of("chat", "search"),
            "chat-team",
            Addresses.DEFAULT
                .withRunbooks(URI.create("https://wiki.example.com/runbooks"))
                .withGrafana(URI.create("https://grafana.example.com")),
            new Objectives(0.99, 0.9, 10, Duration.ofDays(28)),
            50,
            Map.of(
                "LLMHighTTFT",
                new AlertOverride(
                    true,
                    new Tuning(
                        OptionalDouble.of(1.5),
                        Optional.of(Duration.ofMinutes(10)),
                        Optional.of(Duration.ofSeconds(90)),
                        OptionalDouble.of(5)),
                    Optional.of("search-team")),
                "LLMLowQuality",
                new AlertOverride(false, Tuning.NONE, Optional.empty())),
            60));
  }

  @Test
  void read_everySettingOfThePrograms_isInTheirFiles() {
    MonitoringSettings settings = SettingsFile.read("""
        targets:
          - job: chat
            addresses: ["chat-0:9464", "chat-1:9464"]
            path: /actuator/prometheus
            scheme: https
            ca_file: /etc/ca.pem
            interval: 10s
            user: scraper
            credentials_file: /run/secrets/scraper
          - {job: code, addresses: ["code:9464"], credentials_file: ./token}
        exporters:
          node: []
          dcgm: ["gpu:9400"]
        prometheus:
          address: http://prometheus:9090
          version: 2.42
          scrape_interval: 30s
          evaluation_interval: 20s
          retention: 60d
          native_histograms: false
        remote_write:
          store: victoriametrics
          address: http://store:8428
          credentials_file: /run/secrets/store
        collector:
          address: http://collector:4317
        alertmanager:
          address: https://alerts.example.com
          page:
            - pagerduty: {routing_key_file: /run/secrets/pagerduty, address: https://events.eu.pagerduty.com/v2/enqueue}
            - webhook: {address: https://hooks.example.com/llm, user: llm, credentials_file: /run/secrets/hook}
          critical:
            - slack: {channel: "#sick", webhook_file: /run/secrets/slack}
          warnings:
            - email: {to: o@example.com, from: l@example.com, server: "mail:587", user: l, password_file: /run/secrets/mail}
          rest:
            - webhook: {address: http://hooks/llm}
            - webhook: {address_file: /run/secrets/hook_address, credentials_file: /run/secrets/hook}
          maintenance:
            - {name: weekly, days: [sunday, monday], from: "22:30", to: "24:00", zone: Europe/Berlin}
            - {name: daily, days: [friday], from: "02:00", to: "04:00", zone: UTC}
        """);

    assertThat(settings.stack())
        .isEqualTo(StackSettings.DEFAULT
            .withJobs(List.of("chat", "code"))
            .withAddresses(new Addresses(
                Addresses.DEFAULT.runbooks(),
                Addresses.DEFAULT.grafana(),
                URI.create("http://prometheus:9090"),
                URI.create("https://alerts.example.com"),
                URI.create("http://collector:4317"))));
    assertThat(settings.prometheus())
        .isEqualTo(new PrometheusSettings(
            PrometheusVersion.V2,
            new PrometheusSettings.Intervals(Duration.ofSeconds(30), Duration.ofSeconds(20)),
            Optional.of(Duration.ofDays(60)),
            false,
            List.of(
                new Target(
                    "chat",
                    List.of("chat-0:9464", "chat-1:9464"),
                    "/actuator/prometheus",
                    Target.Scheme.HTTPS,
                    Optional.of("/etc/ca.pem"),
                    Optional.of(new Credentials(
                        Optional.of("scraper"), new SecretFile("/run/secrets/scraper"))),
                    Duration.ofSeconds(10)),
                new Target(
                    "code",
                    List.of("code:9464"),
                    "/metrics",
                    Target.Scheme.HTTP,
                    Optional.of(Credentials.token(new SecretFile("./token"))),
                    Duration.ofSeconds(5))),
            new Exporters(List.of(), List.of("localhost:8889"), List.of("gpu:9400")),
            Optional.of(new RemoteWrite(
                RemoteWrite.Store.VICTORIAMETRICS,
                URI.create("http://store:8428"),
                Optional.of(Credentials.token(new SecretFile("/run/secrets/store")))))));
    assertThat(settings.alertmanager())
        .isEqualTo(new AlertmanagerSettings(
            List.of(
                new PagerDutyNotifier(
                    new SecretFile("/run/secrets/pagerduty"),
                    URI.create("https://events.eu.pagerduty.com/v2/enqueue")),
                new WebhookNotifier(
                    URI.create("https://hooks.example.com/llm"),
                    Optional.of(
                        new Credentials(Optional.of("llm"), new SecretFile("/run/secrets/hook"))))),
            List.of(SlackNotifier.to("#sick", new SecretFile("/run/secrets/slack"))),
            List.of(new EmailNotifier(
                "o@example.com",
                "l@example.com",
                "mail:587",
                Optional.of(new EmailNotifier.Login("l", new SecretFile("/run/secrets/mail"))))),
            List.of(
                WebhookNotifier.to(URI.create("http://hooks/llm")),
                new WebhookFileNotifier(
                    new SecretFile("/run/secrets/hook_address"),
                    Optional.of(Credentials.token(new SecretFile("/run/secrets/hook"))))),
            List.of(
                new MaintenanceWindow(
                    "weekly",
                    Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                    LocalTime.of(22, 30),
                    LocalTime.MIDNIGHT,
                    ZoneId.of("Europe/Berlin")),
                new MaintenanceWindow(
                    "daily",
                    Set.of(DayOfWeek.FRIDAY),
                    LocalTime.of(2, 0),
                    LocalTime.of(4, 0),
                    ZoneOffset.UTC))));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      targets: [{job: llm}] | line 1: targets.addresses is missing
      targets:\\n  - {job: llm, addresses: ['h:1']}\\n  - job: x\\n    addresses: ['h']\\n | line 4: targets.addresses: h must be host:port, with a port from 1 to 65535
      targets: [{job: llm, addresses: ['h:1'], scheme: htps}] | line 1: targets.scheme: there is no htps: did you mean https?
      targets: [{job: llm, addresses: ['h:1'], scheme: https, ca_file: ca.pem}] | line 1: targets.ca_file: ca.pem must be the path of a file, and begin with / or ./
      targets: [{job: llm, addresses: ['h:1'], ca_file: /ca.pem}] | line 1: targets.ca_file: /ca.pem must be left out, or beside scheme https
      targets: [{job: llm, addresses: ['h:1'], user: me}] | line 1: targets.credentials_file is missing
      targets: llm | line 1: targets must be a list of mappings
      jobs: [chat]\\ntargets: [{job: llm, addresses: ['h:1']}] | line 2: targets.job: llm must be one of jobs [chat]
      prometheus:\\n  version: 1.8 | line 2: prometheus.version: 1.8 must be 3.x, or 2.42 to 2.x
      prometheus:\\n  adress: x | line 2: unknown key prometheus.adress: did you mean address?
      prometheus:\\n  retention: 3d | line 2: prometheus.retention: PT72H must be 30 days or more, as the objectives look back so far
      prometheus:\\n  address: nowhere | line 2: prometheus.address: nowhere must be an http or https URL
      exporters:\\n  node: [h] | line 2: exporters.node: h must be host:port, with a port from 1 to 65535
      remote_write: {address: 'http://h'} | line 1: remote_write.store is missing
      remote_write: {store: cortex, address: 'http://h'} | line 1: remote_write.store: there is no cortex: legal are mimir, thanos, victoriametrics, prometheus
      alertmanager: {page: []} | line 1: alertmanager.page: [] must be one or more notifiers
      alertmanager: {page: [{}]} | line 1: alertmanager.page must be one of slack, pagerduty, webhook, email
      alertmanager: {page: [{slak: {}}]} | line 1: unknown key alertmanager.page.slak: did you mean slack?
      alertmanager: {page: [{slack: {channel: llm, webhook_file: /k}}]} | line 1: alertmanager.page.slack.channel: llm must be a name after # or @
      alertmanager: {page: [{webhook: {address: 'http://h', address_file: /k}}]} | line 1: alertmanager.page.webhook must be address or address_file, not both
      alertmanager: {page: [{webhook: {}}]} | line 1: alertmanager.page.webhook.address is missing
      alertmanager: {maintenance: [{name: w, days: [sundays], from: '01:00', to: '02:00'}]} | line 1: alertmanager.maintenance.days: there is no sundays: did you mean sunday?
      alertmanager: {maintenance: [{name: w, days: [sunday], from: '25:00', to: '02:00'}]} | line 1: alertmanager.maintenance.from: 25:00 must be a time such as "02:30"
      alertmanager: {maintenance: [{name: w, days: [sunday], from: '03:00', to: '02:00'}]} | line 1: alertmanager.maintenance.to: 02:00 must be in whole minutes, and after 03:00: a window over midnight is two windows
      alertmanager: {maintenance: [{name: w, days: [sunday], from: '01:00', to: '02:00', zone: Mars}]} | line 1: alertmanager.maintenance.zone: Mars must be a region such as Europe/Berlin, or UTC
      """)
  void read_settingOfAProgram_isRefusedWithItsLine(String yaml, String message) {
    assertRefused(yaml, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alertmanager: {page: [{slack: {channel: '#a', webhook_file: 'https://hooks.slack.com/s3cret'}}]}",
        "alertmanager: {page: [{slack: {channel: '#a', webhook_url: 'https://hooks.slack.com/s3cret'}}]}",
        "alertmanager: {page: [{slack: 'https://hooks.slack.com/s3cret'}]}",
        "alertmanager: {page: [{pagerduty: {routing_key_file: s3cret}}]}",
        "alertmanager: {page: [{webhook: {address: 'https://me:s3cret@h/x'}}]}",
        "alertmanager: {page: [{webhook: {address: 'https://me:s3 cret@h/x'}}]}",
        "alertmanager: {page: [{webhook: {address: 'https://hooks.slack.com/services/T1/B2/s3cret'}}]}",
        "alertmanager: {page: [{webhook: {address: 'https://h/hook/s3cret0123456789abc'}}]}",
        "alertmanager: {page: [{webhook: {address_file: 'https://hooks.slack.com/services/T1/B2/s3cret'}}]}",
        "remote_write: {store: mimir, address: 'https://me:s3cret@h/x'}",
        "remote_write: {store: mimir, address: 'http://h', credentials_file: [s3cret]}",
        "targets: [{job: llm, addresses: ['h:1'], credentials_file: 'Bearer s3cret'}]"
      })
  void read_secretInPlaceOfItsFile_isRefusedAndNotShown(String yaml) {
    assertThatThrownBy(() -> SettingsFile.read(yaml))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("line 1: ")
        .satisfies(refusal -> assertThat(stackTrace(refusal)).doesNotContain("s3cret", "s3 cret"));
  }

  private static String stackTrace(Throwable refusal) {
    StringWriter text = new StringWriter();
    refusal.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void read_fileWithoutContent_isTheDefaults() {
    assertThat(SettingsFile.read("")).isEqualTo(MonitoringSettings.DEFAULT);
    assertThat(SettingsFile.read("# nothing yet\n")).isEqualTo(MonitoringSettings.DEFAULT);
    assertThat(SettingsFile.read("{}")).isEqualTo(MonitoringSettings.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      a: 1\\njob: [llm] | line 1: unknown key a: legal are jobs, owner, runbooks, grafana, objectives, minimum_events, alerts, drill, targets, exporters, prometheus, remote_write, alertmanager, engines, collector, compose, kubernetes
      owner: x\\njob: [llm] | line 2: unknown key job: did you mean jobs?
      objectives:\\n  latency_second: 5 | line 2: unknown key objectives.latency_second: did you mean latency_seconds?
      alerts:\\n  LLMHighTTFT:\\n    treshold: 1 | line 3: unknown key alerts.LLMHighTTFT.treshold: did you mean threshold?
      alerts:\\n  HighTTFT: {} | line 2: unknown key alerts.HighTTFT: did you mean LLMHighTTFT?
      owner: x\\nowner: y | line 2: owner is there twice
      jobs: llm | line 1: jobs must be a list of texts
      jobs: [[llm]] | line 1: jobs must be a list of texts
      owner: [a] | line 1: owner must be a text
      owner: | line 1: owner must be a text
      grafana: 'http://a b' | line 1: grafana: http://a b must be a URL
      minimum_events: many | line 1: minimum_events: many must be a number
      drill: 1.5 | line 1: drill: 1.5 must be a whole number
      objectives: 0.99 | line 1: objectives must be a mapping of keys and values
      [jobs] | line 1: the document must be a mapping of keys and values
      alerts:\\n  LLMHighTTFT:\\n    for: 5 minutes | line 3: alerts.LLMHighTTFT.for: 5 minutes must be a duration such as 30s, 5m, 1h or 7d
      alerts:\\n  LLMHighTTFT:\\n    enabled: yes | line 3: alerts.LLMHighTTFT.enabled: yes must be true or false
      """)
  void read_wrongKeyOrType_isRefusedWithItsLine(String yaml, String message) {
    assertRefused(yaml, message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      minimum_events: -1 | line 1: minimum_events: -1.0 must be 0 or more
      owner: x\\njobs: [] | line 2: jobs: [] must be one or more names
      objectives:\\n  availability: 99.9 | line 2: objectives.availability: 99.9 must be above 0.8334 and below 1, for 30 days
      objectives:\\n  latency_seconds: 7 | line 2: objectives.latency_seconds: 7.0 must be among [5.0, 10.0, 30.0]
      alerts:\\n  LLMHighTTFT:\\n    window: 0s | line 3: alerts.LLMHighTTFT.window: PT0S must be 1 min or more, in whole seconds
      alerts:\\n  LLMHighTTFT:\\n    threshold: .nan | line 3: alerts.LLMHighTTFT.threshold: .nan must be a number
      alerts:\\n  LLMHighTTFT:\\n    threshold: -3 | line 3: alerts.LLMHighTTFT.threshold: -3.0 must be above 0, in seconds
      alerts: {LLMHighTTFT: {window: 1m}}\\ndrill: 60 | line 2: drill: 60 must be 30 or less: alerts.LLMHighTTFT.window, 1m, would not hold two scrapes
      alerts: {LLMHighTTFT: {window: 1m}}\\nprometheus: {scrape_interval: 1m} | line 2: prometheus.scrape_interval: PT1M must be 30s or less: alerts.LLMHighTTFT.window, 1m, would not hold two scrapes
      alerts:\\n  LLMServiceDown:\\n    threshold: 1 | line 3: alerts.LLMServiceDown.threshold: 1.0 must be left out: this alert has none
      """)
  void read_valueOutOfRange_isRefusedWithItsLine(String yaml, String message) {
    assertRefused(yaml, message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      owner: [a | no YAML
      a: *b | line 1: no YAML
      a: b: c | line 1: no YAML
      """)
  void read_noYaml_isRefused(String yaml, String message) {
    assertThatThrownBy(() -> SettingsFile.read(yaml.replace("\\n", "\n")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message);
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> SettingsFile.read(yaml.replace("\\n", "\n")))
        .isInstanceOf(SettingsException.class)
        .hasMessage(message);
  }

  @Test
  void read_enginesAndPlaces_areThoseOfTheFile() {
    MonitoringSettings settings = SettingsFile.read("""
        engines: [vllm, dcgm]
        collector: {environment: staging, metrics: false, trace_store: "tempo:4317"}
        compose: {project: watch, targets: ["chat:9464"], traces_retention: 3d}
        kubernetes:
          namespace: observability
          release: prom
          services: {labels: {app: chat, tier: gpu}, namespaces: [chat, embed], port: http-metrics}
          gpus: {labels: {app: nvidia-dcgm-exporter}}
          token: {secret: llm-metrics, key: token}
        """);

    assertThat(settings.engines().engines()).containsExactly("vllm", "dcgm");
    assertThat(settings.deployment())
        .isEqualTo(new DeploymentSettings(
            new CollectorSettings("staging", true, false, "tempo:4317", "0.0.0.0"),
            new ComposeSettings("watch", List.of("chat:9464"), Duration.ofDays(3)),
            new KubernetesSettings(
                "observability",
                Map.of("release", "prom"),
                new MonitoredPods(
                    Map.of("app", "chat", "tier", "gpu"), List.of("chat", "embed"), "http-metrics"),
                MonitoredPods.labelled("app", "nvidia-dcgm-exporter", "metrics"),
                Optional.of(new SecretKey("llm-metrics", "token")))));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      engines: [vlllm]                  | engines: vlllm must be one of
      collector: {trace_store: tempo}   | trace_store: tempo must be host:port
      compose: {project: My Project}    | project: My Project must be lower-case letters
      kubernetes: {namespace: Obs}      | namespace: 'Obs' must be 1 to 63 lower-case letters
      kubernetes: {services: {port: 9464}} | line 1: kubernetes.services.port: 9464 must be the port's name
      kubernetes: {services: {labels: {}}} | line 1: kubernetes.services.labels: {} must be one or more
      kubernetes: {gpus: {labels: [app]}} | line 1: kubernetes.gpus.labels must be a mapping of names and texts
      kubernetes: {gpus: {labels: {a: b, a: c}}} | line 1: kubernetes.gpus.labels.a is there twice
      kubernetes: {token: {secret: llm}} | line 1: kubernetes.token.key is missing
      kubernetes: {token: {secret: LLM, key: a}} | line 1: kubernetes.token.secret: 'LLM' must be
      compose: {metrics_retention: 15d} | line 1: unknown key compose.metrics_retention: did you mean traces_retention
      """)
  void read_enginesAndPlacesOutOfRange_areRefused(String yaml, String message) {
    assertThatThrownBy(() -> SettingsFile.read(yaml)).hasMessageContaining(message);
  }
}
