package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.prometheus.PrometheusClient;
import io.github.llmmetrics.stack.settings.MonitoringSettings;
import io.github.llmmetrics.stack.tuning.TimeRange;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which data of which Prometheus a command looks at. */
final class PrometheusOptions {

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      required = true,
      description = "Where Prometheus is, such as http://localhost:9090.")
  private URI server = URI.create("");

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      description = "How far to look back; 7d if left out.")
  private Duration window = Duration.ofDays(7);

  @Option(
      names = "--end",
      paramLabel = "TIME",
      description = "Up to when, such as 2026-11-24T12:00:00Z; now if left out.")
  private Optional<Instant> end = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The present settings of the alerts; the defaults if left out.")
  private Optional<Path> config = Optional.empty();

  @Mixin
  private HttpOptions http = new HttpOptions();

  PrometheusClient client() {
    return HttpOptions.asked(() -> new PrometheusClient(server, http.source()));
  }

  StackSettings settings() {
    return config.map(SettingsOptions::read).orElse(MonitoringSettings.DEFAULT).stack();
  }

  TimeRange range() {
    if (window.compareTo(Duration.ofHours(1)) < 0 || window.compareTo(Duration.ofDays(366)) > 0) {
      throw new UserError("--window: must be 1h to 366d");
    }
    return TimeRange.upTo(end.orElseGet(Clock.systemUTC()::instant), window);
  }
}
