package io.github.llmmetrics.stack.alert;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The numbers of one alert: its defaults, or what a team makes of them. What is empty the alert does not have, or the team
 * leaves as it is.
 *
 * @param threshold what the value is compared with, in the metric's unit
 * @param window what the value looks back over, a minute or more: at a scrape each 15 s that is four samples
 * @param pending how long the condition must hold before the alert fires, zero or more
 * @param minimumEvents how many events the window must have, zero or more
 */
public record Tuning(
    OptionalDouble threshold,
    Optional<Duration> window,
    Optional<Duration> pending,
    OptionalDouble minimumEvents) {

  /** How many events an alert asks for by default; {@link StackSettings#minimumEvents} replaces it. */
  static final double EVENTS = 20;

  /** Nothing. */
  public static final Tuning NONE = new Tuning(
      OptionalDouble.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty());

  /**
   * Checks the ranges.
   *
   * @param threshold finite
   * @param window a minute or more, in whole seconds
   * @param pending zero or more, in whole seconds
   * @param minimumEvents zero or more
   */
  public Tuning {
    threshold.ifPresent(
        t -> Settings.require(Double.isFinite(t), "threshold", t, "a finite number"));
    window.ifPresent(w -> Settings.require(
        w.toSeconds() >= 60 && isWhole(w), "window", w, "1 min or more, in whole seconds"));
    pending.ifPresent(p ->
        Settings.require(!p.isNegative() && isWhole(p), "for", p, "0 s or more, in whole seconds"));
    minimumEvents.ifPresent(
        e -> Settings.require(e >= 0 && Double.isFinite(e), "minimum_events", e, "0 or more"));
  }

  private static boolean isWhole(Duration duration) {
    return duration.toNanosPart() == 0;
  }

  static Tuning of(double threshold, Duration pending) {
    return new Tuning(
        OptionalDouble.of(threshold),
        Optional.empty(),
        Optional.of(pending),
        OptionalDouble.empty());
  }

  static Tuning of(Duration pending) {
    return new Tuning(
        OptionalDouble.empty(), Optional.empty(), Optional.of(pending), OptionalDouble.empty());
  }

  Tuning over(Duration window) {
    return new Tuning(threshold, Optional.of(window), pending, minimumEvents);
  }

  Tuning withMinimumEvents(double events) {
    return new Tuning(threshold, window, pending, OptionalDouble.of(events));
  }

  /** These numbers with some changed. */
  Tuning with(Tuning changes) {
    return new Tuning(
        changed("threshold", threshold, changes.threshold),
        changed("window", window, changes.window),
        changed("for", pending, changes.pending),
        changed("minimum_events", minimumEvents, changes.minimumEvents));
  }

  private static OptionalDouble changed(String setting, OptionalDouble from, OptionalDouble to) {
    to.ifPresent(value -> requirePresent(from.isPresent(), setting, value));
    return to.isPresent() ? to : from;
  }

  private static Optional<Duration> changed(
      String setting, Optional<Duration> from, Optional<Duration> to) {
    to.ifPresent(value -> requirePresent(from.isPresent(), setting, value));
    return to.or(() -> from);
  }

  private static void requirePresent(boolean isPresent, String setting, Object value) {
    Settings.require(isPresent, setting, value, "left out: this alert has none");
  }
}
