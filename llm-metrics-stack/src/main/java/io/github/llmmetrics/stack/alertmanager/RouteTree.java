package io.github.llmmetrics.stack.alertmanager;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.stack.promql.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All routes, and how alerts become notifications.
 *
 * @param receiver the name of the receiver of what no route takes
 * @param groupBy alerts that have the same values of these labels are one notification
 * @param groupWait how long a new group is waited for to fill
 * @param groupInterval how long a changed group waits until it is sent again
 * @param repeatInterval how long an unchanged group waits until it is sent again
 * @param routes the first that matches takes an alert
 */
public record RouteTree(
    String receiver,
    List<LabelDefinition> groupBy,
    Duration groupWait,
    Duration groupInterval,
    Duration repeatInterval,
    List<Route> routes) {

  /**
   * Copies the lists.
   *
   * @param receiver of what no route takes
   * @param groupBy labels
   * @param groupWait for a new group
   * @param groupInterval for a changed group
   * @param repeatInterval for an unchanged group
   * @param routes in their order
   */
  public RouteTree {
    groupBy = List.copyOf(groupBy);
    routes = List.copyOf(routes);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("receiver", receiver);
    tree.put("group_by", groupBy.stream().map(LabelDefinition::name).toList());
    tree.put("group_wait", Durations.text(groupWait));
    tree.put("group_interval", Durations.text(groupInterval));
    tree.put("repeat_interval", Durations.text(repeatInterval));
    tree.put("routes", routes.stream().map(Route::tree).toList());
    return tree;
  }
}
