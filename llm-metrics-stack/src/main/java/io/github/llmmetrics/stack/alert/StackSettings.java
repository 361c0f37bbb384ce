package io.github.llmmetrics.stack.alert;

import io.github.llmmetrics.stack.promql.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a team may set of the rules, dashboards and playbooks that are generated for it.
 *
 * @param jobs the Prometheus jobs of the LLM services, one or more
 * @param owner the label {@code owner} of each alert that has no other
 * @param addresses where playbooks and programs are
 * @param objectives what the services promise
 * @param minimumEvents how many events a ratio or quantile needs before it may alert, where its alert sets no other
 * @param alerts what was changed of single alerts, by name
 * @param drill by how much all waits, windows and intervals are shortened, those of scrapes, too, for a fire drill; 1 in production
 */
public record StackSettings(
    List<String> jobs,
    String owner,
    Addresses addresses,
    Objectives objectives,
    double minimumEvents,
    Map<String, AlertOverride> alerts,
    int drill) {

  /** Makes 5 s of the shortest window of 5 min: five samples at a scrape each second, which is as often as makes sense. */
  private static final int MAXIMUM_DRILL = 60;

  /** What is generated if a team sets nothing. */
  public static final StackSettings DEFAULT = new StackSettings(
      List.of("llm"), "llm-platform", Addresses.DEFAULT, Objectives.DEFAULT, 20, Map.of(), 1);

  /**
   * Checks the ranges and the names of the alerts.
   *
   * @param jobs one or more
   * @param owner not blank, on one line
   * @param addresses where playbooks and programs are
   * @param objectives what the services promise
   * @param minimumEvents 0 or more
   * @param alerts by names of {@link AlertCatalogue}
   * @param drill 1 to 60, and so little that each window that a team sets holds two scrapes
   */
  public StackSettings {
    jobs = List.copyOf(jobs);
    alerts = Map.copyOf(alerts);
    Objects.requireNonNull(addresses, "addresses");
    Objects.requireNonNull(objectives, "objectives");
    Settings.require(
        !jobs.isEmpty() && jobs.stream().noneMatch(String::isBlank),
        "jobs",
        jobs,
        "one or more names");
    Settings.requireOwner("owner", owner);
    Settings.require(
        minimumEvents >= 0 && Double.isFinite(minimumEvents),
        "minimum_events",
        minimumEvents,
        "0 or more");
    Settings.require(drill >= 1 && drill <= MAXIMUM_DRILL, "drill", drill, "1 to " + MAXIMUM_DRILL);
    alerts.forEach(StackSettings::check);
    requireTwoScrapes(alerts, "drill", drill, Duration.ofSeconds(drill), Duration::toSeconds);
  }

  private static void check(String name, AlertOverride changes) {
    List<String> names = AlertCatalogue.names();
    Settings.require(names.contains(name), "alerts", name, "one of " + names);
    AlertCatalogue.byName(name).orElseThrow().tuned(changes.numbers());
  }

  /**
   * Refuses an interval at which a window of a rule may hold fewer than the two samples that a rate takes: its alert would never
   * fire. In a drill both are shortened alike.
   *
   * @param setting its name
   * @param interval between two scrapes, as it is meant
   * @throws IllegalArgumentException that names the setting and the window's
   */
  public void requireTwoScrapes(String setting, Duration interval) {
    requireTwoScrapes(alerts, setting, interval, interval, Durations::text);
  }

  /** The default windows are longer than two scrapes at the longest interval, and in the shortest drill. */
  private static void requireTwoScrapes(
      Map<String, AlertOverride> alerts,
      String setting,
      Object value,
      Duration interval,
      Function<Duration, Object> form) {
    alerts.forEach((name, changes) -> changes
        .numbers()
        .window()
        .filter(window -> changes.isEnabled())
        .ifPresent(window -> Settings.require(
            interval.multipliedBy(2).compareTo(window) <= 0,
            setting,
            value,
            form.apply(Duration.ofSeconds(window.toSeconds() / 2)) + " or less: alerts." + name
                + ".window, " + Durations.text(window) + ", would not hold two scrapes")));
  }

  /**
   * The same, for other jobs.
   *
   * @param jobs one or more
   * @return new settings
   */
  public StackSettings withJobs(List<String> jobs) {
    return new StackSettings(jobs, owner, addresses, objectives, minimumEvents, alerts, drill);
  }

  /**
   * The same, with playbooks and programs elsewhere.
   *
   * @param addresses where they are
   * @return new settings
   */
  public StackSettings withAddresses(Addresses addresses) {
    return new StackSettings(jobs, owner, addresses, objectives, minimumEvents, alerts, drill);
  }

  /**
   * The same, with other objectives.
   *
   * @param objectives what the services promise
   * @return new settings
   */
  public StackSettings withObjectives(Objectives objectives) {
    return new StackSettings(jobs, owner, addresses, objectives, minimumEvents, alerts, drill);
  }

  /**
   * The same, with other changes of single alerts.
   *
   * @param alerts by name
   * @return new settings
   */
  public StackSettings withAlerts(Map<String, AlertOverride> alerts) {
    return new StackSettings(jobs, owner, addresses, objectives, minimumEvents, alerts, drill);
  }

  /**
   * The same, for a fire drill.
   *
   * @param drill by how much all waits, windows and intervals are shortened
   * @return new settings
   */
  public StackSettings withDrill(int drill) {
    return new StackSettings(jobs, owner, addresses, objectives, minimumEvents, alerts, drill);
  }

  /**
   * Whether somebody is told when an objective is missed.
   *
   * @return false if each alert on objectives was switched off
   */
  public boolean watchesObjectives() {
    return AlertCatalogue.all().stream()
        .filter(alert -> alert.group() == AlertGroup.SLO)
        .anyMatch(alert -> override(alert.name()).isEnabled());
  }

  AlertOverride override(String alert) {
    return alerts.getOrDefault(alert, AlertOverride.NONE);
  }

  /**
   * A wait, window or interval as it is generated.
   *
   * @param duration as it is meant
   * @return shorter in a drill: whole seconds, a second at least; zero stays zero
   */
  public Duration scaled(Duration duration) {
    return duration.isZero()
        ? duration
        : Duration.ofSeconds(Math.max(1, duration.toSeconds() / drill));
  }
}
