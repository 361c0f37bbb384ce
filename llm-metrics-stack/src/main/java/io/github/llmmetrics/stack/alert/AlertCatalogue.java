package io.github.llmmetrics.stack.alert;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All alerts. Thread-safe. */
public final class AlertCatalogue {

  private static final List<AlertDefinition> ALL = Stream.of(
          LatencyAlerts.ALL,
          ErrorAlerts.ALL,
          ResourceAlerts.ALL,
          ProductAlerts.ALL,
          SloAlerts.ALL,
          SelfAlerts.ALL)
      .flatMap(List::stream)
      .toList();

  private AlertCatalogue() {}

  /**
   * All alerts.
   *
   * @return by group
   */
  public static List<AlertDefinition> all() {
    return ALL;
  }

  /**
   * One alert.
   *
   * @param name of the alert
   * @return empty if there is none of that name
   */
  public static Optional<AlertDefinition> byName(String name) {
    return ALL.stream().filter(alert -> alert.name().equals(name)).findFirst();
  }

  /**
   * The names of all alerts.
   *
   * @return by group
   */
  public static List<String> names() {
    return ALL.stream().map(AlertDefinition::name).toList();
  }
}
