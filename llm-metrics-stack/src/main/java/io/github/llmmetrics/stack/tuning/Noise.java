package io.github.llmmetrics.stack.tuning;

import io.github.llmmetrics.stack.rule.Severity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How often one alert fired, and for how long.
 *
 * @param alert its name
 * @param severity as its series say
 * @param lengths of all its firings, ascending
 */
record Noise(String alert, String severity, List<Duration> lengths) {

  /** A firing that ends before somebody can look at it. */
  static final Duration SHORT = Duration.ofMinutes(5);

  int count() {
    return lengths.size();
  }

  Duration total() {
    return lengths.stream().reduce(Duration.ZERO, Duration::plus);
  }

  Duration median() {
    return lengths.get((lengths.size() - 1) / 2);
  }

  Duration longest() {
    return lengths.get(lengths.size() - 1);
  }

  /** The share of firings that were too short to be looked at. */
  double shortShare() {
    return (double)
            lengths.stream().filter(length -> length.compareTo(SHORT) < 0).count()
        / lengths.size();
  }

  /** How many minutes of people it took. */
  long cost() {
    return (long) count() * minutesEach();
  }

  private int minutesEach() {
    Optional<Severity> known = Arrays.stream(Severity.values())
        .filter(candidate -> candidate.label().equals(severity))
        .findFirst();
    return switch (known.orElse(Severity.WARNING)) {
      case PAGE -> 30;
      case CRITICAL -> 15;
      case WARNING -> 5;
      case INFO -> 1;
    };
  }
}
