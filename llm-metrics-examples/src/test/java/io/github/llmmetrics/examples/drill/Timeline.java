package io.github.llmmetrics.examples.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** All that was seen of alerts, in its order, for those who wait for it. Thread-safe. */
final class Timeline {

  private final List<Sighting> sightings = new ArrayList<>();

  synchronized void add(Instant at, Phase phase, Map<String, String> labels) {
    sightings.add(new Sighting(at, phase, labels));
    notifyAll();
  }

  synchronized List<Sighting> all() {
    return List.copyOf(sightings);
  }

  /** When an alert last came into a phase within some time, its ends included. */
  synchronized Optional<Instant> last(Phase phase, AlertPattern alert, Instant from, Instant to) {
    return sightings.stream()
        .filter(seen -> seen.phase() == phase
            && !seen.at().isBefore(from)
            && !seen.at().isAfter(to)
            && alert.matches(seen.labels()))
        .map(Sighting::at)
        .reduce((earlier, later) -> later);
  }

  /** When an alert first came into a phase after a moment. */
  synchronized Optional<Instant> first(Phase phase, AlertPattern alert, Instant after) {
    return sightings.stream()
        .filter(seen ->
            seen.phase() == phase && !seen.at().isBefore(after) && alert.matches(seen.labels()))
        .map(Sighting::at)
        .findFirst();
  }

  /** The labels of those that are pending or firing. */
  synchronized Set<Map<String, String>> active() {
    return between(Set.of(Phase.PENDING, Phase.FIRING), Phase.OVER);
  }

  /** The labels of those that somebody was told of, and was not told that they are over. */
  synchronized Set<Map<String, String>> told() {
    return between(Set.of(Phase.DELIVERED), Phase.RESOLVED);
  }

  private Set<Map<String, String>> between(Set<Phase> begin, Phase end) {
    Set<Map<String, String>> labels = new HashSet<>();
    for (Sighting seen : sightings) {
      if (begin.contains(seen.phase())) {
        labels.add(seen.labels());
      } else if (seen.phase() == end) {
        labels.remove(seen.labels());
      }
    }
    return labels;
  }

  /** Waits until something is so, which is looked at whenever there is a new sighting; whether it is. */
  synchronized boolean await(Duration limit, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    long left = limit.toMillis();
    while (!condition.getAsBoolean() && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
    return condition.getAsBoolean();
  }
}
