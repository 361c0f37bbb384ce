package io.github.llmmetrics.examples.drill;

import java.time.Instant;
import java.util.Map;

/**
 * That an alert was seen in a phase.
 *
 * @param at when it came to be in it
 * @param phase which
 * @param labels of the alert
 */
record Sighting(Instant at, Phase phase, Map<String, String> labels) {

  Sighting {
    labels = Map.copyOf(labels);
  }
}
