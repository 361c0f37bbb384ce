package io.github.llmmetrics.stack.tuning;

import io.github.llmmetrics.stack.alert.AlertCatalogue;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.alert.Tuning;
import io.github.llmmetrics.stack.promql.Durations;
import io.github.llmmetrics.stack.rule.Severity;
import java.time.Duration;
import java.util.Optional;

/**
 * What to do about noisy alerts.
 *
 * @param settings with the present numbers of the alerts
 * @param range how long they were watched
 */
record Advice(StackSettings settings, Duration range) {

  /** An alert that is on for this share of the time is a state, not an event. */
  private static final double ALWAYS = 0.5;

  private static final double MOSTLY_SHORT = 0.5;
  private static final int FEW = 3;

  String on(Noise noise) {
    Optional<Tuning> numbers =
        AlertCatalogue.byName(noise.alert()).map(alert -> alert.numbers(settings));
    double days = Math.max(1, range.toHours() / 24.0);
    if (noise.longest().toSeconds() > ALWAYS * range.toSeconds()) {
      return "on for days: fix the cause, or raise the threshold (llm-metrics baseline), or delete it";
    }
    if (noise.count() < FEW) {
      return "nothing";
    }
    if (noise.shortShare() >= MOSTLY_SHORT) {
      return "it flaps: raise for to " + longerWait(noise, numbers) + floor(numbers);
    }
    if (noise.count() / days >= 1) {
      return noise.severity().equals(Severity.INFO.label())
          ? "fires daily and asks nobody to act: delete it (enabled: false)"
          : "fires daily: fix the cause, or raise the threshold (llm-metrics baseline)";
    }
    return "nothing";
  }

  /** So long that the median firing would not have begun. */
  private static String longerWait(Noise noise, Optional<Tuning> numbers) {
    Duration now = numbers.flatMap(Tuning::pending).orElse(Duration.ZERO);
    Duration longer = now.plus(noise.median()).plus(Duration.ofMinutes(1));
    return Durations.text(Duration.ofMinutes(longer.toMinutes()));
  }

  private static String floor(Optional<Tuning> numbers) {
    return numbers.filter(n -> n.minimumEvents().isPresent()).isPresent()
        ? " or, if traffic is thin, minimum_events"
        : "";
  }
}
