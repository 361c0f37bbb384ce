package io.github.llmmetrics.stack.kubernetes;

import io.github.llmmetrics.stack.alert.Settings;
import io.github.llmmetrics.stack.format.Tree;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Services or pods that are scraped.
 *
 * @param labels all that they have, one or more
 * @param namespaces where they are; everywhere if there is none
 * @param port its name, as the Service or the container has it
 */
public record MonitoredPods(Map<String, String> labels, List<String> namespaces, String port) {

  /**
   * Checks the names.
   *
   * @param labels one or more: without one, everything would be scraped
   * @param namespaces none or more
   * @param port at most 15 lower-case letters, digits and hyphens: a number is no name
   */
  public MonitoredPods {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    namespaces = List.copyOf(namespaces);
    Settings.require(!labels.isEmpty(), "labels", labels, "one or more");
    namespaces.forEach(namespace -> KubernetesSettings.requireName("namespaces", namespace));
    Settings.require(
        port.matches("(?=.*[a-z])[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?"),
        "port",
        port,
        "the port's name, not its number");
  }

  /**
   * Those with one label, wherever they are.
   *
   * @param label its name
   * @param value its value
   * @param port the port's name
   * @return a selection
   */
  public static MonitoredPods labelled(String label, String value, String port) {
    return new MonitoredPods(Map.of(label, value), List.of(), port);
  }

  Tree selector() {
    return Tree.of("matchLabels", labels);
  }

  Tree namespaceSelector() {
    return namespaces.isEmpty() ? Tree.of("any", true) : Tree.of("matchNames", namespaces);
  }
}
