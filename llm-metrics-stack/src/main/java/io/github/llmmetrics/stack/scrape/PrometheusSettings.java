package io.github.llmmetrics.stack.scrape;

import io.github.llmmetrics.stack.alert.Settings;
import io.github.llmmetrics.stack.alert.StackSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a team may set of its Prometheus.
 *
 * @param version which keys it knows
 * @param intervals how often it works
 * @param retention how long it keeps data; empty for 15 days, or five more than the objectives look back
 * @param hasNativeHistograms whether it scrapes them, beside the classic ones of which the rules are made
 * @param targets the LLM services; none for one on this machine
 * @param exporters what else it scrapes
 * @param remoteWrite where a copy of its data goes; empty for nowhere
 */
public record PrometheusSettings(
    PrometheusVersion version,
    Intervals intervals,
    Optional<Duration> retention,
    boolean hasNativeHistograms,
    List<Target> targets,
    Exporters exporters,
    Optional<RemoteWrite> remoteWrite) {

  /** Prometheus 3, and the service that our documentation starts with. */
  public static final PrometheusSettings DEFAULT = new PrometheusSettings(
      PrometheusVersion.V3,
      Intervals.DEFAULT,
      Optional.empty(),
      false,
      List.of(),
      Exporters.DEFAULT,
      Optional.empty());

  /** How long data is kept that no objective looks back at. */
  public static final Duration RETENTION = Duration.ofDays(15);

  private static final String SERVICE = "localhost:9464";

  /** What is looked at is kept for as long as it takes to look at it. */
  private static final Duration MARGIN = Duration.ofDays(5);

  /**
   * How often Prometheus works; in a drill as many times more often as waits and windows are shorter, but not more often than each
   * second.
   *
   * @param scrape between two scrapes of what sets no other
   * @param evaluation between two evaluations of rules that set no other
   */
  public record Intervals(Duration scrape, Duration evaluation) {

    /** 15 s for both. */
    public static final Intervals DEFAULT =
        new Intervals(Duration.ofSeconds(15), Duration.ofSeconds(15));

    /**
     * Checks the ranges.
     *
     * @param scrape 1 s to 2 min, in whole seconds
     * @param evaluation 1 s to 2 min, in whole seconds
     */
    public Intervals {
      requireInterval("prometheus.scrape_interval", scrape);
      requireInterval("prometheus.evaluation_interval", evaluation);
    }
  }

  /**
   * Checks what belongs together.
   *
   * @param version which keys it knows
   * @param intervals how often it works
   * @param retention a day or more, in whole days
   * @param hasNativeHistograms false for a version before 3
   * @param targets none or more, each of its own job
   * @param exporters what else it scrapes
   * @param remoteWrite where a copy goes
   */
  public PrometheusSettings {
    targets = List.copyOf(targets);
    retention.ifPresent(kept -> Settings.require(
        kept.toDays() >= 1 && kept.equals(Duration.ofDays(kept.toDays())),
        "prometheus.retention",
        kept,
        "1 or more whole days"));
    Settings.require(
        !hasNativeHistograms || version == PrometheusVersion.V3,
        "prometheus.native_histograms",
        hasNativeHistograms,
        "false before version 3, which drops the classic ones if it scrapes both");
    List<String> jobs = targets.stream().map(Target::job).toList();
    Settings.require(
        jobs.stream().distinct().count() == jobs.size(), "targets", jobs, "of different jobs");
  }

  /** Prometheus takes a series for gone that has no sample for five minutes: two may be lost. */
  static void requireInterval(String setting, Duration interval) {
    boolean isWhole = interval.toNanosPart() == 0;
    Settings.require(
        isWhole && interval.toSeconds() >= 1 && interval.toSeconds() <= 120,
        setting,
        interval,
        "1 s to 2 min, in whole seconds");
  }

  /**
   * The LLM services that are scraped.
   *
   * @param stack whose first job a service is of that nobody named
   * @return one or more
   */
  public List<Target> targets(StackSettings stack) {
    return targets.isEmpty() ? List.of(Target.of(stack.jobs().get(0), List.of(SERVICE))) : targets;
  }

  /**
   * All that is scraped at an address of these settings.
   *
   * @param stack whose first job a service is of that nobody named
   * @return addresses by the label {@code job}: the services, then the exporters
   */
  public Map<String, List<String>> addresses(StackSettings stack) {
    Map<String, List<String>> addresses = new LinkedHashMap<>();
    targets(stack).forEach(target -> addresses.put(target.job(), target.addresses()));
    exporters
        .byJob()
        .forEach((job, exporter) -> addresses.merge(
            job,
            exporter,
            (one, other) -> Stream.concat(one.stream(), other.stream()).toList()));
    return addresses;
  }

  /**
   * The jobs that the rules watch and nothing of these settings scrapes.
   *
   * @param stack the settings of the rules
   * @return none, unless there are more jobs than targets
   */
  public List<String> unscrapedJobs(StackSettings stack) {
    List<String> scraped = targets(stack).stream().map(Target::job).toList();
    return stack.jobs().stream().filter(job -> !scraped.contains(job)).toList();
  }

  /**
   * How long data is kept.
   *
   * @param stack whose objectives look back
   * @return days
   */
  public Duration retention(StackSettings stack) {
    return retention.orElseGet(() -> stack.watchesObjectives()
        ? longer(RETENTION, stack.objectives().period().plus(MARGIN))
        : RETENTION);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /**
   * Refuses settings that do not fit those of the rules.
   *
   * @param stack the settings of the rules
   * @throws IllegalArgumentException if a target's job is none of theirs, data is gone before the objectives look back at it, or a
   *     window of theirs does not hold two scrapes
   */
  public void requireFitting(StackSettings stack) {
    List<String> jobs = stack.jobs();
    targets.forEach(target -> Settings.require(
        jobs.contains(target.job()), "targets.job", target.job(), "one of jobs " + jobs));
    Duration period = stack.objectives().period();
    retention.ifPresent(kept -> Settings.require(
        kept.compareTo(period) >= 0 || !stack.watchesObjectives(),
        "prometheus.retention",
        kept,
        period.toDays() + " days or more, as the objectives look back so far"));
    targets(stack)
        .forEach(target -> stack.requireTwoScrapes("targets.interval", target.interval()));
    stack.requireTwoScrapes("prometheus.scrape_interval", intervals.scrape());
  }

  /**
   * The same, for another version.
   *
   * @param version which keys it knows
   * @return new settings
   */
  public PrometheusSettings withVersion(PrometheusVersion version) {
    return new PrometheusSettings(
        version, intervals, retention, hasNativeHistograms, targets, exporters, remoteWrite);
  }

  /**
   * The same, with data kept for another time.
   *
   * @param retention a day or more, in whole days
   * @return new settings
   */
  public PrometheusSettings withRetention(Duration retention) {
    return new PrometheusSettings(
        version,
        intervals,
        Optional.of(retention),
        hasNativeHistograms,
        targets,
        exporters,
        remoteWrite);
  }

  /**
   * The same, with other LLM services.
   *
   * @param targets none or more
   * @return new settings
   */
  public PrometheusSettings withTargets(List<Target> targets) {
    return new PrometheusSettings(
        version, intervals, retention, hasNativeHistograms, targets, exporters, remoteWrite);
  }

  /**
   * The same, with other exporters.
   *
   * @param exporters what else it scrapes
   * @return new settings
   */
  public PrometheusSettings withExporters(Exporters exporters) {
    return new PrometheusSettings(
        version, intervals, retention, hasNativeHistograms, targets, exporters, remoteWrite);
  }

  /**
   * The same, with a copy of the data elsewhere.
   *
   * @param store where it goes
   * @return new settings
   */
  public PrometheusSettings withRemoteWrite(RemoteWrite store) {
    return new PrometheusSettings(
        version, intervals, retention, hasNativeHistograms, targets, exporters, Optional.of(store));
  }

  /** The keys of a scrape that this version knows and the one before does not. */
  Map<String, Object> scrapeKeys() {
    Map<String, Object> keys = new LinkedHashMap<>();
    if (version == PrometheusVersion.V3) {
      // Version 3 scrapes nothing of a service that does not say what it sends, as some engines do.
      keys.put("fallback_scrape_protocol", "PrometheusText0.0.4");
      if (hasNativeHistograms) {
        keys.put("scrape_native_histograms", true);
        keys.put("always_scrape_classic_histograms", true);
      }
    }
    return keys;
  }
}
