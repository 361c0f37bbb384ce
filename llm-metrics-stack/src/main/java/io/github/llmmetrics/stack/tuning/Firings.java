package io.github.llmmetrics.stack.tuning;

import io.github.llmmetrics.stack.prometheus.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs of points that follow each other without a gap. */
final class Firings {

  private Firings() {}

  /**
   * One run.
   *
   * @param start its first point
   * @param end its last point
   */
  record Run(Instant start, Instant end) {

    Duration length() {
      return Duration.between(start, end);
    }
  }

  /** The runs of points, where a gap is more than one step. */
  static List<Run> runs(List<Series.Point> points, Duration step) {
    List<Run> runs = new ArrayList<>();
    for (Series.Point point : points) {
      int last = runs.size() - 1;
      if (last >= 0 && !point.time().isAfter(runs.get(last).end().plus(step))) {
        runs.set(last, new Run(runs.get(last).start(), point.time()));
      } else {
        runs.add(new Run(point.time(), point.time()));
      }
    }
    return runs;
  }

  /** How often an alert on these values would have fired: runs beyond the threshold that are long enough. */
  static int count(Series series, Operand operand, double threshold, Duration step) {
    List<Series.Point> beyond = series.points().stream()
        .filter(
            point -> operand.isHighBad() ? point.value() > threshold : point.value() < threshold)
        .toList();
    return (int) runs(beyond, step).stream()
        .filter(run -> run.length().compareTo(operand.pending()) >= 0)
        .count();
  }
}
