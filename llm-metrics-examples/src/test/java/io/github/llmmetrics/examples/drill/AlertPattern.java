package io.github.llmmetrics.examples.drill;

import java.util.Map;

/**
 * One alert at one place, or at several.
 *
 * @param name the alert's
 * @param place labels that tell the place; those that it leaves out may have any value
 */
record AlertPattern(String name, Map<String, String> place) {

  AlertPattern {
    place = Map.copyOf(place);
  }

  boolean matches(Map<String, String> labels) {
    return name.equals(labels.get("alertname")) && labels.entrySet().containsAll(place.entrySet());
  }

  @Override
  public String toString() {
    return place.isEmpty() ? name : name + " " + place;
  }
}
