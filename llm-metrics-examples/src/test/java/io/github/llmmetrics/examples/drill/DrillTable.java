package io.github.llmmetrics.examples.drill;

import io.github.llmmetrics.examples.drill.ExpectedAlert.Told;
import io.github.llmmetrics.stack.alert.AlertCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a drill saw, as a Markdown table: seconds since the fault was switched on, and for what ended, since it was switched
 * off. Thread-safe.
 */
final class DrillTable {

  private static final String HEAD = """
      | alert | severity | where | fault | pending | fired | delivered | resolved | told |
      |---|---|---|---|--:|--:|--:|--:|---|
      """;

  private final Timeline timeline;
  private final Map<Exercise, Instant> on = new LinkedHashMap<>();
  private final Map<Exercise, Instant> off = new LinkedHashMap<>();

  DrillTable(Timeline timeline) {
    this.timeline = timeline;
  }

  synchronized void begin(Exercise exercise, Instant at) {
    on.put(exercise, at);
  }

  synchronized void end(Exercise exercise, Instant at) {
    off.put(exercise, at);
  }

  @Override
  public synchronized String toString() {
    StringBuilder table = new StringBuilder(HEAD);
    on.forEach((exercise, at) -> exercise.expected().forEach(alert -> {
      Optional<Instant> ended = Optional.ofNullable(off.get(exercise));
      boolean isTold = alert.told() != Told.NOT_BESIDE_WORSE;
      AlertPattern pattern = alert.pattern();
      table
          .append(String.join(
              " | ",
              "| " + pattern.name(),
              severity(pattern.name()),
              String.join(" ", new TreeMap<>(pattern.place()).values()),
              exercise.fault(),
              after(at, Phase.PENDING, pattern),
              after(at, Phase.FIRING, pattern),
              isTold ? after(at, Phase.DELIVERED, pattern) : "",
              ended
                  .map(moment -> after(moment, isTold ? Phase.RESOLVED : Phase.OVER, pattern))
                  .orElse("-"),
              switch (alert.told()) {
                case AT_ONCE -> "at once";
                case NOT_BESIDE_WORSE -> "no: the worse one is";
                case AFTER_WORSE -> "when the worse one ended";
              }))
          .append(" |\n");
    }));
    return table.toString();
  }

  private static String severity(String alert) {
    return AlertCatalogue.byName(alert).orElseThrow().severity().label();
  }

  private String after(Instant since, Phase phase, AlertPattern alert) {
    return timeline
        .first(phase, alert, since)
        .map(at -> "%.0f s".formatted(Duration.between(since, at).toMillis() / 1000.0))
        .orElse("-");
  }
}
