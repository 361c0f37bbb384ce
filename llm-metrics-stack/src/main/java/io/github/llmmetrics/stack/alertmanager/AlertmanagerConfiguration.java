package io.github.llmmetrics.stack.alertmanager;

import io.github.llmmetrics.stack.alert.Settings;
import io.github.llmmetrics.stack.format.Yaml;
import io.github.llmmetrics.stack.promql.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A whole configuration of Alertmanager.
 *
 * @param resolveTimeout when an alert ends whose sender says nothing of it any more
 * @param routes who gets what
 * @param inhibitRules what need not be told
 * @param receivers those that the routes name
 * @param maintenance the windows that the routes name
 */
public record AlertmanagerConfiguration(
    Duration resolveTimeout,
    RouteTree routes,
    List<InhibitRule> inhibitRules,
    List<Receiver> receivers,
    List<MaintenanceWindow> maintenance) {

  /**
   * Checks that every receiver and window that a route names is there, once.
   *
   * @param resolveTimeout when an alert ends of which nothing is said
   * @param routes who gets what
   * @param inhibitRules what need not be told
   * @param receivers by name
   * @param maintenance by name
   */
  public AlertmanagerConfiguration {
    inhibitRules = List.copyOf(inhibitRules);
    receivers = List.copyOf(receivers);
    maintenance = List.copyOf(maintenance);
    List<String> names = receivers.stream().map(Receiver::name).toList();
    List<String> windows = maintenance.stream().map(MaintenanceWindow::name).toList();
    requireUnique("receivers", names);
    requireUnique("maintenance", windows);
    Stream.concat(Stream.of(routes.receiver()), routes.routes().stream().map(Route::receiver))
        .forEach(
            name -> Settings.require(names.contains(name), "receiver", name, "one of " + names));
    routes.routes().stream()
        .flatMap(route -> route.muted().stream())
        .forEach(
            name -> Settings.require(windows.contains(name), "muted", name, "one of " + windows));
  }

  private static void requireUnique(String setting, List<String> names) {
    Settings.require(
        names.stream().distinct().count() == names.size(), setting, names, "different names");
  }

  /**
   * The configuration as Alertmanager reads it.
   *
   * @return keys and values, in their order
   */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("global", Map.of("resolve_timeout", Durations.text(resolveTimeout)));
    tree.put("route", routes.tree());
    tree.put("inhibit_rules", inhibitRules.stream().map(InhibitRule::tree).toList());
    tree.put("receivers", receivers.stream().map(Receiver::tree).toList());
    if (!maintenance.isEmpty()) {
      tree.put(
          "time_intervals", maintenance.stream().map(MaintenanceWindow::tree).toList());
    }
    return tree;
  }

  /**
   * The configuration file.
   *
   * @return its text
   */
  public String text() {
    return Yaml.text(tree());
  }
}
