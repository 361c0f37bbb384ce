package io.github.llmmetrics.stack.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A query that is shown to somebody.
 *
 * @param place where
 * @param expression as it is sent to Prometheus
 * @param labels those that a legend or a text names
 */
public record StackQuery(String place, String expression, Set<String> labels) {

  /** What is wrong with an answer of Prometheus; empty if nothing is. */
  public List<String> complaints(JsonNode answer) {
    List<String> complaints = new ArrayList<>();
    if (answer.isEmpty()) {
      complaints.add(place + ": no data for\n  " + expression);
    }
    Set<String> missing = new TreeSet<>(labels);
    for (JsonNode series : answer) {
      missing.removeIf(label -> series.path("metric").has(label));
    }
    if (!answer.isEmpty() && !missing.isEmpty()) {
      complaints.add(place + ": no series has " + missing + " for\n  " + expression);
    }
    return complaints;
  }
}
