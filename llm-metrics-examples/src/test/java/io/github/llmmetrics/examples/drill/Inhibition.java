package io.github.llmmetrics.examples.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Nobody hears of a warning while a worse alert of the same symptom fires at the same place. */
final class Inhibition {

  private static final Set<String> WORSE = Set.of("critical", "page");
  private static final List<String> SAME =
      List.of("symptom", "model", "instance", "gpu_id", "evaluator");

  /** What the programs may need to hear of each other. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  private Inhibition() {}

  /** The warnings that were told all the same. */
  static List<Sighting> broken(List<Sighting> sightings) {
    return sightings.stream()
        .filter(seen -> seen.phase() == Phase.DELIVERED)
        .filter(seen -> "warning".equals(seen.labels().get("severity")))
        .filter(told -> sightings.stream()
            .anyMatch(seen -> isWorse(seen, told) && firesAround(told.at(), seen, sightings)))
        .toList();
  }

  private static boolean isWorse(Sighting seen, Sighting told) {
    return seen.phase() == Phase.FIRING
        && WORSE.contains(seen.labels().getOrDefault("severity", ""))
        && SAME.stream()
            .allMatch(
                label -> Objects.equals(seen.labels().get(label), told.labels().get(label)));
  }

  private static boolean firesAround(Instant moment, Sighting firing, List<Sighting> sightings) {
    Map<String, String> labels = firing.labels();
    return firing.at().plus(SLACK).isBefore(moment)
        && sightings.stream()
            .noneMatch(seen -> seen.phase() == Phase.OVER
                && seen.labels().equals(labels)
                && seen.at().isAfter(firing.at())
                && seen.at().isBefore(moment.plus(SLACK)));
  }
}
