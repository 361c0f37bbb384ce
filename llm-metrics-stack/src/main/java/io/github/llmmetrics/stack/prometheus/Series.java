package io.github.llmmetrics.stack.prometheus;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One series of an answer.
 *
 * @param labels by name
 * @param points in order of time
 */
public record Series(Map<String, String> labels, List<Point> points) {

  /**
   * Copies both.
   *
   * @param labels by name
   * @param points in order of time
   */
  public Series {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    points = List.copyOf(points);
  }

  /**
   * A value at a time.
   *
   * @param time of the value
   * @param value may be NaN or infinite
   */
  public record Point(Instant time, double value) {}

  /**
   * One label.
   *
   * @param name of the label
   * @return empty text if the series does not have it
   */
  public String label(String name) {
    return labels.getOrDefault(name, "");
  }
}
