package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.alert.Addresses;
import io.github.llmmetrics.stack.alert.Objectives;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.engine.Engines;
import io.github.llmmetrics.stack.scrape.PrometheusSettings;
import io.github.llmmetrics.stack.scrape.PrometheusVersion;
import io.github.llmmetrics.stack.scrape.RemoteWrite;
import io.github.llmmetrics.stack.settings.MonitoringSettings;
import io.github.llmmetrics.stack.settings.SettingsException;
import io.github.llmmetrics.stack.settings.SettingsFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that say what is generated. An option wins over the settings file, and the file over the default. */
final class SettingsOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings as YAML; 'llm-metrics settings' prints one to start from.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--job",
      paramLabel = "NAME",
      split = ",",
      description = "A Prometheus job of the LLM services; repeat it for more.")
  private List<String> jobs = List.of();

  @Option(names = "--owner", paramLabel = "NAME", description = "The label owner of the alerts.")
  private Optional<String> owner = Optional.empty();

  @Option(names = "--runbooks", paramLabel = "URL", description = "Where the playbooks are.")
  private Optional<URI> runbooks = Optional.empty();

  @Option(names = "--grafana", paramLabel = "URL", description = "Where Grafana is.")
  private Optional<URI> grafana = Optional.empty();

  @Option(
      names = "--availability",
      paramLabel = "SHARE",
      description = "Objective: the share of requests that must not fail, such as 0.999.")
  private Optional<Double> availability = Optional.empty();

  @Option(
      names = "--latency",
      paramLabel = "SHARE",
      description = "Objective: the share of requests that must end in time.")
  private Optional<Double> latency = Optional.empty();

  @Option(
      names = "--latency-seconds",
      paramLabel = "SECONDS",
      description = "Objective: what is in time.")
  private Optional<Double> latencySeconds = Optional.empty();

  @Option(
      names = "--period",
      paramLabel = "DURATION",
      description = "Objective: over which period, such as 30d.")
  private Optional<Duration> period = Optional.empty();

  @Option(
      names = "--minimum-events",
      paramLabel = "COUNT",
      description = "How many events a ratio or quantile needs before it may alert.")
  private Optional<Double> minimumEvents = Optional.empty();

  @Option(
      names = "--drill",
      paramLabel = "FACTOR",
      description =
          "Shorten all waits, windows and intervals of scrapes by this factor, for a fire drill.")
  private Optional<Integer> drill = Optional.empty();

  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      split = ",",
      description = "Where an LLM service exposes its metrics; repeat it for more.")
  private List<String> targets = List.of();

  @Option(
      names = "--prometheus-version",
      paramLabel = "VERSION",
      description = "Which Prometheus reads its configuration: 3, or 2.42.")
  private Optional<String> version = Optional.empty();

  @Option(
      names = "--retention",
      paramLabel = "DURATION",
      description = "How long Prometheus keeps its data, in whole days such as 35d.")
  private Optional<Duration> retention = Optional.empty();

  @Option(
      names = "--remote-write",
      paramLabel = "STORE=URL",
      converter = RemoteWriteConverter.class,
      description = {
        "A store that gets a copy of all series:",
        "mimir, thanos, victoriametrics or prometheus, and where it is. What it asks for is said in the file alone."
      })
  private Optional<RemoteWrite> remoteWrite = Optional.empty();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      split = ",",
      description = {
        "Engines that are not ours, whose series are recorded under our names:",
        "${COMPLETION-CANDIDATES}. None if left out."
      },
      completionCandidates = EngineNames.class)
  private List<String> engines = List.of();

  MonitoringSettings settings() {
    MonitoringSettings file = config.map(SettingsOptions::read).orElse(MonitoringSettings.DEFAULT);
    try {
      StackSettings stack = stack(file.stack());
      return new MonitoringSettings(
          stack,
          file.alertmanager(),
          prometheus(file.prometheus(), stack),
          engines.isEmpty() ? file.engines() : file.engines().withEngines(engines),
          file.deployment());
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  /** Tells of each job that the rules watch and no target is of: who reads only its alert looks for an outage. */
  static void warnOfUnscraped(MonitoringSettings settings, CommandLine command) {
    settings
        .prometheus()
        .unscrapedJobs(settings.stack())
        .forEach(job -> command
            .getErr()
            .println(command.getCommandSpec().qualifiedName() + ": warning: jobs: " + job
                + " is scraped by nobody: name its addresses under targets in the settings file"));
    command.getErr().flush();
  }

  private StackSettings stack(StackSettings file) {
    Addresses addresses = file.addresses();
    return new StackSettings(
        jobs.isEmpty() ? file.jobs() : jobs,
        owner.orElse(file.owner()),
        addresses
            .withRunbooks(runbooks.orElse(addresses.runbooks()))
            .withGrafana(grafana.orElse(addresses.grafana())),
        new Objectives(
            availability.orElse(file.objectives().availability()),
            latency.orElse(file.objectives().latency()),
            latencySeconds.orElse(file.objectives().latencySeconds()),
            period.orElse(file.objectives().period())),
        minimumEvents.orElse(file.minimumEvents()),
        file.alerts(),
        drill.orElse(file.drill()));
  }

  /** Targets that are named here are scraped as those of their job in the file are. */
  private PrometheusSettings prometheus(PrometheusSettings file, StackSettings stack) {
    PrometheusSettings settings =
        file.withVersion(version.map(PrometheusVersion::of).orElse(file.version()));
    PrometheusSettings kept = retention.map(settings::withRetention).orElse(settings);
    PrometheusSettings copied = remoteWrite.map(kept::withRemoteWrite).orElse(kept);
    return targets.isEmpty()
        ? copied
        : copied.withTargets(List.of(file.targets(stack).get(0).withAddresses(targets)));
  }

  static MonitoringSettings read(Path file) {
    try {
      return SettingsFile.read(UserFiles.read(file));
    } catch (SettingsException e) {
      throw new UserError(file + ": " + e.getMessage(), e);
    }
  }

  /** Which engines may be named. */
  static final class EngineNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Engines.names().iterator();
    }
  }
}
