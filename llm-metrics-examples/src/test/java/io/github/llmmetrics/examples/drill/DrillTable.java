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

  private record End(Instant off, Instant seen) {}

  private final Timeline timeline;
  private final Map<Exercise, Instant> on = new LinkedHashMap<>();
  private final Map<Exercise, End> ended = new LinkedHashMap<>();

  DrillTable(Timeline timeline) {
    this.timeline = timeline;
  }

  synchronized void begin(Exercise exercise, Instant at) {
    on.put(exercise, at);
  }

  /** When a fault was switched off, and all that came of it was seen to be over. */
  synchronized void end(Exercise exercise, Instant off, Instant seen) {
    ended.put(exercise, new End(off, seen));
  }

  @Override
  public synchronized String toString() {
    StringBuilder table = new StringBuilder(HEAD);
    on.forEach((exercise, at) -> exercise.expected().forEach(alert -> {
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
              Optional.ofNullable(ended.get(exercise))
                  .map(end -> end(at, end, isTold ? Phase.RESOLVED : Phase.OVER, pattern))
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

  /** When it ended for good: of a fault that lasts on for another alert's sake, perhaps before its end. */
  private String end(Instant on, End end, Phase phase, AlertPattern alert) {
    return timeline
        .last(phase, alert, on, end.seen)
        .map(at -> at.isBefore(end.off) ? "before" : seconds(end.off, at))
        .orElse("-");
  }

  private static String seconds(Instant from, Instant to) {
    return "%.0f s".formatted(Duration.between(from, to).toMillis() / 1000.0);
  }

  private String after(Instant since, Phase phase, AlertPattern alert) {
    return timeline.first(phase, alert, since).map(at -> seconds(since, at)).orElse("-");
  }
}
